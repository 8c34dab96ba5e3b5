using System.Runtime.CompilerServices;
using GenNet.Activations;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>
/// The passes of a gated activation over rows: a = g(x) s(y), where x and y are the halves of what it reads. The second half starts where
/// the first ends, which is no whole vector for most sizes; what lies behind its end is another row's.
/// </summary>
public static class Gated
{
    /// <summary>a = g(x) s(y); the padding becomes zero.</summary>
    /// <param name="z">x and y, [rows x 2 units, padded].</param>
    /// <param name="a">[rows x units, padded].</param>
    /// <param name="units">The units.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="g">The activation.</param>
    /// <param name="s">The gate's activation.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Forward<V, T, TActivation, TGate>(Block<T> z, Block<T> a, int units, int rows, TActivation g, TGate s)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TActivation : struct, IActivation
        where TGate : struct, IActivation
    {
        int stride = Rows.Padded<V>(units), inputStride = Rows.Padded<V>(2 * units);
        Span<T> line = stackalloc T[V.Count];
        line.Clear();
        for (nint row = 0; row < rows; row++)
        {
            Block<T> x = z.At(row * inputStride), to = a.At(row * stride);
            for (nint i = 0; i < units; i += V.Count)
            {
                V gated = g.Forward(V.Load(x, i)) * s.Forward(Load<V, T>(x.At(units + i), units - i, line));
                V.Store(to, i, gated & (V.Indices < V.Create(units - i)));
            }
        }
    }

    /// <summary>dC/dx = dC/da s(y) g'(x) and dC/dy = dC/da g(x) s'(y); 0 where dC/da is, as in the padding.</summary>
    /// <param name="z">x and y.</param>
    /// <param name="da">dC/da.</param>
    /// <param name="dz">Receives dC/dx and dC/dy, laid out as x and y are.</param>
    /// <param name="units">The units.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="g">The activation.</param>
    /// <param name="s">The gate's activation.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Backward<V, T, TActivation, TGate>(
        Block<T> z, Block<T> da, Block<T> dz, int units, int rows, TActivation g, TGate s)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TActivation : struct, IActivation
        where TGate : struct, IActivation
    {
        int stride = Rows.Padded<V>(units), inputStride = Rows.Padded<V>(2 * units);
        Span<T> line = stackalloc T[V.Count];
        line.Clear();
        for (nint row = 0; row < rows; row++)
        {
            Block<T> from = z.At(row * inputStride), to = dz.At(row * inputStride);
            for (nint i = 0; i < units; i += V.Count)
            {
                nint left = units - i;
                V x = V.Load(from, i), y = Load<V, T>(from.At(units + i), left, line), signal = g.Forward(x), gate = s.Forward(y);
                V delta = V.Load(da, row * stride + i), isZero = V.Equal(delta, default);
                Store(V.Select(isZero, delta, delta * gate * g.Derivative(x, signal)), to.At(i), left, line);
                Store(V.Select(isZero, delta, delta * signal * s.Derivative(y, gate)), to.At(units + i), left, line);
            }

            to.At(2 * units).AsSpan(inputStride - 2 * units).Clear();
        }
    }

    /// <summary>A vector of what is left of a half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Load<V, T>(Block<T> source, nint left, Span<T> line)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        if (left >= V.Count)
            return V.Load(source, 0);
        source.AsSpan((int)left).CopyTo(line);
        return V.Load(Block<T>.OfStack(line), 0);
    }

    /// <summary>Stores as much of a vector as is left of a half; what is not is 0, as it stays in the line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<V, T>(V value, Block<T> destination, nint left, Span<T> line)
        where V : struct, IVector<V, T>
        where T : unmanaged
    {
        if (left >= V.Count)
        {
            V.Store(destination, 0, value);
            return;
        }

        V.Store(Block<T>.OfStack(line), 0, value);
        line[..(int)left].CopyTo(destination.AsSpan((int)left));
    }
}
