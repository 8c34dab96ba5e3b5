using System.Numerics;
using System.Runtime.InteropServices;
using GenNet.Networks;

namespace GenNet;

/// <summary>What a worker answers: the sums over its shards.</summary>
internal static class ShardAnswer
{
    public static byte[] Write<T>(ShardTree<T> tree, ParameterStore<T> parameters) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var gradient = new T[parameters.Count];
        writer.Write(tree.Sums.Count);
        foreach (ShardSum<T> sum in tree.Sums)
        {
            writer.Write(sum.Level);
            writer.Write(sum.Index);
            writer.Write(MemoryMarshal.AsBytes<double>(sum.Losses));
            parameters.ToCanonical(sum.Gradient.Start, gradient);
            writer.Write(MemoryMarshal.AsBytes<T>(gradient));
        }

        return stream.ToArray();
    }

    /// <exception cref="InvalidDataException">The answer is damaged.</exception>
    public static List<ShardSum<T>> Read<T>(byte[] answer, ParameterStore<T> parameters, ShardSums<T> memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var reader = new BinaryReader(new MemoryStream(answer));
        var gradient = new T[parameters.Count];
        var sums = new List<ShardSum<T>>();
        try
        {
            for (int left = reader.ReadInt32(); left > 0; left--)
            {
                ShardSum<T> sum = memory.Take(reader.ReadInt32(), reader.ReadInt32());
                reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(sum.Losses.AsSpan()));
                reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(gradient.AsSpan()));
                parameters.FromCanonical(gradient, sum.Gradient.Start);
                sums.Add(sum);
            }
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException("A worker's answer is cut short or damaged.", exception);
        }

        return sums;
    }
}
