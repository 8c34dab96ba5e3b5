using System.Numerics;
using GenNet.Networks;
using GenNet.SafeTensors;

namespace GenNet;

/// <summary>Loads pipelines.</summary>
public static class Pipeline
{
    /// <summary>Loads a pipeline that <see cref="Pipeline{T}.Save(string)"/> has saved.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">A network of the class that was saved, which becomes the pipeline's with the parameters of the file.</param>
    /// <exception cref="ModelFileException">
    /// The file is damaged, no pipeline, or one of another network; nothing has changed.
    /// </exception>
    public static Pipeline<T> Load<T>(string path, INeuralNetwork<T> network) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream file = File.OpenRead(path);
        return Load(file, network);
    }

    /// <inheritdoc cref="Load{T}(string, INeuralNetwork{T})"/>
    /// <param name="stream">Read from where it stands to its end; it need not be seekable.</param>
    /// <param name="network">A network of the class that was saved, which becomes the pipeline's with the parameters of the file.</param>
    public static Pipeline<T> Load<T>(Stream stream, INeuralNetwork<T> network) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(network);
        Pipeline<T>? pipeline = null;
        ModelFile.NamingFile(stream, () =>
        {
            var reader = new SafeTensorsReader(stream);
            PipelineState state = PipelineState.In(reader.Metadata, network);
            ParameterLayout layout = network.Parameters.Layout;
            string? architecture = reader.Metadata.GetValueOrDefault(ModelFile.ArchitectureKey);
            if (architecture != layout.Architecture)
            {
                throw new ModelFileException(
                    $"The pipeline is of the network {SafeTensorsHeader.Quoted(architecture ?? "")}; "
                    + $"this one is \"{layout.Architecture}\".");
            }

            var numbers = new T[layout.StateCount];
            reader.ReadParameters(layout.Tensors, numbers);
            network.Parameters.SetState(numbers);
            pipeline = new(network, state);
        });
        return pipeline!;
    }
}
