using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet;

/// <summary>Averages over the steps, which forget by and by: average = decay average + (1 - decay) value.</summary>
internal readonly struct MovingAverage<T>(Block<T> averages, double decay) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _decay = T.CreateChecked(decay), _share = T.CreateChecked(1 - decay);

    /// <summary>What the averages would be with these values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V With<V>(V values, nint index) where V : struct, IVector<V, T> =>
        V.MultiplyAdd(_decay, V.Load(averages, index), V.Broadcast(_share) * values);

    /// <summary>Takes the values in.</summary>
    /// <returns>The new averages.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Add<V>(V values, nint index) where V : struct, IVector<V, T>
    {
        V sum = With(values, index);
        V.Store(averages, index, sum);
        return sum;
    }
}
