using System.Numerics;
using GenNet.Networks;
using GenNet.SafeTensors;

namespace GenNet;

/// <summary>
/// Saves the parameters of networks as safetensors files, and loads them. Tensors have the names and shapes that PyTorch's
/// <c>nn.Sequential</c> of the same layers gives them, so that its <c>load_state_dict</c> takes them: see docs/interop.md.
/// </summary>
public static class ModelFile
{
    internal const string ArchitectureKey = "architecture";

    /// <summary>Saves a network's parameters. There is the old file or the whole new one, whatever happens meanwhile.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file, which is replaced if there is one.</param>
    public static void Save<T>(this INeuralNetwork<T> network, string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => Save(network.Parameters, stream));
    }

    /// <summary>Writes a network's parameters to a stream, from where it stands.</summary>
    /// <param name="network">The network.</param>
    /// <param name="stream">A stream that can be written.</param>
    public static void Save<T>(this INeuralNetwork<T> network, Stream stream)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(stream);
        Save(network.Parameters, stream);
    }

    /// <summary>
    /// Replaces a network's parameters by those of a file, whose numbers may be of half, single or double precision. Of a
    /// <see cref="Checkpoint"/> the rest is left aside.
    /// </summary>
    /// <param name="network">The network, which nothing else may use meanwhile.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFileException">The file is damaged, or that of another network; nothing has changed.</exception>
    public static void LoadParameters<T>(this INeuralNetwork<T> network, string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        using FileStream file = File.OpenRead(path);
        Load(network.Parameters, file);
    }

    /// <inheritdoc cref="LoadParameters{T}(INeuralNetwork{T}, string)"/>
    /// <param name="network">The network, which nothing else may use meanwhile.</param>
    /// <param name="stream">Read from where it stands to its end; it need not be seekable.</param>
    public static void LoadParameters<T>(this INeuralNetwork<T> network, Stream stream)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        Load(network.Parameters, stream);
    }

    internal static void Load<T>(ParameterStore<T> parameters, Stream stream) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        var reader = new SafeTensorsReader(stream);
        var numbers = new T[parameters.Layout.StateCount];
        reader.ReadParameters(parameters.Layout.Tensors, numbers);
        parameters.SetState(numbers);
    }

    internal static void Save<T>(ParameterStore<T> parameters, Stream stream) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        SafeTensorsWriter.Write(
            stream, TensorData.Place(parameters.Layout.Tensors, parameters.GetState()), Metadata(parameters.Layout));

    /// <summary>That the tensors are as PyTorch has them, by the mark of its own files, and the network's modules.</summary>
    internal static Dictionary<string, string> Metadata(ParameterLayout layout) =>
        new() { ["format"] = "pt", [ArchitectureKey] = layout.Architecture };
}
