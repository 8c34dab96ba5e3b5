using System.Text.Json;

namespace GenNet.Tests.Parity.Onnx;

/// <summary>A test of an ONNX operator: what goes in, and what comes out.</summary>
public sealed class OnnxCase(JsonElement recorded)
{
    public string Name { get; } = recorded.Text("name");

    public string Operator { get; } = recorded.Text("operator");

    public OnnxTensor[] Inputs { get; } = Tensors(recorded, "inputs");

    public OnnxTensor[] Outputs { get; } = Tensors(recorded, "outputs");

    /// <summary>An attribute that is a number, if it is given.</summary>
    public double? Number(string attribute) => Attribute(attribute)?.GetDouble();

    public string? Text(string attribute) => Attribute(attribute)?.GetString();

    private JsonElement? Attribute(string name) =>
        recorded.GetProperty("attributes").TryGetProperty(name, out JsonElement value) ? value : null;

    private static OnnxTensor[] Tensors(JsonElement recorded, string property) =>
    [
        .. recorded.GetProperty(property).EnumerateArray().Select(tensor => new OnnxTensor(
            [.. tensor.Numbers("shape").Select(size => (int)size)],
            tensor.GetProperty("values").ValueKind == JsonValueKind.Null ? null : tensor.Numbers("values"))),
    ];
}

/// <summary>A tensor, row-major.</summary>
/// <param name="Values">Its numbers; null where the recording leaves them out.</param>
public sealed record OnnxTensor(int[] Shape, double[]? Values)
{
    public double[] Numbers => Values!;

    public float[] Singles => Array.ConvertAll(Numbers, value => (float)value);

    /// <summary>The stretches along an axis, each a sample: the axis is moved last.</summary>
    public double[][] Along(int axis)
    {
        int n = Shape[axis], inner = Shape[(axis + 1)..].Aggregate(1, (product, size) => product * size);
        return
        [
            .. Enumerable.Range(0, Numbers.Length / n).Select(row =>
                Enumerable.Range(0, n).Select(k => Numbers[(((row / inner * n) + k) * inner) + (row % inner)]).ToArray()),
        ];
    }
}
