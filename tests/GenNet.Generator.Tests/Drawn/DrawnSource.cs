using FsCheck;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generator.Tests.Drawn;

/// <summary>A declaration as nobody would write it, in a place as nobody would choose it: right, wrong or half right.</summary>
/// <param name="Text">The file.</param>
/// <param name="Options">How the project is compiled.</param>
/// <param name="Language">Its version of C#.</param>
internal sealed record DrawnSource(string Text, CSharpCompilationOptions Options, LanguageVersion Language)
{
    /// <summary>
    /// Keywords, names that generated code uses or makes, letters beyond ASCII, and ordinary names, which are drawn most.
    /// </summary>
    private static readonly Gen<string> s_name = Gen.Frequency(
        (3, Gen.Elements("MyNet", "Other", "Model1", "A_B")),
        (1, Gen.Elements(
            "@class", "@event", "@if", "@record", "@field", "@partial", "@var", "@where", "@file", "@dynamic", "@await", "@nint")),
        (1, Gen.Elements("System", "GenNet", "Generated", "Networks", "Numerics", "Kernels", "Activations", "Losses", "Reduction")),
        (1, Gen.Elements(
            "V", "T", "Block", "Network", "Layer1", "Dense", "GRU", "Last", "State", "Elementwise", "Tanh", "Softmax", "Identity",
            "MethodImpl", "IVector")),
        (1, Gen.Elements("Predict", "InputSize", "Offsets", "Summary", "W1", "s_layout", "MyNetOperations", "Optimizer", "Span")),
        (1, Gen.Elements("Größe", "ネット", "Étude", "Ꞡ", "İ", "ı", "x\\u0041", "\\U00000042y")));

    private static readonly Gen<string> s_access = Gen.Elements("", "", "public ", "internal ", "public sealed ", "internal unsafe ");

    private static readonly Gen<string> s_containerHead =
        from access in s_access
        from kind in Gen.Elements("class", "class", "static class", "struct", "record", "record struct", "interface", "ref struct")
        from partial in Mostly("partial ", "")
        let isRecord = kind.StartsWith("record", StringComparison.Ordinal)
        select access.Replace("sealed ", "") + (kind.Contains(' ') && !isRecord ? kind.Split(' ')[0] + " " : "") + partial
            + (isRecord ? kind : kind.Split(' ')[^1]);

    private static readonly Gen<string> s_number = Gen.Frequency(
        (3, Gen.Elements("0.5", "1", "2", "0.01")),
        (1, Gen.Elements("0", "-1", "1e-60", "1e39", "1e308", "double.NaN", "double.PositiveInfinity", "-0.0", "1f / 3", "int.MinValue")));

    private static readonly Gen<string> s_size = Gen.Frequency(
        (30, Gen.Choose(1, 6).Select(size => $"{size}")),
        (3, Gen.Elements("33", "50", "1 + 2", "'a' - 60")),
        (1, Gen.Elements("0", "-1", "65536", "65537", "int.MaxValue", "-2147483648")));

    private static readonly Gen<string> s_label = Gen.Frequency(
        (12, Gen.Elements("\"a\"", "\"b\"")), (1, Gen.Elements("\"A\"", "\"class\"", "\"\"", "\"1\"", "null", "\"Größe\"")));

    private static readonly Gen<string> s_named =
        Gen.Frequency((6, Gen.Constant("")), (1, s_label.Select(label => $"Name = {label}")));

    private static readonly Gen<string> s_read =
        Gen.Frequency((30, Gen.Constant("")), (1, s_label.Select(label => $"From = {label}")));

    /// <summary>What makes a graph of a chain; the value that is read comes before it, so that some are right.</summary>
    private static readonly Gen<string> s_graph =
        from size in s_size
        from name in s_named
        from read in s_read
        from label in s_label
        from other in s_label
        from part in Gen.Elements(
            $"Add({label}", $"Concat({label}, {other}", "Concat(", "Activate(global::GenNet.Activation.Tanh", "Activate(typeof(int)",
            "Activate(global::GenNet.Activation.PReLU", "Gated(", "Gated(global::GenNet.Activation.SiLU",
            "Gated(global::GenNet.Activation.Identity, global::GenNet.Activation.Softmax")
        from input in Gen.Elements(
            "", "", $"[global::GenNet.Input({label}, {size})]\n", $"[global::GenNet.Dense({size}, Name = {label})]\n")
        select $"{input}[global::GenNet.{part}{(part.EndsWith('(') ? Arguments(name, read) : Following(name, read))})]";

