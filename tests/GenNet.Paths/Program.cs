using System.Globalization;
using System.Runtime.CompilerServices;
using GenNet.Paths;

// What tests run in processes of their own, because the instructions that a process uses are settled when it starts, or because it is
// meant to crash. The first line of the output names the instructions.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is [.. string[] others, string name] && name.StartsWith("GenNet.", StringComparison.Ordinal))
{
    AppContext.SetSwitch(name, true);
    args = others;
}

Console.WriteLine(VectorPath.Current);
switch (args)
{
    case ["path"]:
        return 0;

    // For each network: its name, a hash of all that was computed, and the numbers that another path must come near to.
    case ["train"]:
        foreach (Subject subject in Subjects.Trained)
            Console.WriteLine($"{subject.Name} {subject.Train()}");
        return 0;

    // A name and a hash a line, of all that has the same bits on every path with fused multiply-add.
    case ["bits"]:
        foreach (Subject subject in Subjects.Trained.Concat(Subjects.Compared))
            Console.WriteLine($"{subject.Name} {subject.Train().Hash}");
        foreach (string function in Functions.Hashes)
            Console.WriteLine(function);
        return 0;

    case ["guard"]:
        foreach (Subject subject in Subjects.Trained)
            subject.CallAtGuardPages();
        return 0;

    case ["trespass", string side]:
        GuardedMemory<float>.Trespass(side == "end" ? Placement.End : Placement.Start);
        return 0;

    // Has the JIT compile all that these networks run. Compiled ahead of time, the program leaves them out.
    case ["sweep"] when RuntimeFeature.IsDynamicCodeSupported:
        foreach (Subject subject in Subjects.Swept)
            subject.CallEverything();
        return 0;

    // Has the JIT compile the loops that are counted.
    case ["loops"] when RuntimeFeature.IsDynamicCodeSupported:
        foreach (Subject subject in Subjects.Counted)
            subject.CallEverything();
        return 0;

    // Fits with checkpoints until it is killed, or has come to its end.
    case ["fit", string checkpoint]:
        Console.WriteLine(ResumableRun.Fit(checkpoint));
        return 0;

    default:
        Console.Error.WriteLine("GenNet.Paths path | train | bits [switch] | guard | trespass start|end | sweep | loops | fit file");
        return 2;
}
