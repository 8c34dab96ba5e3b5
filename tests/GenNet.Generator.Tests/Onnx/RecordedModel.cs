using System.Text.Json;

namespace GenNet.Generator.Tests.Onnx;

/// <summary>
/// A model that another tool wrote, and what that tool predicts with it; scripts/onnx/models.py and sequences.py recorded both.
/// </summary>
public sealed class RecordedModel
{
    private static readonly string[] s_folders =
        [.. new[] { "models", "sequences" }.Select(folder => System.IO.Path.Combine(AppContext.BaseDirectory, "Onnx", folder))];

    private RecordedModel(JsonElement recorded, string folder)
    {
        Name = recorded.GetProperty("name").GetString()!;
        Inputs = Numbers("inputs");
        Outputs = Numbers("outputs");
        Steps = recorded.TryGetProperty("steps", out JsonElement steps) ? steps.GetInt32() : 0;
        Path = System.IO.Path.Combine(folder, FileName);

        double[] Numbers(string property) => [.. recorded.GetProperty(property).EnumerateArray().Select(number => number.GetDouble())];
    }

    public static IReadOnlyDictionary<string, RecordedModel> All { get; } = Read();

    public static TheoryData<string> Names => [.. All.Keys];

    public string Name { get; }

    public string FileName => $"{Name}.onnx";

    public string Path { get; }

    public byte[] File => System.IO.File.ReadAllBytes(Path);

    /// <summary>The frames of a window where the model takes any number.</summary>
    public int Steps { get; }

    /// <summary>Row after row.</summary>
    public double[] Inputs { get; }

    public double[] Outputs { get; }

    private static Dictionary<string, RecordedModel> Read()
    {
        return s_folders.SelectMany(Models).ToDictionary(model => model.Name);

        static RecordedModel[] Models(string folder)
        {
            string predictions = System.IO.File.ReadAllText(System.IO.Path.Combine(folder, "predictions.json"));
            using JsonDocument document = JsonDocument.Parse(predictions);
            return [.. document.RootElement.EnumerateArray().Select(recorded => new RecordedModel(recorded, folder))];
        }
    }
}