    /// <summary>What goes through the frames of windows.</summary>
    private static readonly Gen<string> s_sequence =
        from size in s_size
        from kernel in s_size
        from other in s_size
        from kind in Gen.Elements(
            $"GRU({size}", $"LSTM({size}", "Last(", "MeanOverTime(", $"Conv1D({size}, {kernel}",
            $"Conv1D({size}, {kernel}, global::GenNet.Activation.PReLU, Dilation = {other}",
            $"Conv1D({size}, {kernel}, Groups = {other}, Bias = false", $"Conv1D({size}, {kernel}, typeof(global::Own.Curve)")
        from name in s_named
        from read in s_read
        select $"[global::GenNet.{kind}{(kind.EndsWith('(') ? Arguments(name, read) : Following(name, read))})]";

    private static string Following(params string[] options) =>
        string.Concat(options.Where(option => option.Length > 0).Select(option => ", " + option));

    private static readonly Gen<string> s_layer =
        from units in s_size
        from activation in Gen.Frequency(
            (20, Gen.Elements(Enum.GetValues<Activation>()).Select(activation => $", global::GenNet.Activation.{activation}")),
            (3, Gen.Elements("", ", typeof(global::Own.Curve)", ", typeof(global::Own.@struct<int[]>)", ", typeof(global::Own.OldCurve)")),
            (1, Gen.Elements(", (global::GenNet.Activation)99", ", (global::GenNet.Activation)(-1)", ", typeof(int)", ", null")))
        from bias in Seldom("Bias = false")
        from alpha in Number("Alpha", 19)
        from beta in Number("Beta", 39)
        from initializer in Gen.Frequency(
            (4, Gen.Constant("")),
            (2, Gen.Elements(Enum.GetValues<Initializer>())
                .Select(initializer => $"Initializer = global::GenNet.Initializer.{initializer}")))
        from initial in Number("InitialValue", 39)
        from l1 in Number("L1", 14)
        from l2 in Number("L2", 14)
        from name in s_named
        from read in s_read
        from dropout in Gen.Frequency(
            (15, Gen.Constant("")),
            (1, Gen.Elements("0.5", "0", "0.999", "1", "-0.1", "double.NaN").Select(rate => $"\n[global::GenNet.Dropout({rate})]")))
        from normalization in Gen.Frequency(
            (12, Gen.Constant("")), (1, Gen.Constant("\n[global::GenNet.LayerNorm]")),
            (2, from epsilon in Number("Epsilon", 9)
                from momentum in Number("Momentum", 9)
                select $"\n[global::GenNet.BatchNorm({Arguments(epsilon, momentum)})]"))
        let arguments = Arguments(units + activation, bias, alpha, beta, initializer, initial, l1, l2, name, read)
        select $"[global::GenNet.Dense({arguments})]{dropout}{normalization}";

    private static readonly Gen<string> s_network =
        from inputs in Gen.Frequency((12, s_size), (1, Gen.Constant("")))
        from steps in Gen.Frequency((3, Gen.Constant("")), (1, s_size.Select(steps => $"Steps = {steps}")))
        from burnIn in Gen.Frequency((20, Gen.Constant("")), (1, s_size.Select(burnIn => $"BurnIn = {burnIn}")))
        from loss in Gen.Frequency(
            (8, Gen.Constant("")),
            (4, Gen.Elements(Enum.GetValues<Loss>()).Select(loss => $"Loss = global::GenNet.Loss.{loss}")),
            (1, Gen.Elements("CustomLoss = typeof(global::Own.Distance)", "CustomLoss = typeof(string)", "Loss = (global::GenNet.Loss)77")))
        from smoothing in Number("LabelSmoothing", 14)
        from reduction in Seldom("Reduction = global::GenNet.Reduction.Sum")
        from precision in Seldom("Precision = global::GenNet.Precision.Double")
        from unroll in Gen.Frequency(
            (2, Gen.Constant("")), (1, Gen.Elements(Enum.GetValues<Unroll>()).Select(unroll => $"Unroll = global::GenNet.Unroll.{unroll}")))
        select $"[global::GenNet.NeuralNetwork({Arguments(inputs, steps, burnIn, loss, smoothing, reduction, precision, unroll)})]";

