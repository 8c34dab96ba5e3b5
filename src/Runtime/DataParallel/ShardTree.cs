using System.Numerics;
using GenNet.Kernels;

namespace GenNet;

/// <summary>
/// Adds the shards of a batch in one fixed tree: on each level every second sum is added to the one before it, and one that has no partner
/// goes up as it is. So each sum of the tree has the same bits whoever adds it, and however the shards are divided among workers.
/// </summary>
internal sealed class ShardTree<T>(ShardSums<T> memory) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // From left to right, those whose partners are not there yet.
    private readonly List<ShardSum<T>> _sums = [];
    private int _shards;

    /// <summary>The sums that cannot be added here, from left to right.</summary>
    public IReadOnlyList<ShardSum<T>> Sums => _sums;

    /// <summary>The sum of all shards; null while some are missing.</summary>
    public ShardSum<T>? Root => _sums is [{ Index: 0 } sum] && 1L << sum.Level >= _shards ? sum : null;

    /// <summary>Begins a batch, and lets go of the sums of the last one.</summary>
    public void Begin(int shards)
    {
        _sums.ForEach(memory.Return);
        _sums.Clear();
        _shards = shards;
    }

    /// <summary>Adds a sum, which stands to the right of all that have been added.</summary>
    public void Add(ShardSum<T> sum)
    {
        while (1L << sum.Level < _shards)
        {
            bool isLeft = sum.Index % 2 == 0;
            if (isLeft && (sum.Index + 1L) << sum.Level < _shards)
                break;
            if (!isLeft)
            {
                if (_sums is not [.., var left] || left.Level != sum.Level || left.Index != sum.Index - 1)
                    break;
                AddTo(left, sum);
                memory.Return(sum);
                _sums.RemoveAt(_sums.Count - 1);
                sum = left;
            }

            sum.Level++;
            sum.Index /= 2;
        }

        _sums.Add(sum);
    }

    /// <summary>Hands the sums on to a tree that has all shards to the left of them.</summary>
    public void MoveTo(ShardTree<T> tree)
    {
        _sums.ForEach(tree.Add);
        _sums.Clear();
    }

    private static void AddTo(ShardSum<T> left, ShardSum<T> right)
    {
        StoredGradient.HandTo(new AddedGradient<T>(left.Gradient.Start), right.Gradient.Start, left.Gradient.Length);
        for (int k = 0; k < left.Losses.Length; k++)
            left.Losses[k] += right.Losses[k];
    }
}
