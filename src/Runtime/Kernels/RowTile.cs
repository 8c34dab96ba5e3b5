using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>
/// The product of a single row with the weights of a layer: up to eight sums in registers, which is what it takes to keep two
/// multiply-add units of four cycles' latency busy.
/// </summary>
/// <remarks>
/// A wide layer has eight vectors of units; a narrow one splits each unit's sum into <see cref="ITiledLayer.Chains"/>
/// ranges of the inputs that advance side by side: sum i belongs to range i / columns and to vector i % columns.
/// </remarks>
internal static unsafe class RowTile
{
    /// <summary>Runs a row through the layer, handing each vector of finished sums to the epilogue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sweep<V, T, TLayer, TEpilogue>(T* a, T* w, in TEpilogue epilogue)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, ITiledLayer
        where TEpilogue : struct, ITileEpilogue<T>
    {
        int column = 0;
        if (TLayer.Chains == 1)
        {
            for (; column + 8 * V.Count <= TLayer.UnitStride; column += 8 * V.Count)
                Run<V, T, TLayer, Eight, TEpilogue>(a, w, column, in epilogue);
        }

        if (TLayer.Chains <= 2)
        {
            for (; column + 4 * V.Count <= TLayer.UnitStride; column += 4 * V.Count)
                Run<V, T, TLayer, Four, TEpilogue>(a, w, column, in epilogue);
        }

        if (TLayer.Chains <= 4)
        {
            for (; column + 2 * V.Count <= TLayer.UnitStride; column += 2 * V.Count)
                Run<V, T, TLayer, Two, TEpilogue>(a, w, column, in epilogue);
        }

        for (; column < TLayer.UnitStride; column += V.Count)
            Run<V, T, TLayer, One, TEpilogue>(a, w, column, in epilogue);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run<V, T, TLayer, TColumns, TEpilogue>(T* a, T* w, nint column, in TEpilogue epilogue)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLayer : struct, ITiledLayer
        where TColumns : unmanaged, ISize
        where TEpilogue : struct, ITileEpilogue<T>
    {
        int length = TLayer.Inputs / TLayer.Chains;
        int sums = TLayer.Chains * sizeof(TColumns);
        V s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        T* b = w + column;
        if (typeof(V) == typeof(Wide512<float>) && TLayer.Inputs / TLayer.Chains % 4 == 0)
        {
        for (nint k = 0; k < length; k += 4)
        {
            V q0 = Wide512<float>.LoadQuarter<V, T>(a + k), q1 = q0, q2 = q0, q3 = q0, q4 = q0, q5 = q0, q6 = q0, q7 = q0;
            if (TLayer.Chains > 1) q1 = Wide512<float>.LoadQuarter<V, T>(a + length + k);
            if (TLayer.Chains > 2) { q2 = Wide512<float>.LoadQuarter<V, T>(a + 2 * length + k); q3 = Wide512<float>.LoadQuarter<V, T>(a + 3 * length + k); }
            if (TLayer.Chains > 4)
            {
                q4 = Wide512<float>.LoadQuarter<V, T>(a + 4 * length + k);
                q5 = Wide512<float>.LoadQuarter<V, T>(a + 5 * length + k);
                q6 = Wide512<float>.LoadQuarter<V, T>(a + 6 * length + k);
                q7 = Wide512<float>.LoadQuarter<V, T>(a + 7 * length + k);
            }
            {
            V x0 = Wide512<float>.InQuarters<V, T>(q0, 0), x1 = x0, x2 = x0, x3 = x0, x4 = x0, x5 = x0, x6 = x0, x7 = x0;
            if (TLayer.Chains > 1) x1 = Wide512<float>.InQuarters<V, T>(q1, 0);
            if (TLayer.Chains > 2) { x2 = Wide512<float>.InQuarters<V, T>(q2, 0); x3 = Wide512<float>.InQuarters<V, T>(q3, 0); }
            if (TLayer.Chains > 4) { x4 = Wide512<float>.InQuarters<V, T>(q4, 0); x5 = Wide512<float>.InQuarters<V, T>(q5, 0); x6 = Wide512<float>.InQuarters<V, T>(q6, 0); x7 = Wide512<float>.InQuarters<V, T>(q7, 0); }
            s0 = V.MultiplyAdd(x0, new(b), Place(0), s0);
            if (sums > 1) s1 = V.MultiplyAdd(Of(1, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(1), s1);
            if (sums > 2) s2 = V.MultiplyAdd(Of(2, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(2), s2);
            if (sums > 3) s3 = V.MultiplyAdd(Of(3, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(3), s3);
            if (sums > 4) s4 = V.MultiplyAdd(Of(4, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(4), s4);
            if (sums > 5) s5 = V.MultiplyAdd(Of(5, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(5), s5);
            if (sums > 6) s6 = V.MultiplyAdd(Of(6, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(6), s6);
            if (sums > 7) s7 = V.MultiplyAdd(Of(7, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(7), s7);
            b += TLayer.InputStep;
            }

            {
            V x0 = Wide512<float>.InQuarters<V, T>(q0, 1), x1 = x0, x2 = x0, x3 = x0, x4 = x0, x5 = x0, x6 = x0, x7 = x0;
            if (TLayer.Chains > 1) x1 = Wide512<float>.InQuarters<V, T>(q1, 1);
            if (TLayer.Chains > 2) { x2 = Wide512<float>.InQuarters<V, T>(q2, 1); x3 = Wide512<float>.InQuarters<V, T>(q3, 1); }
            if (TLayer.Chains > 4) { x4 = Wide512<float>.InQuarters<V, T>(q4, 1); x5 = Wide512<float>.InQuarters<V, T>(q5, 1); x6 = Wide512<float>.InQuarters<V, T>(q6, 1); x7 = Wide512<float>.InQuarters<V, T>(q7, 1); }
            s0 = V.MultiplyAdd(x0, new(b), Place(0), s0);
            if (sums > 1) s1 = V.MultiplyAdd(Of(1, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(1), s1);
            if (sums > 2) s2 = V.MultiplyAdd(Of(2, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(2), s2);
            if (sums > 3) s3 = V.MultiplyAdd(Of(3, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(3), s3);
            if (sums > 4) s4 = V.MultiplyAdd(Of(4, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(4), s4);
            if (sums > 5) s5 = V.MultiplyAdd(Of(5, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(5), s5);
            if (sums > 6) s6 = V.MultiplyAdd(Of(6, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(6), s6);
            if (sums > 7) s7 = V.MultiplyAdd(Of(7, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(7), s7);
            b += TLayer.InputStep;
            }

            {
            V x0 = Wide512<float>.InQuarters<V, T>(q0, 2), x1 = x0, x2 = x0, x3 = x0, x4 = x0, x5 = x0, x6 = x0, x7 = x0;
            if (TLayer.Chains > 1) x1 = Wide512<float>.InQuarters<V, T>(q1, 2);
            if (TLayer.Chains > 2) { x2 = Wide512<float>.InQuarters<V, T>(q2, 2); x3 = Wide512<float>.InQuarters<V, T>(q3, 2); }
            if (TLayer.Chains > 4) { x4 = Wide512<float>.InQuarters<V, T>(q4, 2); x5 = Wide512<float>.InQuarters<V, T>(q5, 2); x6 = Wide512<float>.InQuarters<V, T>(q6, 2); x7 = Wide512<float>.InQuarters<V, T>(q7, 2); }
            s0 = V.MultiplyAdd(x0, new(b), Place(0), s0);
            if (sums > 1) s1 = V.MultiplyAdd(Of(1, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(1), s1);
            if (sums > 2) s2 = V.MultiplyAdd(Of(2, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(2), s2);
            if (sums > 3) s3 = V.MultiplyAdd(Of(3, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(3), s3);
            if (sums > 4) s4 = V.MultiplyAdd(Of(4, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(4), s4);
            if (sums > 5) s5 = V.MultiplyAdd(Of(5, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(5), s5);
            if (sums > 6) s6 = V.MultiplyAdd(Of(6, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(6), s6);
            if (sums > 7) s7 = V.MultiplyAdd(Of(7, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(7), s7);
            b += TLayer.InputStep;
            }

            {
            V x0 = Wide512<float>.InQuarters<V, T>(q0, 3), x1 = x0, x2 = x0, x3 = x0, x4 = x0, x5 = x0, x6 = x0, x7 = x0;
            if (TLayer.Chains > 1) x1 = Wide512<float>.InQuarters<V, T>(q1, 3);
            if (TLayer.Chains > 2) { x2 = Wide512<float>.InQuarters<V, T>(q2, 3); x3 = Wide512<float>.InQuarters<V, T>(q3, 3); }
            if (TLayer.Chains > 4) { x4 = Wide512<float>.InQuarters<V, T>(q4, 3); x5 = Wide512<float>.InQuarters<V, T>(q5, 3); x6 = Wide512<float>.InQuarters<V, T>(q6, 3); x7 = Wide512<float>.InQuarters<V, T>(q7, 3); }
            s0 = V.MultiplyAdd(x0, new(b), Place(0), s0);
            if (sums > 1) s1 = V.MultiplyAdd(Of(1, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(1), s1);
            if (sums > 2) s2 = V.MultiplyAdd(Of(2, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(2), s2);
            if (sums > 3) s3 = V.MultiplyAdd(Of(3, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(3), s3);
            if (sums > 4) s4 = V.MultiplyAdd(Of(4, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(4), s4);
            if (sums > 5) s5 = V.MultiplyAdd(Of(5, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(5), s5);
            if (sums > 6) s6 = V.MultiplyAdd(Of(6, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(6), s6);
            if (sums > 7) s7 = V.MultiplyAdd(Of(7, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(7), s7);
            b += TLayer.InputStep;
            }

        }
        }
        else
        for (nint k = 0; k < length; k++)
        {
            V x0 = V.Broadcast(a[k]), x1 = x0, x2 = x0, x3 = x0, x4 = x0, x5 = x0, x6 = x0, x7 = x0;
            if (TLayer.Chains > 1) x1 = V.Broadcast(a[length + k]);
            if (TLayer.Chains > 2) { x2 = V.Broadcast(a[2 * length + k]); x3 = V.Broadcast(a[3 * length + k]); }
            if (TLayer.Chains > 4)
            {
                x4 = V.Broadcast(a[4 * length + k]);
                x5 = V.Broadcast(a[5 * length + k]);
                x6 = V.Broadcast(a[6 * length + k]);
                x7 = V.Broadcast(a[7 * length + k]);
            }

            s0 = V.MultiplyAdd(x0, new(b), Place(0), s0);
            if (sums > 1) s1 = V.MultiplyAdd(Of(1, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(1), s1);
            if (sums > 2) s2 = V.MultiplyAdd(Of(2, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(2), s2);
            if (sums > 3) s3 = V.MultiplyAdd(Of(3, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(3), s3);
            if (sums > 4) s4 = V.MultiplyAdd(Of(4, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(4), s4);
            if (sums > 5) s5 = V.MultiplyAdd(Of(5, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(5), s5);
            if (sums > 6) s6 = V.MultiplyAdd(Of(6, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(6), s6);
            if (sums > 7) s7 = V.MultiplyAdd(Of(7, x0, x1, x2, x3, x4, x5, x6, x7), new(b), Place(7), s7);
            b += TLayer.InputStep;
        }

        if (sizeof(TColumns) == 1)
        {
            if (sums > 1) s0 += s1;
            if (sums > 2) s0 = s0 + s2 + s3;
            if (sums > 4) s0 = s0 + s4 + s5 + s6 + s7;
        }
        else if (sizeof(TColumns) == 2)
        {
            if (sums > 2) { s0 += s2; s1 += s3; }
            if (sums > 4) { s0 = s0 + s4 + s6; s1 = s1 + s5 + s7; }
        }
        else if (sizeof(TColumns) == 4 && sums > 4)
        {
            s0 += s4;
            s1 += s5;
            s2 += s6;
            s3 += s7;
        }

        epilogue.Finish(s0, 0, column);
        if (sizeof(TColumns) > 1) epilogue.Finish(s1, 0, column + V.Count);
        if (sizeof(TColumns) > 2) { epilogue.Finish(s2, 0, column + 2 * V.Count); epilogue.Finish(s3, 0, column + 3 * V.Count); }
        if (sizeof(TColumns) > 4)
        {
            epilogue.Finish(s4, 0, column + 4 * V.Count);
            epilogue.Finish(s5, 0, column + 5 * V.Count);
            epilogue.Finish(s6, 0, column + 6 * V.Count);
            epilogue.Finish(s7, 0, column + 7 * V.Count);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static nint Place(int sum)
        {
            int range = sum / sizeof(TColumns), vector = sum % sizeof(TColumns);
            return (nint)range * (TLayer.Inputs / TLayer.Chains) * TLayer.InputStep + vector * V.Count;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V Of(int sum, V x0, V x1, V x2, V x3, V x4, V x5, V x6, V x7)
        {
            int range = sum / sizeof(TColumns);
            return range == 0 ? x0 : range == 1 ? x1 : range == 2 ? x2 : range == 3 ? x3 : range == 4 ? x4 : range == 5 ? x5 : range == 6 ? x6 : x7;
        }
    }
}
