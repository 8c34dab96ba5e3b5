using GenNet.Generator.ModelFiles;
using GenNet.Generator.Nam;
using GenNet.Generator.Onnx;
using GenNet.Generator.RTNeural;

namespace GenNet.Generator.Formats;

/// <summary>A format of model files that classes are made from.</summary>
/// <param name="Attribute">The full name of the attribute that names such a file.</param>
/// <param name="Extension">How its files' names end.</param>
/// <param name="Rule">The rule that a file breaks which is no network as a whole.</param>
/// <param name="DefaultSteps">The frames of a window, unless said otherwise; 0 where networks may be none over frames.</param>
/// <param name="Read">Reads the network that a declaration means from a file's bytes, with the files beside it.</param>
internal sealed record ModelFormat(
    string Attribute, string Extension, string Rule, int DefaultSteps, Func<byte[], ModelDeclaration, ExternalData, ModelReading> Read)
{
    public const string NoOnnx = "GN0031", NoStreamModel = "GN0034";

    // What plug-ins get at a time.
    private const int BlockOfAudio = 64;

    public static readonly IReadOnlyList<ModelFormat> All =
    [
        new(
            "GenNet.NeuralNetworkFromOnnxAttribute", ".onnx", NoOnnx, DefaultSteps: 0,
            static (file, declaration, beside) => OnnxReader.Read(file, declaration.Output, beside, declaration.Steps)),
        new(
            "GenNet.NeuralNetworkFromNamAttribute", ".nam", NoStreamModel, BlockOfAudio,
            static (file, declaration, _) => NamReader.Read(file, declaration.Steps)),
        new(
            "GenNet.NeuralNetworkFromRTNeuralAttribute", ".json", NoStreamModel, BlockOfAudio,
            static (file, declaration, _) => RTNeuralReader.Read(file, declaration.Steps)),
    ];

    /// <summary>The attribute as a user writes it.</summary>
    public string Example => $"[{Attribute.Replace("GenNet.", "").Replace("Attribute", "")}(\"model{Extension}\")]";
}
