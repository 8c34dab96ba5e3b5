using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>
/// The product of a single row with the weights of a layer: eight registers of sums, which is what it takes to keep two
/// multiply-add units of four cycles' latency busy.
/// </summary>
/// <remarks>
/// A wide layer has eight vectors of units; a narrower one has fewer and splits each unit's sum into <see cref="ITiledLayer.Chains"/>: of c
/// chains, that of number i takes the inputs i, i + c, i + 2c and so on. A sum is one 512-bit register. It is two of 256 bits or four of
/// 128, of which four sums are enough: half as many vectors of units or, of a layer that has one, half of the chains and then the others. A
/// wide layer keeps eight of these too, although some spill: its weights come from the second-level cache, which is the limit, and would
/// come more slowly by half rows. Where there are fewer weights to an input than eight vectors, inputs are loaded four at a time and
/// broadcast from there, because loads are the limit.
/// </remarks>
internal static unsafe class RowTile
{
    /// <summary>Runs a row through the layer, handing each vector of finished sums to the epilogue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sweep<V, T, TLayer, TEpilogue>(Block<T> x, Block<T> w, in TEpilogue epilogue)
        where V : struct, IWideVector<V, T>
        where T : unmanaged
        where TLayer : struct, ITiledLayer
        where TEpilogue : struct, ITileEpilogue<T>
    {
        if (TLayer.Chains == 1)
        {
            SweepColumns<V, T, TLayer, Eight, One, TEpilogue>(x, w, in epilogue);
        }
        else if (typeof(V) == typeof(Wide512<T>))
        {
            if (TLayer.Chains == 2) SweepColumns<V, T, TLayer, Four, Two, TEpilogue>(x, w, in epilogue);
            if (TLayer.Chains == 4) SweepColumns<V, T, TLayer, Two, Four, TEpilogue>(x, w, in epilogue);
            if (TLayer.Chains == 8) SweepColumns<V, T, TLayer, One, Eight, TEpilogue>(x, w, in epilogue);
        }
        else
        {
            if (TLayer.Chains == 2) SweepColumns<V, T, TLayer, Two, Two, TEpilogue>(x, w, in epilogue);
            if (TLayer.Chains >= 4) SweepColumns<V, T, TLayer, One, Four, TEpilogue>(x, w, in epilogue);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SweepColumns<V, T, TLayer, TColumns, TChains, TEpilogue>(Block<T> x, Block<T> w, in TEpilogue epilogue)
        where V : struct, IWideVector<V, T>
        where T : unmanaged
        where TLayer : struct, ITiledLayer
        where TColumns : unmanaged, ISize
        where TChains : unmanaged, ISize
        where TEpilogue : struct, ITileEpilogue<T>
    {
        int column = 0;
        for (; column + sizeof(TColumns) * V.Count <= TLayer.UnitStride; column += sizeof(TColumns) * V.Count)
            Run<V, T, TLayer, TColumns, TChains, TEpilogue>(x, w, column, in epilogue);
        if (sizeof(TColumns) > 4 && column + 4 * V.Count <= TLayer.UnitStride)
        {
            Run<V, T, TLayer, Four, TChains, TEpilogue>(x, w, column, in epilogue);
            column += 4 * V.Count;
        }

        if (sizeof(TColumns) > 2 && column + 2 * V.Count <= TLayer.UnitStride)
        {
            Run<V, T, TLayer, Two, TChains, TEpilogue>(x, w, column, in epilogue);
            column += 2 * V.Count;
        }

        if (sizeof(TColumns) > 1 && column < TLayer.UnitStride)
            Run<V, T, TLayer, One, TChains, TEpilogue>(x, w, column, in epilogue);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run<V, T, TLayer, TColumns, TChains, TEpilogue>(Block<T> x, Block<T> w, nint column, in TEpilogue epilogue)
        where V : struct, IWideVector<V, T>
        where T : unmanaged
        where TLayer : struct, ITiledLayer
        where TColumns : unmanaged, ISize
        where TChains : unmanaged, ISize
        where TEpilogue : struct, ITileEpilogue<T>
    {
        V s0 = epilogue.Start<V>(0, column), s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        if (sizeof(TColumns) > 1) s1 = epilogue.Start<V>(0, column + V.Count);
        if (sizeof(TColumns) > 2) { s2 = epilogue.Start<V>(0, column + 2 * V.Count); s3 = epilogue.Start<V>(0, column + 3 * V.Count); }
        if (sizeof(TColumns) > 4)
        {
            s4 = epilogue.Start<V>(0, column + 4 * V.Count);
            s5 = epilogue.Start<V>(0, column + 5 * V.Count);
            s6 = epilogue.Start<V>(0, column + 6 * V.Count);
            s7 = epilogue.Start<V>(0, column + 7 * V.Count);
        }

        // Of as many chains as fit, and then of the others.
        int step = Math.Max(4, TLayer.Chains);
        nint chain = 0;
        do
        {
            V before = s0;
            if (chain > 0) s0 = s1 = s2 = s3 = default;
            nint k = chain;
            Block<T> row = w.At(chain * TLayer.InputStep + column);
            for (; sizeof(TColumns) < 8 && k + 4 <= TLayer.Inputs; k += step)
            {
                V four = V.LoadFour(x, k);
                Take<V, T, TColumns, TChains, One>(
                    V.BroadcastOfFour(four, 0), row, ref s0, ref s1, ref s2, ref s3, ref s4, ref s5, ref s6, ref s7);
                Take<V, T, TColumns, TChains, Two>(
                    V.BroadcastOfFour(four, 1), row.At(TLayer.InputStep), ref s0, ref s1, ref s2, ref s3, ref s4, ref s5, ref s6, ref s7);
                Take<V, T, TColumns, TChains, Three>(
                    V.BroadcastOfFour(four, 2), row.At(2 * TLayer.InputStep),
                    ref s0, ref s1, ref s2, ref s3, ref s4, ref s5, ref s6, ref s7);
                Take<V, T, TColumns, TChains, Four>(
                    V.BroadcastOfFour(four, 3), row.At(3 * TLayer.InputStep),
                    ref s0, ref s1, ref s2, ref s3, ref s4, ref s5, ref s6, ref s7);
                if (sizeof(TChains) == 8)
                {
                    four = V.LoadFour(x, k + 4);
                    s4 = V.MultiplyAdd(V.BroadcastOfFour(four, 0), row, 4 * TLayer.InputStep, s4);
                    s5 = V.MultiplyAdd(V.BroadcastOfFour(four, 1), row, 5 * TLayer.InputStep, s5);
                    s6 = V.MultiplyAdd(V.BroadcastOfFour(four, 2), row, 6 * TLayer.InputStep, s6);
                    s7 = V.MultiplyAdd(V.BroadcastOfFour(four, 3), row, 7 * TLayer.InputStep, s7);
                }

                row = row.At(step * TLayer.InputStep);
            }

            // What is left over: as the number of inputs is a multiple of that of chains, nothing, two inputs for two chains, or any for
            // one.
            if (sizeof(TChains) == 2 && TLayer.Inputs % 4 != 0)
            {
                Take<V, T, TColumns, TChains, One>(
                    V.Broadcast(x[k]), row, ref s0, ref s1, ref s2, ref s3, ref s4, ref s5, ref s6, ref s7);
                Take<V, T, TColumns, TChains, Two>(
                    V.Broadcast(x[k + 1]), row.At(TLayer.InputStep), ref s0, ref s1, ref s2, ref s3, ref s4, ref s5, ref s6, ref s7);
            }

            for (; sizeof(TChains) == 1 && k < TLayer.Inputs; k++)
            {
                Take<V, T, TColumns, TChains, One>(
                    V.Broadcast(x[k]), row, ref s0, ref s1, ref s2, ref s3, ref s4, ref s5, ref s6, ref s7);
                row = row.At(TLayer.InputStep);
            }

            if (chain > 0) s0 = before + s0;
            if (sizeof(TColumns) == 1)
            {
                if (sizeof(TChains) > 1) s0 += s1;
                if (sizeof(TChains) > 2) s0 = s0 + s2 + s3;
                if (sizeof(TChains) > 4) s0 = s0 + s4 + s5 + s6 + s7;
            }
            else if (sizeof(TColumns) == 2)
            {
                if (sizeof(TChains) > 1) { s0 += s2; s1 += s3; }
                if (sizeof(TChains) > 2) { s0 = s0 + s4 + s6; s1 = s1 + s5 + s7; }
            }
            else if (sizeof(TColumns) == 4 && sizeof(TChains) > 1)
            {
                s0 += s4;
                s1 += s5;
                s2 += s6;
                s3 += s7;
            }

            chain += sizeof(TChains);
        }
        while (sizeof(TChains) < TLayer.Chains && chain < TLayer.Chains);

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
    }

    /// <summary>
    /// Adds an input's products to the sums of its chain. It is the first of four inputs, or the second, ..., as TInput says.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take<V, T, TColumns, TChains, TInput>(
        V x, Block<T> w, ref V s0, ref V s1, ref V s2, ref V s3, ref V s4, ref V s5, ref V s6, ref V s7)
        where V : struct, IWideVector<V, T>
        where T : unmanaged
        where TColumns : unmanaged, ISize
        where TChains : unmanaged, ISize
        where TInput : unmanaged, ISize
    {
        if (0 / sizeof(TColumns) == (sizeof(TInput) - 1) % sizeof(TChains)) s0 = V.MultiplyAdd(x, w, 0, s0);
        if (1 / sizeof(TColumns) == (sizeof(TInput) - 1) % sizeof(TChains)) s1 = V.MultiplyAdd(x, w, 1 % sizeof(TColumns) * V.Count, s1);
        if (2 / sizeof(TColumns) == (sizeof(TInput) - 1) % sizeof(TChains)) s2 = V.MultiplyAdd(x, w, 2 % sizeof(TColumns) * V.Count, s2);
        if (3 / sizeof(TColumns) == (sizeof(TInput) - 1) % sizeof(TChains)) s3 = V.MultiplyAdd(x, w, 3 % sizeof(TColumns) * V.Count, s3);
        if (4 / sizeof(TColumns) == (sizeof(TInput) - 1) % sizeof(TChains)) s4 = V.MultiplyAdd(x, w, 4 % sizeof(TColumns) * V.Count, s4);
        if (5 / sizeof(TColumns) == (sizeof(TInput) - 1) % sizeof(TChains)) s5 = V.MultiplyAdd(x, w, 5 % sizeof(TColumns) * V.Count, s5);
        if (6 / sizeof(TColumns) == (sizeof(TInput) - 1) % sizeof(TChains)) s6 = V.MultiplyAdd(x, w, 6 % sizeof(TColumns) * V.Count, s6);
        if (7 / sizeof(TColumns) == (sizeof(TInput) - 1) % sizeof(TChains)) s7 = V.MultiplyAdd(x, w, 7 % sizeof(TColumns) * V.Count, s7);
    }
}
