using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace GenNet.Tests.Parity;

/// <summary>What PyTorch computed in float64; scripts/parity/record.py writes it.</summary>
public static class Recorded
{
    public static IReadOnlyDictionary<string, JsonElement> Activations { get; } = Read("activations");

    public static IReadOnlyDictionary<string, JsonElement> LayerActivations { get; } = Read("layer-activations");

    public static IReadOnlyDictionary<string, JsonElement> Losses { get; } = Read("losses");

    public static IReadOnlyDictionary<string, JsonElement> Optimizers { get; } = Read("optimizers");

    public static JsonElement OptimizerData { get; } = Read("optimizer-data").Values.Single();

    public static IReadOnlyDictionary<string, JsonElement> LBfgs { get; } = Read("lbfgs");

    public static JsonElement LBfgsData { get; } = Read("lbfgs-data").Values.Single();

    public static IReadOnlyDictionary<string, JsonElement> Clipping { get; } = Read("clipping");

    public static IReadOnlyDictionary<string, JsonElement> Schedules { get; } = Read("schedules");

    public static IReadOnlyDictionary<string, JsonElement> Networks { get; } = Read("networks");

    public static JsonElement Embeddings { get; } = Read("embeddings").Values.Single();

    public static IReadOnlyDictionary<string, JsonElement> BatchNorm { get; } = Read("batch-norm");

    public static IReadOnlyDictionary<string, JsonElement> HeadedNetworks { get; } = Read("headed-networks");

    public static IReadOnlyDictionary<string, JsonElement> Sequences { get; } = Read("sequences");

    /// <summary>Not PyTorch's but ONNX's own; scripts/onnx/record.py copies it.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Onnx { get; } = Read("onnx");

    /// <summary>The titles of the cases of the given names, for a theory.</summary>
    public static TheoryData<string> Titles(IReadOnlyDictionary<string, JsonElement> cases, string property, params string[] names)
    {
        // A name without a recording would be a test that silently is none.
        foreach (string name in names) Assert.Contains(cases.Values, c => c.Text(property) == name);
        return new(cases.Where(c => names.Contains(c.Value.Text(property))).Select(c => c.Key));
    }

    public static string Text(this JsonElement e, string property) => e.GetProperty(property).GetString()!;

    public static double Number(this JsonElement e, string property) => Number(e.GetProperty(property));

    /// <summary>The numbers of an array, of arrays of arrays row after row.</summary>
    public static double[] Numbers(this JsonElement e, string property) => [.. Flatten(e.GetProperty(property))];

    public static double[][] Rows(this JsonElement e, string property) =>
        [.. e.GetProperty(property).EnumerateArray().Select(row => Flatten(row).ToArray())];

    public static float[] Singles(this JsonElement e, string property) => Array.ConvertAll(e.Numbers(property), Exactly);

    /// <summary>Inputs are recorded as float32 numbers, so that a float32 network starts from the very same.</summary>
    private static float Exactly(double value)
    {
        Assert.Equal(value, (float)value);
        return (float)value;
    }

    private static IEnumerable<double> Flatten(JsonElement e) =>
        e.ValueKind == JsonValueKind.Array ? e.EnumerateArray().SelectMany(Flatten) : [Number(e)];

    private static double Number(JsonElement e) =>
        e.ValueKind == JsonValueKind.String ? double.Parse(e.GetString()!, CultureInfo.InvariantCulture) : e.GetDouble();

    private static Dictionary<string, JsonElement> Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"recorded/{name}.json")
            ?? throw new FileNotFoundException($"There is no recording {name}.json.");
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.EnumerateArray().Index().ToDictionary(c => $"{c.Index} {Title(c.Item)}", c => c.Item.Clone());
    }

    private static string Title(JsonElement e)
    {
        string[] telling = ["name", "kind", "alpha", "output", "batch", "reduction", "limit", "arguments"];
        IEnumerable<string> values = telling.Where(name => e.TryGetProperty(name, out _)).Select(name => e.GetProperty(name).ToString());
        return string.Join(' ', values.Where(value => value != "")).Replace("\"", "");
    }
}
