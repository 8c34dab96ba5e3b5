using System.Text.Json;

namespace GenNet.Generator.Tests.Onnx;

/// <summary>A model that another tool wrote, and what that tool predicts with it; scripts/onnx/models.py recorded both.</summary>
public sealed class RecordedModel
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Onnx", "models");

    private RecordedModel(JsonElement recorded)
    {
        Name = recorded.GetProperty("name").GetString()!;
        Inputs = Numbers("inputs");
        Outputs = Numbers("outputs");

        double[] Numbers(string property) => [.. recorded.GetProperty(property).EnumerateArray().Select(number => number.GetDouble())];
    }

    public static IReadOnlyDictionary<string, RecordedModel> All { get; } = Read();

    public static TheoryData<string> Names => [.. All.Keys];

    public string Name { get; }

    public string FileName => $"{Name}.onnx";

    public byte[] File => System.IO.File.ReadAllBytes(Path.Combine(s_folder, FileName));

    /// <summary>Row after row.</summary>
    public double[] Inputs { get; }

    public double[] Outputs { get; }

    private static Dictionary<string, RecordedModel> Read()
    {
        using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(s_folder, "predictions.json")));
        return document.RootElement.EnumerateArray().Select(recorded => new RecordedModel(recorded)).ToDictionary(model => model.Name);
    }
}
