using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace GenNet;

/// <summary>
/// What a worker is told of a step: what it must have itself, the parameters, what dropout drops, and the batch. The first is compared,
/// since a worker with other data or other arithmetic would change the bits without a word.
/// </summary>
internal static class ShardOrder
{
    // The samples whose loss both compute: it differs where the loss function, functions of the user's own or the machine's arithmetic do.
    private const int ComparedSamples = 16;

    public static byte[] Write<T>(INeuralNetwork<T> network, Dataset<T> data, ShardedBatch batch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        foreach ((_, string value) in Identity(network, data))
            writer.Write(value);
        (int seed, long steps) = network.Parameters.Dropout;
        writer.Write(seed);
        writer.Write(steps);
        foreach (int number in (ReadOnlySpan<int>)[batch.Seed, batch.Epoch, batch.Start, batch.Count, batch.Shards])
            writer.Write(number);
        var parameters = new T[network.ParameterCount];
        network.GetParameters(parameters);
        writer.Write(MemoryMarshal.AsBytes<T>(parameters));
        writer.Write(Beginning(network, data));
        return stream.ToArray();
    }

    /// <summary>Gives a network the parameters of an order and what its next step drops.</summary>
    /// <exception cref="InvalidOperationException">The network or the data are not those of the order.</exception>
    /// <exception cref="InvalidDataException">The order is damaged.</exception>
    public static ShardedBatch Read<T>(byte[] order, INeuralNetwork<T> network, Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var reader = new BinaryReader(new MemoryStream(order));
        try
        {
            foreach ((string name, string value) in Identity(network, data))
                Compare(name, reader.ReadString(), value);
            network.Parameters.Dropout = (reader.ReadInt32(), reader.ReadInt64());
            var batch = new ShardedBatch(
                reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
            var parameters = new T[network.ParameterCount];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(parameters.AsSpan()));
            network.SetParameters(parameters);
            Compare("loss of the first samples", reader.ReadString(), Beginning(network, data));
            return batch.IsOf(data.Count) ? batch : throw new FormatException($"There is no batch {batch}.");
        }
        catch (Exception exception) when (exception is EndOfStreamException or FormatException)
        {
            throw new InvalidDataException("The order is cut short or damaged.", exception);
        }
    }

    private static void Compare(string name, string wanted, string had)
    {
        if (had != wanted)
            throw new InvalidOperationException($"its {name} is '{had}'; that of the training is '{wanted}'");
    }

    // The version comes first: what follows it may be written otherwise by another.
    private static (string Name, string Value)[] Identity<T>(INeuralNetwork<T> network, Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [
            ("version of GenNet", typeof(ShardOrder).Assembly.GetName().Version!.ToString()),
            ("precision", typeof(T).Name),
            ("architecture", network.Parameters.Layout.Architecture),
            ("data", data.ContentHash),
        ];

    private static string Beginning<T>(INeuralNetwork<T> network, Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        network.ComputeLoss(data.SamplesAt(0, Math.Min(ComparedSamples, data.Count)), []).ToString("R", CultureInfo.InvariantCulture);
}
