using GenNet.Generator.ModelFiles;
using Google.Protobuf;
using Onnx;

namespace GenNet.Generator.Onnx;

/// <summary>Reads the network out of an ONNX file.</summary>
internal static class OnnxReader
{
    // What operators mean is known for these: ONNX changes it by a new version of the set.
    private const long OldestOperatorSet = 7, NewestOperatorSet = 26;

    /// <summary>Reads the network that gives the model's outputs of numbers, or one of them.</summary>
    /// <param name="file">The file.</param>
    /// <param name="output">The output's name; null for all.</param>
    /// <param name="external">The files beside it that hold numbers.</param>
    /// <param name="steps">The frames of a window; 0 where the model says it, or takes no windows.</param>
    public static ModelReading Read(byte[] file, string? output = null, ExternalData? external = null, int steps = 0)
    {
        ModelProto model;
        try
        {
            model = ModelProto.Parser.ParseFrom(file);
        }
        catch (InvalidProtocolBufferException exception)
        {
            return Failed(exception.Message);
        }

        if (model.Graph is null)
            return Failed("it has no graph");
        if (model.OpsetImport.FirstOrDefault(set => set.Domain is "" or "ai.onnx") is not { } operators)
            return Failed("it does not say which operator set it uses");
        if (operators.Version is < OldestOperatorSet or > NewestOperatorSet)
        {
            return new(null, new(
                $"it uses operator set {operators.Version}; sets from {OldestOperatorSet} to {NewestOperatorSet} are read"));
        }

        try
        {
            return new(GraphReader.Read(model.Graph, operators.Version, output, steps, external ?? ExternalData.None), null);
        }
        catch (NoNetworkException exception)
        {
            return new(null, new(exception.Message, exception.Node));
        }

        static ModelReading Failed(string reason) => new(null, new($"it is no ONNX model: {reason}"));
    }
}
