using System.Numerics;
using GenNet.Kernels;
using GenNet.Networks;
using GenNet.Threading;

namespace GenNet;

/// <summary>Sums the gradients of shards in this process; each of the network's threads takes neighbouring whole shards.</summary>
internal sealed class LocalShards<T> : IShards<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly INeuralNetwork<T> _network;
    private readonly Dataset<T> _data;
    private readonly ShardSums<T> _memory;
    private readonly ShardTree<T> _tree;
    private readonly List<Share> _shares = [];
    private EpochOrder? _order;

    public LocalShards(INeuralNetwork<T> network, Dataset<T> data)
    {
        _network = network;
        _data = data;
        _memory = new(network.Parameters.Length, network.Outputs.Count);
        _tree = new(_memory);
    }

    public ShardSum<T> Sum(ShardedBatch batch, CancellationToken cancellationToken) => Sum(batch, 0, batch.Shards).Root!;

    /// <summary>Sums some of the shards, as far as their partners in the tree are among them.</summary>
    /// <returns>The sums, in memory that the next call writes over.</returns>
    public ShardTree<T> Sum(ShardedBatch batch, int first, int end)
    {
        ReadOnlyMemory<int> samples = default;
        if (batch.Epoch > 0)
        {
            if (_order?.Seed != batch.Seed)
                _order = new(_data.Count, batch.Seed);
            samples = _order.In(batch.Epoch).Slice(batch.Start, batch.Count);
        }

        int parts = Math.Min(_network.Threads, end - first);
        while (_shares.Count < parts)
            _shares.Add(new(this));
        var work = new Parts(_shares, batch, samples, first, end, parts);
        Team.Do(parts, ref work);
        _tree.Begin(batch.Shards);
        foreach (Share share in _shares[..parts])
            share.Tree.MoveTo(_tree);
        return _tree;
    }

    private readonly struct Parts(
        List<Share> shares, ShardedBatch batch, ReadOnlyMemory<int> samples, int first, int end, int parts) : IPieces
    {
        public void Do(int piece)
        {
            (int own, int ownEnd) = new Part(piece, parts).Of(end - first, 1);
            shares[piece].Sum(batch, samples, first + own, first + ownEnd);
        }
    }

    /// <summary>The work of one thread, with its memory.</summary>
    private sealed class Share(LocalShards<T> all)
    {
        private Minibatch<T>? _gathered;
        private int _capacity;

        public ShardTree<T> Tree { get; } = new(all._memory);

        public void Sum(ShardedBatch batch, ReadOnlyMemory<int> samples, int firstShard, int endShard)
        {
            Tree.Begin(batch.Shards);
            for (int shard = firstShard; shard < endShard; shard++)
            {
                (int first, int count) = batch.Shard(shard);
                ShardSum<T> sum = all._memory.Take(0, shard);
                all._network.Shards.ComputeGradient(
                    all._network.Parameters, Samples(), first, batch.Count, sum.Gradient.Start, sum.Losses);
                Tree.Add(sum);

                Samples<T> Samples() => samples.IsEmpty
                    ? all._data.SamplesAt(batch.Start + first, count)
                    : Gathered(samples.Slice(first, count));
            }
        }

        private Samples<T> Gathered(ReadOnlyMemory<int> samples)
        {
            if (_gathered is null || _capacity < samples.Length)
                _gathered = new(all._data, _capacity = samples.Length);
            _gathered.Gather(samples, threads: 1);
            return _gathered.Samples;
        }
    }
}
