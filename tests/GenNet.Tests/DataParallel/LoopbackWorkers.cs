using System.Numerics;

namespace GenNet.Tests.DataParallel;

/// <summary>Workers of this process, which take turns, the last one first, with ranges of different sizes.</summary>
internal sealed class LoopbackWorkers(params ShardWorker[] workers) : IShardWorkers
{
    public static LoopbackWorkers Of<T>(int count, INeuralNetwork<T> network, Dataset<T> data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new([.. Enumerable.Range(0, count).Select(_ => ShardWorker.Of(network, data))]);

    /// <summary>Called before each order is carried out, with its number from 1.</summary>
    public Action<int> OnOrder { get; init; } = _ => { };

    /// <summary>How many shards, the last ones, nobody computes.</summary>
    public int Forgotten { get; init; }

    public int Orders { get; private set; }

    public Task<IReadOnlyList<byte[]>> SumAsync(byte[] order, int shards, CancellationToken cancellationToken)
    {
        OnOrder(++Orders);
        cancellationToken.ThrowIfCancellationRequested();
        List<byte[]> answers = [];
        int end = shards - Forgotten;
        for (int worker = workers.Length - 1; worker >= 0; worker--)
        {
            // Two of three shards that are left, so that ranges end in the midst of the tree; the last one takes all.
            int first = worker == 0 ? 0 : end - ((2 * end) + 2) / 3;
            if (first < end)
                answers.Add(workers[worker].Sum(order, first, end));
            end = first;
        }

        return Task.FromResult<IReadOnlyList<byte[]>>(answers);
    }
}
