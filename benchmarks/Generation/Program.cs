using System.Globalization;
using GenNet.Benchmarks;
using GenNet.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

// Prints how long the generator takes for a project with a hundred networks: from nothing, and after an edit of one file. Roslyn's
// own share is what a generator takes that finds the networks and leaves it at that. With the argument "compile" it prints instead what the
// generated text costs the compiler.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["compile"])
{
    CompileTime.Print();
    return;
}

double cold = Compiler.ColdSeconds();
(double all, GeneratorDriver networks) = FromNothing(new NeuralNetworkGenerator());
(double found, GeneratorDriver finder) = FromNothing(new Finder());
SyntaxTree[] trees = [.. networks.GetRunResult().GeneratedTrees];
Console.WriteLine(
    $"{Zoo.Networks} networks, {trees.Length} generated files, {trees.Sum(tree => tree.GetText().Lines.Count):N0} lines, "
    + $"{trees.Sum(tree => tree.Length) / 1e6:F1} MB");
Console.WriteLine();
Console.WriteLine("from nothing                        time    Roslyn's share");
Console.WriteLine($"compiler just started      {cold * 1e3,10:F0} ms");
Console.WriteLine($"compiler running           {all * 1e3,10:F0} ms {found / all,15:P0}");
Console.WriteLine();
Console.WriteLine("after an edit of                    time    Roslyn's share");
foreach (int file in new[] { Zoo.Networks, 0, 1, 2, 9 })
{
    double edit = AfterEdits(networks, file), share = AfterEdits(finder, file) / edit;
    Console.WriteLine($"{Zoo.Name(file),-26} {edit * 1e3,10:F1} ms {share,15:P0}");
}

static (double Seconds, GeneratorDriver Driver) FromNothing(IIncrementalGenerator generator)
{
    GeneratorDriver start = CSharpGeneratorDriver.Create(generator), driver = start;
    double seconds = Enumerable.Range(0, 20).Min(_ => Clock.Seconds(() => driver = start.RunGenerators(Zoo.Compilation.Clone())));
    return (seconds, driver);
}

// At best, as Stopclock of benchmarks/Peak measures; the edits all differ.
static double AfterEdits(GeneratorDriver driver, int file) => Enumerable.Range(1, 500).Min(edit =>
{
    CSharpCompilation edited = Zoo.Edit(file, edit);
    return Clock.Seconds(() => driver = driver.RunGenerators(edited));
});
