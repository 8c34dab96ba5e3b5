using System.Numerics;

namespace GenNet;

/// <summary>Has the gradients of shards computed by workers elsewhere, and adds what they answer.</summary>
internal sealed class RemoteShards<T> : IShards<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly INeuralNetwork<T> _network;
    private readonly Dataset<T> _data;
    private readonly IShardWorkers _workers;
    private readonly ShardSums<T> _memory;
    private readonly ShardTree<T> _tree;

    public RemoteShards(INeuralNetwork<T> network, Dataset<T> data, IShardWorkers workers)
    {
        _network = network;
        _data = data;
        _workers = workers;
        _memory = new(network.Parameters.Length, network.Outputs.Count);
        _tree = new(_memory);
    }

    public ShardSum<T> Sum(ShardedBatch batch, CancellationToken cancellationToken)
    {
        byte[] order = ShardOrder.Write(_network, _data, batch);

        // On the pool's threads, where no context is waited for that this thread would have to serve.
        IReadOnlyList<byte[]> answers = Task.Run(() => _workers.SumAsync(order, batch.Shards, cancellationToken), cancellationToken)
            .GetAwaiter().GetResult();
        _tree.Begin(batch.Shards);
        foreach (ShardSum<T> sum in answers.SelectMany(answer => ShardAnswer.Read(answer, _network.Parameters, _memory))
            .OrderBy(sum => (long)sum.Index << sum.Level))
        {
            _tree.Add(sum);
        }

        return _tree.Root ?? throw new InvalidOperationException(
            $"The workers' answers are not the sum of {batch.Shards} shards: some are missing, or were computed twice.");
    }
}
