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
        Load(network.Parameters, path, TensorNames.Own);
    }

    /// <summary>Replaces a network's parameters by those of a file from elsewhere.</summary>
    /// <param name="network">The network, which nothing else may use meanwhile.</param>
    /// <param name="path">The file, or the index of several: <c>model.safetensors.index.json</c>.</param>
    /// <param name="names">How the file names the tensors.</param>
    /// <exception cref="ModelFileException">The file is damaged, or that of another network; nothing has changed.</exception>
    public static void LoadParameters<T>(this INeuralNetwork<T> network, string path, TensorNames names)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(names);
        Load(network.Parameters, path, names);
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

    /// <summary>The parameters of a new network, from a safetensors file: what a generated <c>Load</c> calls.</summary>
    /// <param name="layout">Where they stand.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFileException">The file is damaged, or that of another network.</exception>
    public static ParameterStore<T> Load<T>(ParameterLayout layout, string path) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Load<T>(layout, path, TensorNames.Own);

    /// <inheritdoc cref="Load{T}(ParameterLayout, string)"/>
    /// <param name="layout">Where they stand.</param>
    /// <param name="path">The file, or the index of several.</param>
    /// <param name="names">How the file names the tensors.</param>
    public static ParameterStore<T> Load<T>(ParameterLayout layout, string path, TensorNames names)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(names);
        var parameters = new ParameterStore<T>(layout);
        Load(parameters, path, names);
        return parameters;
    }

    /// <inheritdoc cref="Load{T}(ParameterLayout, string)"/>
    /// <param name="layout">Where they stand.</param>
    /// <param name="stream">Read from where it stands to its end; it need not be seekable.</param>
    public static ParameterStore<T> Load<T>(ParameterLayout layout, Stream stream) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var parameters = new ParameterStore<T>(layout);
        Load(parameters, stream);
        return parameters;
    }

    internal static void Load<T>(ParameterStore<T> parameters, Stream stream) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        NamingFile(stream, () =>
        {
            var reader = new SafeTensorsReader(stream);
            var numbers = new T[parameters.Layout.StateCount];
            reader.ReadParameters(parameters.Layout.Tensors, numbers);
            parameters.SetState(numbers);
        });
    }

    internal static void Load<T>(ParameterStore<T> parameters, string path, TensorNames names)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        TensorDescription[] tensors = [.. parameters.Layout.Tensors];
        var numbers = new T[parameters.Layout.StateCount];
        TensorData<T>[] destinations =
        [
            .. TensorData.Place(tensors, numbers).Zip(names.InFile(tensors), (data, name) => data with
            {
                Tensor = data.Tensor with { Name = name, Shape = names.InputsFirst ? [.. data.Tensor.Shape.Reverse()] : data.Tensor.Shape },
            }),
        ];
        if (destinations.GroupBy(data => data.Tensor.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"Two tensors are to be {SafeTensorsHeader.Quoted(twice.Key)} in the file.", nameof(names));
        if (ShardIndex.Is(path))
            ReadShards(path, destinations, names);
        else
            ReadFile(path, destinations, names);
        foreach (TensorData<T> data in destinations.Where(data => names.InputsFirst && data.Tensor.Shape.Count == 2))
            Turn(data.Numbers.Span, data.Tensor.Shape[0]);
        parameters.SetState(numbers);
    }

    private static void ReadShards<T>(string path, TensorData<T>[] destinations, TensorNames names) where T : unmanaged
    {
        Dictionary<string, string> files = [];
        NamingFile(path, () =>
        {
            files = ShardIndex.Read(path);
            if (destinations.FirstOrDefault(data => !files.ContainsKey(data.Tensor.Name)) is { Tensor: { } missing })
            {
                throw new ModelFileException(
                    $"The index lacks the tensor {SafeTensorsHeader.Quoted(missing.Name)}; it has "
                    + $"{SafeTensorsReader.List(files.Keys)}; {nameof(TensorNames)} says what they are called.",
                    missing.Name);
            }
        });
        foreach (string file in files.Values.Distinct())
            ReadFile(file, [.. destinations.Where(data => files[data.Tensor.Name] == file)], names);
    }

    private static void ReadFile<T>(string path, TensorData<T>[] destinations, TensorNames names) where T : unmanaged
    {
        using FileStream file = File.OpenRead(path);
        NamingFile(path, () => new SafeTensorsReader(file).Read(
            destinations, name => names.AllowExtra || TensorData.IsOfCheckpoint(name)));
    }

    /// <summary>Turns a matrix that is stored by the inputs.</summary>
    private static void Turn<T>(Span<T> matrix, int inputs)
    {
        T[] stored = matrix.ToArray();
        int units = matrix.Length / inputs;
        for (int i = 0; i < stored.Length; i++)
            matrix[(i % units * inputs) + (i / units)] = stored[i];
    }

    /// <summary>Reads a stream, and has what is wrong name the file if it is one.</summary>
    internal static void NamingFile(Stream stream, Action read) => NamingFile((stream as FileStream)?.Name, read);

    /// <summary>Reads, and has what is wrong name the file if there is one.</summary>
    internal static void NamingFile(string? file, Action read)
    {
        try
        {
            read();
        }
        catch (ModelFileException e) when (file is not null)
        {
            throw e.In(file);
        }
    }

    internal static void Save<T>(ParameterStore<T> parameters, Stream stream) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        SafeTensorsWriter.Write(
            stream, TensorData.Place(parameters.Layout.Tensors, parameters.GetState()), Metadata(parameters.Layout));

    /// <summary>That the tensors are as PyTorch has them, by the mark of its own files, and the network's modules.</summary>
    internal static Dictionary<string, string> Metadata(ParameterLayout layout) =>
        new() { ["format"] = "pt", [ArchitectureKey] = layout.Architecture };
}
