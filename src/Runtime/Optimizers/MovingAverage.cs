using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet;

/// <summary>Averages over the steps, which forget by and by: average = decay average + (1 - decay) value.</summary>
internal readonly struct MovingAverage<T>(Block<T> averages, double decay) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // 2^-126 and 2^-1022.
    private const double SmallestFloat = 1.1754943508222875e-38, SmallestDouble = 2.2250738585072014e-308;

    private readonly T _decay = T.CreateChecked(decay), _share = T.CreateChecked(1 - decay);

    /// <summary>What the averages would be with these values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V With<V>(V values, nint index) where V : struct, IVector<V, T> =>
        V.MultiplyAdd(_decay, V.Load(averages, index), V.Broadcast(_share) * values);

    /// <summary>Takes values of either sign in; averages below the normal numbers become zero.</summary>
    /// <remarks>
    /// Where the values are zero from some step on, as with the weights of a pixel that is seldom lit, the averages would decay to
    /// subnormal numbers and, being rounded, stay there for good. Machines are slow at those: it cost Adam half its speed.
    /// </remarks>
    /// <returns>The new averages.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V AddSigned<V>(V values, nint index) where V : struct, IVector<V, T>
    {
        V sum = With(values, index);
        sum = V.Select(V.Abs(sum) < V.Create(typeof(T) == typeof(float) ? SmallestFloat : SmallestDouble), default, sum);
        V.Store(averages, index, sum);
        return sum;
    }

    /// <summary>Takes values in that are not negative.</summary>
    /// <remarks>These keep what is subnormal: a rule divides by them.</remarks>
    /// <returns>The new averages.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Add<V>(V values, nint index) where V : struct, IVector<V, T>
    {
        V sum = With(values, index);
        V.Store(averages, index, sum);
        return sum;
    }
}