    private static readonly Gen<string> s_embedding = Gen.Frequency(
        (12, Gen.Constant("")),
        (1, from count in Gen.Frequency((4, Gen.Elements("1", "9", "100_000")), (1, Gen.Elements("0", "-1", "16777217", "int.MaxValue")))
            from size in s_size
            select $"[global::GenNet.Embedding({count}, {size})]\n"));

    /// <summary>What is given out; the value comes before it half of the time, so that some are right.</summary>
    private static readonly Gen<string> s_output =
        from size in s_size
        from label in s_label
        from head in Gen.Elements("", $"[global::GenNet.Dense({size}, Name = {label})]\n")
        from loss in Gen.Frequency(
            (4, Gen.Constant("")),
            (2, Gen.Elements(Enum.GetValues<Loss>()).Select(loss => $"Loss = global::GenNet.Loss.{loss}")),
            (1, Gen.Elements("CustomLoss = typeof(global::Own.Distance)", "Loss = (global::GenNet.Loss)77")))
        from weight in Number("Weight", 4)
        from smoothing in Number("LabelSmoothing", 14)
        select $"{head}[global::GenNet.Output({Arguments(label, loss, weight, smoothing)})]";

    private static Gen<string> Members(string name) => Gen.Frequency(
        (6, Gen.Constant("")),
        (1, s_name.Select(member => $"private const int {member} = 1; public int More => {member};")),
        (1, s_name.Select(member => $"public static void {member}(int x) {{ }}")),
        (1, Gen.Elements(
            $"public {name}(string path) : this(path.Length) {{ }}", $"public {name}(string path) {{ }}", $"private {name}(int seed) {{ }}",
            $"static {name}() {{ }}", $"private {name}({name} other) : this(3) {{ }}")),
        (1, Gen.Elements(
            "public float Predict(float x) => x;", "public override string ToString() => Summary;", "public int Train = 3;",
            "public static implicit operator int(" + name + " n) => ParameterCount;", "private protected class Layer1 { }",
            "public required int Scale { get; init; }", "internal required string? @unit;",
            "public const string Reduction = nameof(InputSize);")));

    private static readonly Gen<string> s_class =
        from lead in Gen.Frequency(
            (6, Gen.Constant("")),
            (1, Gen.Elements("[System.Obsolete]\n", "[System.Obsolete(\"old\", error: true)]\n", "[System.Serializable]\n")))
        from network in Mostly(s_network, Gen.Constant(""))
        from layers in Gen.Frequency((20, Gen.Choose(1, 3)), (1, Gen.Constant(0)))
            .SelectMany(count => Gen.Frequency((8, s_layer), (1, s_graph), (1, s_sequence)).ListOf(count))
        from embedding in s_embedding
        from outputs in Gen.Frequency((12, Gen.Constant(0)), (1, Gen.Choose(1, 2))).SelectMany(count => s_output.ListOf(count))
        from access in s_access
        from partial in Mostly("partial ", "")
        from kind in Gen.Frequency(
            (25, Gen.Constant("class")), (1, Gen.Elements("struct", "record", "interface", "abstract", "static", "file", "generic")))
        from name in s_name
        from bases in Gen.Frequency(
            (8, Gen.Constant("")),
            (1, Gen.Elements("System.IDisposable", "Own.Base", "Own.Picky", "Own.Demanding", "System.Exception")
                .Select(type => $" : global::{type}")))
        from members in Members(name)
        let head = kind switch
        {
            "abstract" or "static" or "file" => $"{kind} {(kind == "file" ? "" : access.Replace("sealed ", ""))}{partial}class {name}",
            "generic" => $"{access}{partial}class {name}<T>",
            _ => $"{(kind == "class" || kind == "record" ? access : access.Replace("sealed ", ""))}{partial}{kind} {name}",
        }
        select $"{lead}{network}\n{embedding}{string.Join('\n', layers.Concat(outputs))}\n{head}{bases}\n{{\n{members}\n"
            + (bases.Contains("IDisposable") ? "public void Dispose() { }" : "") + "\n}";

