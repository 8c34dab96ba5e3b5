using GenNet.Networks;
using GenNet.SafeTensors;

namespace GenNet;

public sealed partial class Pipeline<T>
{
    /// <summary>
    /// Saves all that predictions need. The file is the network's own too: its <c>Load</c>, PyTorch and others read the tensors. There is
    /// the old file or the whole new one, whatever happens meanwhile.
    /// </summary>
    /// <param name="path">The file, which is replaced if there is one.</param>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, Save);
    }

    /// <summary>Writes all that predictions need to a stream, from where it stands.</summary>
    /// <param name="stream">A stream that can be written.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ParameterStore<T> parameters = Network.Parameters;
        Dictionary<string, string> metadata = ModelFile.Metadata(parameters.Layout);
        ToState().AddTo(metadata);
        SafeTensorsWriter.Write(stream, TensorData.Place(parameters.Layout.Tensors, parameters.GetState()), metadata);
    }

    private PipelineState ToState() => new()
    {
        IsClassifier = IsClassifier,
        ClassNames = [.. ClassNames],
        FeatureNames = [.. FeatureNames],
        TargetNames = [.. TargetNames],
        Categories = Categories.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray()),
        Imputer = Imputer?.ToState(),
        FeatureScaler = FeatureScaler?.ToState(),
        TargetScaler = TargetScaler?.ToState(),
    };
}
