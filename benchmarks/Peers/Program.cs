using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using GenNet.Benchmarks;

// Times GenNet and the peers that are on this machine, all on one thread, on the widest vectors and, where these are AVX-512's, on AVX2's
// too, each in a process of its own. Writes results.json, results.md and a drawing for each width to benchmarks/results, in a folder named
// after the processor. An argument restricts the run to the networks whose name contains it, and writes nothing.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["--bits", string bits, string network])
{
    Console.WriteLine(JsonSerializer.Serialize(Session.Run(int.Parse(bits), network), Results.Json));
    return;
}

string only = args.FirstOrDefault("");
int[] widths = Processor.VectorBits == 512 ? [512, 256] : [Processor.VectorBits];
Results results = new(
    Processor.Name,
    DateTime.UtcNow.ToString("yyyy-MM-dd"),
    RuntimeInformation.OSDescription,
    [.. widths.Select(width => MeasureInAChild(width, only))]);
Console.WriteLine(results.ToMarkdown());
if (only.Length == 0)
    results.Save(Path.Combine(ThisFolder(), "../results", Processor.FileName));

static PathResults MeasureInAChild(int bits, string only)
{
    ProcessStartInfo start = new(Environment.ProcessPath!, ["--bits", bits.ToString(), only]) { RedirectStandardOutput = true };
    if (bits < Processor.VectorBits)
        start.Environment[Processor.Avx512Setting] = "0";
    using Process child = Process.Start(start)!;
    string output = child.StandardOutput.ReadToEnd();
    child.WaitForExit();
    return child.ExitCode == 0
        ? JsonSerializer.Deserialize<PathResults>(output, Results.Json)!
        : throw new InvalidOperationException($"The process that measures vectors of {bits} bits exited with {child.ExitCode}.");
}

static string ThisFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