    private static readonly Gen<string> s_nested =
        from inner in s_class
        from count in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 2)))
        from heads in s_containerHead.ListOf(count)
        from names in s_name.ListOf(count)
        from types in Gen.Frequency((15, Gen.Constant("")), (1, Gen.Constant("<T>"))).ListOf(count)
        select Enumerable.Range(0, count).Aggregate(inner, (text, i) => $"{heads[i]} {names[i]}{types[i]}\n{{\n{text}\n}}");

    private static readonly Gen<string> s_text =
        from classes in Gen.Frequency((3, Gen.Constant(1)), (1, Gen.Constant(2))).SelectMany(count => s_nested.ListOf(count))
        from neighbour in Gen.Frequency((2, Gen.Constant("")), (1, s_name.Select(name => $"internal class {name} {{ }}\n")))
        from namespaces in Gen.Choose(0, 3).SelectMany(count => s_name.ListOf(count))
        from form in Gen.Elements("file", "block", "global")
        from usings in Gen.Elements(
            "", "using System;\nusing GenNet;\n", "using Block = System.String;\nusing V = System.Int32;\n", "using static System.Math;\n",
            "using GenNet.Kernels;\nusing GenNet.Activations;\nusing GenNet.Networks;\n")
        from assembly in Gen.Frequency((5, Gen.Constant("")), (1, Gen.Constant("[assembly: System.CLSCompliant(true)]\n")))
        let body = neighbour + string.Join('\n', classes)
        let name = string.Join('.', namespaces)
        select usings + assembly + (name.Length == 0 || form == "global" ? body
            : form == "file" ? $"namespace {name};\n{body}"
            : $"namespace {name}\n{{\n{body}\n}}");

    private static readonly Gen<CSharpCompilationOptions> s_options =
        from nullable in Gen.Elements(Enum.GetValues<NullableContextOptions>())
        from isChecked in Gen.Elements(true, false)
        from isUnsafe in Gen.Elements(true, false)
        from level in Gen.Elements(Enum.GetValues<OptimizationLevel>())
        select GeneratorHarness.Options.WithNullableContextOptions(nullable).WithOverflowChecks(isChecked).WithAllowUnsafe(isUnsafe)
            .WithOptimizationLevel(level);

    private static readonly Gen<LanguageVersion> s_language = Gen.Frequency(
        (16, Gen.Constant(LanguageVersion.Latest)),
        (5, Gen.Elements(LanguageVersion.CSharp11, LanguageVersion.CSharp12, LanguageVersion.CSharp13, LanguageVersion.Preview)),
        (1, Gen.Constant(LanguageVersion.CSharp10)));

    private static readonly Gen<DrawnSource> s_source =
        from text in s_text
        from options in s_options
        from language in s_language
        select new DrawnSource(text, options, language);

    /// <summary>The source that a seed stands for, always the same one.</summary>
    public static DrawnSource Draw(int seed) => s_source.Sample(1, new Rnd((ulong)seed), 50).Single();

    private static Gen<T> Mostly<T>(Gen<T> usual, Gen<T> other) => Gen.Frequency((25, usual), (1, other));

    private static Gen<string> Mostly(string usual, string other) => Mostly(Gen.Constant(usual), Gen.Constant(other));

    private static Gen<string> Seldom(string option) => Gen.Frequency((3, Gen.Constant("")), (1, Gen.Constant(option)));

    private static Gen<string> Number(string name, int without) =>
        Gen.Frequency((without, Gen.Constant("")), (1, s_number.Select(number => $"{name} = {number}")));

    private static string Arguments(params string[] arguments) => string.Join(", ", arguments.Where(argument => argument.Length > 0));
}
