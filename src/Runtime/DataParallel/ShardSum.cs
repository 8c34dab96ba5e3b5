using GenNet.Numerics;

namespace GenNet;

/// <summary>The sum over some neighbouring shards of a batch, a node of the tree in which they are added.</summary>
/// <param name="length">The numbers that the network's parameters take up.</param>
/// <param name="outputs">The number of the network's outputs.</param>
internal sealed class ShardSum<T>(int length, int outputs) where T : unmanaged
{
    /// <summary>How high in the tree it is: 0 for a shard.</summary>
    public int Level { get; set; }

    /// <summary>Its place on its level: the sum of the shards from Index 2^Level on.</summary>
    public int Index { get; set; }

    /// <summary>The gradient, laid out as the parameters are.</summary>
    public AlignedBuffer<T> Gradient { get; } = new(length);

    /// <summary>The samples' losses for each output.</summary>
    public double[] Losses { get; } = new double[outputs];
}

/// <summary>Memory for sums, which serves step after step.</summary>
internal sealed class ShardSums<T>(int length, int outputs) where T : unmanaged
{
    private readonly Stack<ShardSum<T>> _free = [];

    public ShardSum<T> Take(int level, int index)
    {
        ShardSum<T>? sum;
        lock (_free)
            _free.TryPop(out sum);
        sum ??= new(length, outputs);
        (sum.Level, sum.Index) = (level, index);
        return sum;
    }

    public void Return(ShardSum<T> sum)
    {
        lock (_free)
            _free.Push(sum);
    }
}
