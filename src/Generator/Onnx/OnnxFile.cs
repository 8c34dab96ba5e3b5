using GenNet.Generator.Weights;
using Microsoft.CodeAnalysis;

namespace GenNet.Generator.Onnx;

/// <summary>An ONNX file among the project's additional files.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Reading">What it holds.</param>
internal sealed record OnnxFile(string Path, OnnxReading Reading)
{
    public static bool Is(AdditionalText text) => text.Path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);

    public static OnnxFile Read(AdditionalText text)
    {
        WeightsFile file = WeightsFile.Read(text);
        return new(text.Path, file.Problem is string problem ? new(null, new(problem)) : OnnxReader.Read([.. file.Content]));
    }
}
