using System.Numerics;

namespace GenNet;

/// <summary>
/// Computes shards of a data-parallel training that another process runs; it has the data itself. One thread at a time may call it.
/// </summary>
public abstract class ShardWorker
{
    private protected ShardWorker()
    {
    }

    /// <summary>Makes a worker.</summary>
    /// <param name="network">
    /// A network of the class that is trained. The worker takes a copy, with its <see cref="INeuralNetwork{T}.Threads"/>; the parameters
    /// come with each order.
    /// </param>
    /// <param name="data">The samples that are learned from.</param>
    public static ShardWorker Of<T>(INeuralNetwork<T> network, Dataset<T> data) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        return new ShardWorker<T>(network.Clone(), data);
    }

    /// <summary>Sums the gradients of some neighbouring shards.</summary>
    /// <param name="order">What <see cref="IShardWorkers.SumAsync"/> was given.</param>
    /// <param name="first">The first shard, from 0.</param>
    /// <param name="end">The shard after the last one.</param>
    /// <returns>The answer, for <see cref="IShardWorkers.SumAsync"/>.</returns>
    /// <exception cref="InvalidOperationException">
    /// The worker's version of GenNet, network, data or arithmetic is another than that of the training.
    /// </exception>
    /// <exception cref="InvalidDataException">The order is cut short or damaged.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no such shards.</exception>
    public abstract byte[] Sum(byte[] order, int first, int end);
}

/// <inheritdoc/>
internal sealed class ShardWorker<T>(INeuralNetwork<T> network, Dataset<T> data) : ShardWorker
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LocalShards<T> _shards = new(network, data);

    public override byte[] Sum(byte[] order, int first, int end)
    {
        ArgumentNullException.ThrowIfNull(order);
        ShardedBatch batch = ShardOrder.Read(order, network, data);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, batch.Shards);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(end, first);
        return ShardAnswer.Write(_shards.Sum(batch, first, end), network.Parameters);
    }
}
