extern alias generator;

using System.Text.Json;
using generator::GenNet.Generator.ModelFiles;
using generator::GenNet.Generator.Onnx;

namespace GenNet.Generator.Tests.Onnx;

/// <summary>Models after public bug reports: read exactly, or refused by the name of the node that is to blame.</summary>
public sealed class CaseTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Onnx", "cases");

    private static readonly Dictionary<string, string> s_refused = new()
    {
        ["S28-cast-to-int-and-back"] = "Cast node",
        ["S32-bn-training-form-opset9"] = "BatchNormalization node",
        ["S36-ort-fused-gemm"] = "com.microsoft.FusedGemm node",
    };

    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(s_folder, "*.onnx").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Names))]
    public void IsReadOrRefused(string name)
    {
        byte[] file = File.ReadAllBytes(Path.Combine(s_folder, name + ".onnx"));
        ModelReading reading = OnnxReader.Read(file);
        if (s_refused.TryGetValue(name, out string? node))
        {
            Assert.StartsWith(node, reading.Problem!.Node);
            return;
        }

        Assert.Null(reading.Problem);
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(s_folder, "expected.json")));
        JsonElement recorded = expected.RootElement.GetProperty(name + ".onnx");
        Assert.Null(ReadNetwork.Difference(Numbers("onnxruntime"), reading.Network!.Predict(Numbers("rows"))));

        double[] Numbers(string property) =>
        [
            .. recorded.GetProperty(property).EnumerateArray().SelectMany(row => row.EnumerateArray())
                .Select(number => number.GetDouble()),
        ];
    }
}
