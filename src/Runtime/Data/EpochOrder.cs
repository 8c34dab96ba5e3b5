using GenNet.Numerics;

namespace GenNet;

/// <summary>The orders in which the samples are gone through in the epochs of a training, which a seed chooses.</summary>
internal sealed class EpochOrder(int count, int seed)
{
    private readonly int[] _samples = new int[count];
    private RandomSource _random = new((ulong)seed);
    private int _epoch = -1;

    public int Seed => seed;

    /// <summary>The numbers of the samples in the order of an epoch, from 1; 0 for that in which they are given.</summary>
    /// <remarks>The memory is overwritten by the next call.</remarks>
    public ReadOnlyMemory<int> In(int epoch)
    {
        if (_epoch < 0 || epoch < _epoch)
        {
            for (int i = 0; i < count; i++)
                _samples[i] = i;
            _random = new((ulong)seed);
            _epoch = 0;
        }

        for (; _epoch < epoch; _epoch++)
            _random.Shuffle<int>(_samples);
        return _samples;
    }
}
