using GenNet.Generator.ModelFiles;

namespace GenNet.Generator.RTNeural;

/// <summary>Reads a JSON file that RTNeural loads: of models of Keras, or a state_dict of PyTorch.</summary>
internal static class RTNeuralReader
{
    /// <summary>Reads the network that follows a stream as the model does.</summary>
    /// <param name="file">The file.</param>
    /// <param name="steps">The frames of a window.</param>
    public static ModelReading Read(byte[] file, int steps) => JsonPart.Read(
        file, model => model.Find("layers") is not null ? KerasModel.Network(model, steps) : StateDict.Network(model, steps));
}
