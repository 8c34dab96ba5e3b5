using System.Runtime.CompilerServices;
using GenNet.Activations;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>Sums, products and activations number by number, over a stretch of them.</summary>
/// <remarks>
/// Where a vector has a single lane, as an interpreter's do, the numbers of a sample stand side by side, and activations, which take most
/// of its time, go by registers as far as these are full. That is asked by sizes and done in methods of its own: the JIT knows sizes before
/// it inlines anything, and what it inlines in vain counts too.
/// </remarks>
public static class Elementwise
{
    /// <summary>a = g(z); in place where both are the same.</summary>
    /// <param name="z">The pre-activations.</param>
    /// <param name="a">The outputs.</param>
    /// <param name="count">How many, a multiple of the lanes.</param>
    /// <param name="g">The activation.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Forward<V, T, TActivation>(Block<T> z, Block<T> a, int count, TActivation g)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TActivation : struct, IActivation
    {
        nint i = Unsafe.SizeOf<V>() == Unsafe.SizeOf<T>() ? ForwardInRegisters(z, a, count, g) : 0;
        for (; i < count; i += V.Count)
            V.Store(a, i, g.Forward(V.Load(z, i)));
    }

    /// <summary>product = a b; in place where it is one of them.</summary>
    /// <param name="a">The first factors.</param>
    /// <param name="b">The second factors.</param>
    /// <param name="product">The products.</param>
    /// <param name="count">How many, a multiple of the lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Product<V, T>(Block<T> a, Block<T> b, Block<T> product, int count)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        for (nint i = 0; i < count; i += V.Count)
            V.Store(product, i, V.Load(a, i) * V.Load(b, i));
    }

    /// <summary>sum = a + b; in place where it is one of them.</summary>
    /// <param name="a">The first terms.</param>
    /// <param name="b">The second terms.</param>
    /// <param name="sum">The sums.</param>
    /// <param name="count">How many, a multiple of the lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Sum<V, T>(Block<T> a, Block<T> b, Block<T> sum, int count)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        for (nint i = 0; i < count; i += V.Count)
            V.Store(sum, i, V.Load(a, i) + V.Load(b, i));
    }

    /// <summary>Copies numbers.</summary>
    /// <param name="source">Where they are.</param>
    /// <param name="destination">Where they go.</param>
    /// <param name="count">How many, a multiple of the lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Copy<V, T>(Block<T> source, Block<T> destination, int count)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        for (nint i = 0; i < count; i += V.Count)
            V.Store(destination, i, V.Load(source, i));
    }

    /// <summary>delta = dC/da g'(z), in place; 0 where dC/da is 0, whatever g'(z).</summary>
    /// <remarks>
    /// Padding and lanes without a sample have z = 0 and dC/da = 0. A user's own g may be infinitely steep there, as a square root is, and
    /// the product would be NaN, which the sums over samples and the norm of the gradient take in.
    /// </remarks>
    /// <param name="z">The pre-activations, or the outputs again where g' follows from them.</param>
    /// <param name="a">The outputs.</param>
    /// <param name="delta">dC/da, replaced by dC/dz.</param>
    /// <param name="count">How many, a multiple of the lanes.</param>
    /// <param name="g">The activation.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Backward<V, T, TActivation>(Block<T> z, Block<T> a, Block<T> delta, int count, TActivation g)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TActivation : struct, IActivation
    {
        nint i = Unsafe.SizeOf<V>() == Unsafe.SizeOf<T>() ? BackwardInRegisters(z, a, delta, count, g) : 0;
        for (; i < count; i += V.Count)
        {
            V da = V.Load(delta, i);
            V.Store(delta, i, V.Select(V.Equal(da, default), da, da * g.Derivative(V.Load(z, i), V.Load(a, i))));
        }
    }
    /// <returns>How many were done.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint ForwardInRegisters<T, TActivation>(Block<T> z, Block<T> a, int count, TActivation g)
        where T : unmanaged
        where TActivation : struct, IActivation
    {
        nint i = 0;
        for (; i <= count - Narrow128<T>.Count; i += Narrow128<T>.Count)
            Narrow128<T>.Store(a, i, g.Forward(Narrow128<T>.Load(z, i)));
        return i;
    }

    /// <returns>How many were done.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint BackwardInRegisters<T, TActivation>(Block<T> z, Block<T> a, Block<T> delta, int count, TActivation g)
        where T : unmanaged
        where TActivation : struct, IActivation
    {
        nint i = 0;
        for (; i <= count - Narrow128<T>.Count; i += Narrow128<T>.Count)
        {
            Narrow128<T> da = Narrow128<T>.Load(delta, i), derivative = g.Derivative(Narrow128<T>.Load(z, i), Narrow128<T>.Load(a, i));
            Narrow128<T>.Store(delta, i, Narrow128<T>.Select(Narrow128<T>.Equal(da, default), da, da * derivative));
        }

        return i;
    }
}
