using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Benchmarks;

/// <summary>
/// What the generated text of each shape of the zoo costs the compiler, from text to assembly on one thread, and how much of it for each
/// part: what is saved without its methods.
/// </summary>
internal static class CompileTime
{
    private const int Repetitions = 10;

    private static readonly CSharpCompilation s_empty =
        Zoo.Compilation.RemoveAllSyntaxTrees().WithOptions(Zoo.Compilation.Options.WithConcurrentBuild(false));

    public static void Print()
    {
        // Until the compiler itself is compiled.
        for (int file = 0; file < Zoo.Shapes; file++)
        {
            SyntaxTree[] trees = Zoo.Generated(file);
            Milliseconds(file, trees, [.. trees.Select(tree => tree.ToString())]);
        }

        Console.WriteLine("milliseconds to compile    lines    all  " + string.Concat(Enum.GetNames<Part>().Select(name => $"{name,10}")));
        double sum = 0;
        for (int file = 0; file < Zoo.Shapes; file++)
        {
            SyntaxTree[] trees = Zoo.Generated(file);
            string[] all = [.. trees.Select(tree => tree.ToString())];
            double whole = Milliseconds(file, trees, all);
            sum += whole;
            IEnumerable<string> parts = Enum.GetValues<Part>()
                .Select(part => whole - Milliseconds(file, trees, [.. trees.Select(new Without(part).From)]))
                .Select(time => $"{time,10:F1}");
            Console.WriteLine(
                $"{Zoo.Name(file),-20} {all.Sum(text => text.Count(c => c == '\n')),12:N0} {whole,8:F1}" + string.Concat(parts));
        }

        Console.WriteLine($"{"mean of the shapes",-20} {"",12} {sum / Zoo.Shapes,8:F1}");
    }

    private static double Milliseconds(int file, SyntaxTree[] trees, string[] texts) => 1e3 * Enumerable.Range(0, Repetitions).Min(_ =>
        Clock.Seconds(() =>
        {
            CSharpCompilation compilation = s_empty
                .AddSyntaxTrees(Zoo.Compilation.SyntaxTrees[file])
                .AddSyntaxTrees(texts.Zip(trees, (text, tree) => Zoo.Parse(text, tree.FilePath)));
            if (compilation.Emit(Stream.Null) is { Success: false, Diagnostics: var errors })
                throw new InvalidOperationException(string.Join('\n', errors));
        }));
}
