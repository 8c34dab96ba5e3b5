using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>Where the operands of a tile stand: sum_k a[row * RowStep + k * CountStep] b[k * BStep + column].</summary>
internal interface ITileOperands
{
    /// <summary>How many products each sum has.</summary>
    int Count { get; }

    /// <summary>The distance in a from one row to the next.</summary>
    nint RowStep { get; }

    /// <summary>The distance in a from one product of a sum to the next.</summary>
    nint CountStep { get; }

    /// <summary>The distance in b from one product of a sum to the next.</summary>
    nint BStep { get; }

    /// <summary>
    /// How many chains each sum is made of: that of number i takes the products i, i + Chains, i + 2 Chains, ... The chains are added first
    /// to last.
    /// </summary>
    int Chains => 1;

    /// <summary>The number of pieces of b that the products stand in; with several, Count is that of a piece.</summary>
    int Pieces => 1;

    /// <summary>The distance in b from a tile's first column to where a piece of that column starts.</summary>
    nint Piece(int piece, nint column) => 0;
}

/// <summary>Marks operands with several chains, whose number divides Count.</summary>
internal interface IChainedOperands;

/// <summary>Marks operands of several pieces.</summary>
internal interface IPiecewiseOperands;

/// <summary>What a tile's sums start at, and what becomes of the finished ones while they are still in registers.</summary>
internal interface ITileEpilogue<T> where T : unmanaged
{
    /// <summary>What the sums of a column start at.</summary>
    V Start<V>(nint row, nint column) where V : struct, IVector<V, T>;

    /// <summary>Takes a finished sum.</summary>
    void Finish<V>(V sum, nint row, nint column) where V : struct, IVector<V, T>;
}

/// <summary>
/// Marks an epilogue of so few instructions that it is written out for each of the tile's sums. The JIT would stop inlining longer
/// ones halfway, so they run in a loop over the sums, put into memory for it.
/// </summary>
/// <remarks>An interface and not a property, because the JIT drops the other branch of a type test before it inlines anything.</remarks>
internal interface IShortEpilogue;

/// <summary>Marks an epilogue where the sums of each row start at something else.</summary>
internal interface IStartsByRow;

/// <summary>
/// The one loop behind every matrix product: a tile of up to 8 rows by 2 vectors whose sums stay in registers.
/// </summary>
/// <remarks>
/// <para>
/// Each step of the loop loads the tile's vectors of b once, broadcasts one number of a for each row and makes
/// rows x columns fused multiply-adds, so that with 8 x 2 sums the multiply-add units, not the loads, are the limit.
/// </para>
/// <para>
/// The forward pass (a: batch, b: weights), the weight gradient (a: batch read by columns, b: deltas) and the input gradient
/// (a: deltas, b: transposed weights) differ only in their operands' steps and in the epilogue. Every sum starts where the epilogue says
/// and takes its products in the order of k, chain after chain, whatever the tile, so the tile's size never shows in the result.
/// </para>
/// <para>
/// The largest tile, as <see cref="SweepRows"/> and what it calls choose it: 8 x 2 x one 512-bit register of 32, 6 x 1 x two
/// 256-bit of 16, 6 x 1 x four 128-bit of AdvSimd's 32, 3 x 1 x four 128-bit of 16 (2 x 1 without fused multiply-add, whose products
/// take a register too).
/// Chains that are done wait on the stack, where they cost little: the multiply-adds of the next chain go on meanwhile.
/// </para>
/// <para>The conditions on sizes are constants to the compiler; what they exclude costs nothing.</para>
/// </remarks>
internal static unsafe class RegisterTile
{
    private const int VectorBytes = 64;

    /// <summary>Multiplies all rows with all columns, a multiple of <see cref="IVector{V}.Count"/>.</summary>
    public static void Sweep<V, T, TOperands, TEpilogue>(
        T* a, T* b, int rows, int columns, TOperands operands, TEpilogue epilogue)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TOperands : struct, ITileOperands
        where TEpilogue : struct, ITileEpilogue<T>
    {
        int column = 0;
        if (typeof(V) == typeof(Wide512<T>))
        {
            for (; column + 2 * V.Count <= columns; column += 2 * V.Count)
                SweepRows<V, T, Two, TOperands, TEpilogue>(a, b, rows, column, operands, epilogue);
        }

        for (; column < columns; column += V.Count)
            SweepRows<V, T, One, TOperands, TEpilogue>(a, b, rows, column, operands, epilogue);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SweepRows<V, T, TColumns, TOperands, TEpilogue>(
        T* a, T* b, int rows, int column, TOperands operands, TEpilogue epilogue)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TColumns : unmanaged, ISize
        where TOperands : struct, ITileOperands
        where TEpilogue : struct, ITileEpilogue<T>
    {
        b += column;
        int row = 0;
        if (typeof(V) == typeof(Wide512<T>) && rows >= 8)
            row = Run<V, T, Eight, TColumns, TOperands, TEpilogue>(a, b, row, rows, column, operands, epilogue);
        if (typeof(V) == typeof(Wide128<T>) && !AdvSimd.IsSupported)
        {
            // Without fused multiply-add the products take a register too, and a tile of two rows is all that fits.
            if (!Fused.IsSupported) row = Run<V, T, Two, TColumns, TOperands, TEpilogue>(a, b, row, rows, column, operands, epilogue);
            else if (rows >= 3) row = Run<V, T, Three, TColumns, TOperands, TEpilogue>(a, b, row, rows, column, operands, epilogue);
        }
        else if (rows - row >= 6)
        {
            row = Run<V, T, Six, TColumns, TOperands, TEpilogue>(a, b, row, rows, column, operands, epilogue);
        }

        if (rows - row >= 4) row = Run<V, T, Four, TColumns, TOperands, TEpilogue>(a, b, row, rows, column, operands, epilogue);
        if (rows - row >= 2) row = Run<V, T, Two, TColumns, TOperands, TEpilogue>(a, b, row, rows, column, operands, epilogue);
        if (rows > row) Run<V, T, One, TColumns, TOperands, TEpilogue>(a, b, row, rows, column, operands, epilogue);
    }

    /// <summary>The tiles of so many rows that fit from a row on.</summary>
    /// <returns>The row after them.</returns>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static int Run<V, T, TRows, TColumns, TOperands, TEpilogue>(
        T* a, T* b, int row, int rows, nint column, TOperands operands, TEpilogue epilogue)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TRows : unmanaged, ISize
        where TColumns : unmanaged, ISize
        where TOperands : struct, ITileOperands
        where TEpilogue : struct, ITileEpilogue<T>
    {
        int lanes = V.Count;
        int count = operands.Count;
        nint rowStep = operands.RowStep, countStep = operands.CountStep, bStep = operands.BStep;
        if (operands is IChainedOperands)
        {
            count /= operands.Chains;
            countStep *= operands.Chains;
            bStep *= operands.Chains;
        }

        // What waits there: the sums of the chains so far, and sums for an epilogue that runs in a loop. Aligned by hand, as the stack is
        // not.
        Block<T> kept = default;
        if (operands is IChainedOperands || !(epilogue is IShortEpilogue))
        {
            byte* memory = stackalloc byte[(sizeof(TRows) * 2 + 1) * VectorBytes];
            kept = new((T*)(((nint)memory + VectorBytes - 1) & -VectorBytes));
        }

        for (; row + sizeof(TRows) <= rows; row += sizeof(TRows))
        {
#pragma warning disable format // A table: two lines for each row of the tile.
            int chain = 0;
            V s00, s10, s20, s30, s40, s50, s60, s70;
            V s01, s11, s21, s31, s41, s51, s61, s71;
            do
            {
                T* x = a + row * rowStep + chain * operands.CountStep;
                T* y = b + chain * operands.BStep;
                V start0 = chain == 0 ? epilogue.Start<V>(row, column) : default;
                V start1 = sizeof(TColumns) > 1 && chain == 0 ? epilogue.Start<V>(row, column + lanes) : default;
                s00 = s10 = s20 = s30 = s40 = s50 = s60 = s70 = start0;
                s01 = s11 = s21 = s31 = s41 = s51 = s61 = s71 = start1;
                if (epilogue is IStartsByRow && chain == 0)
                {
                    if (sizeof(TRows) > 1) s10 = s11 = epilogue.Start<V>(row + 1, column);
                    if (sizeof(TRows) > 2) s20 = s21 = epilogue.Start<V>(row + 2, column);
                    if (sizeof(TRows) > 3) s30 = s31 = epilogue.Start<V>(row + 3, column);
                    if (sizeof(TRows) > 4) s40 = s41 = epilogue.Start<V>(row + 4, column);
                    if (sizeof(TRows) > 5) s50 = s51 = epilogue.Start<V>(row + 5, column);
                    if (sizeof(TRows) > 6) s60 = s61 = epilogue.Start<V>(row + 6, column);
                    if (sizeof(TRows) > 7) s70 = s71 = epilogue.Start<V>(row + 7, column);
                }

                int piece = 0;
                do
                {
                    if (operands is IPiecewiseOperands) y = b + chain * operands.BStep + operands.Piece(piece, column);
                    for (int k = 0; k < count; k++)
                    {
                        V b0 = V.Load(new(y), 0);
                        V b1 = sizeof(TColumns) > 1 ? V.Load(new(y), lanes) : default;
                        { V f = V.Broadcast(x[0]); s00 = V.MultiplyAdd(f, b0, s00);
                            if (sizeof(TColumns) > 1) s01 = V.MultiplyAdd(f, b1, s01); }
                        if (sizeof(TRows) > 1) { V f = V.Broadcast(x[rowStep]); s10 = V.MultiplyAdd(f, b0, s10);
                            if (sizeof(TColumns) > 1) s11 = V.MultiplyAdd(f, b1, s11); }
                        if (sizeof(TRows) > 2) { V f = V.Broadcast(x[2 * rowStep]); s20 = V.MultiplyAdd(f, b0, s20);
                            if (sizeof(TColumns) > 1) s21 = V.MultiplyAdd(f, b1, s21); }
                        if (sizeof(TRows) > 3) { V f = V.Broadcast(x[3 * rowStep]); s30 = V.MultiplyAdd(f, b0, s30);
                            if (sizeof(TColumns) > 1) s31 = V.MultiplyAdd(f, b1, s31); }
                        if (sizeof(TRows) > 4) { V f = V.Broadcast(x[4 * rowStep]); s40 = V.MultiplyAdd(f, b0, s40);
                            if (sizeof(TColumns) > 1) s41 = V.MultiplyAdd(f, b1, s41); }
                        if (sizeof(TRows) > 5) { V f = V.Broadcast(x[5 * rowStep]); s50 = V.MultiplyAdd(f, b0, s50);
                            if (sizeof(TColumns) > 1) s51 = V.MultiplyAdd(f, b1, s51); }
                        if (sizeof(TRows) > 6) { V f = V.Broadcast(x[6 * rowStep]); s60 = V.MultiplyAdd(f, b0, s60);
                            if (sizeof(TColumns) > 1) s61 = V.MultiplyAdd(f, b1, s61); }
                        if (sizeof(TRows) > 7) { V f = V.Broadcast(x[7 * rowStep]); s70 = V.MultiplyAdd(f, b0, s70);
                            if (sizeof(TColumns) > 1) s71 = V.MultiplyAdd(f, b1, s71); }
                        x += countStep;
                        y += bStep;
                    }
                }
                while (operands is IPiecewiseOperands && ++piece < operands.Pieces);

                if (operands is IChainedOperands && chain > 0)
                {
                    s00 = V.Load(kept, 0 * lanes) + s00;
                    if (sizeof(TColumns) > 1) s01 = V.Load(kept, 1 * lanes) + s01;
                    if (sizeof(TRows) > 1) { s10 = V.Load(kept, 2 * lanes) + s10;
                        if (sizeof(TColumns) > 1) s11 = V.Load(kept, 3 * lanes) + s11; }
                    if (sizeof(TRows) > 2) { s20 = V.Load(kept, 4 * lanes) + s20;
                        if (sizeof(TColumns) > 1) s21 = V.Load(kept, 5 * lanes) + s21; }
                    if (sizeof(TRows) > 3) { s30 = V.Load(kept, 6 * lanes) + s30;
                        if (sizeof(TColumns) > 1) s31 = V.Load(kept, 7 * lanes) + s31; }
                    if (sizeof(TRows) > 4) { s40 = V.Load(kept, 8 * lanes) + s40;
                        if (sizeof(TColumns) > 1) s41 = V.Load(kept, 9 * lanes) + s41; }
                    if (sizeof(TRows) > 5) { s50 = V.Load(kept, 10 * lanes) + s50;
                        if (sizeof(TColumns) > 1) s51 = V.Load(kept, 11 * lanes) + s51; }
                    if (sizeof(TRows) > 6) { s60 = V.Load(kept, 12 * lanes) + s60;
                        if (sizeof(TColumns) > 1) s61 = V.Load(kept, 13 * lanes) + s61; }
                    if (sizeof(TRows) > 7) { s70 = V.Load(kept, 14 * lanes) + s70;
                        if (sizeof(TColumns) > 1) s71 = V.Load(kept, 15 * lanes) + s71; }
                }

                chain++;
                if (!(epilogue is IShortEpilogue) || (operands is IChainedOperands && chain < operands.Chains))
                {
                    V.Store(kept, 0 * lanes, s00);
                    if (sizeof(TColumns) > 1) V.Store(kept, 1 * lanes, s01);
                    if (sizeof(TRows) > 1) { V.Store(kept, 2 * lanes, s10);
                        if (sizeof(TColumns) > 1) V.Store(kept, 3 * lanes, s11); }
                    if (sizeof(TRows) > 2) { V.Store(kept, 4 * lanes, s20);
                        if (sizeof(TColumns) > 1) V.Store(kept, 5 * lanes, s21); }
                    if (sizeof(TRows) > 3) { V.Store(kept, 6 * lanes, s30);
                        if (sizeof(TColumns) > 1) V.Store(kept, 7 * lanes, s31); }
                    if (sizeof(TRows) > 4) { V.Store(kept, 8 * lanes, s40);
                        if (sizeof(TColumns) > 1) V.Store(kept, 9 * lanes, s41); }
                    if (sizeof(TRows) > 5) { V.Store(kept, 10 * lanes, s50);
                        if (sizeof(TColumns) > 1) V.Store(kept, 11 * lanes, s51); }
                    if (sizeof(TRows) > 6) { V.Store(kept, 12 * lanes, s60);
                        if (sizeof(TColumns) > 1) V.Store(kept, 13 * lanes, s61); }
                    if (sizeof(TRows) > 7) { V.Store(kept, 14 * lanes, s70);
                        if (sizeof(TColumns) > 1) V.Store(kept, 15 * lanes, s71); }
                }
            }
            while (operands is IChainedOperands && chain < operands.Chains);

            if (epilogue is IShortEpilogue)
            {
                epilogue.Finish(s00, row, column);
                if (sizeof(TColumns) > 1) epilogue.Finish(s01, row, column + lanes);
                if (sizeof(TRows) > 1) { epilogue.Finish(s10, row + 1, column);
                    if (sizeof(TColumns) > 1) epilogue.Finish(s11, row + 1, column + lanes); }
                if (sizeof(TRows) > 2) { epilogue.Finish(s20, row + 2, column);
                    if (sizeof(TColumns) > 1) epilogue.Finish(s21, row + 2, column + lanes); }
                if (sizeof(TRows) > 3) { epilogue.Finish(s30, row + 3, column);
                    if (sizeof(TColumns) > 1) epilogue.Finish(s31, row + 3, column + lanes); }
                if (sizeof(TRows) > 4) { epilogue.Finish(s40, row + 4, column);
                    if (sizeof(TColumns) > 1) epilogue.Finish(s41, row + 4, column + lanes); }
                if (sizeof(TRows) > 5) { epilogue.Finish(s50, row + 5, column);
                    if (sizeof(TColumns) > 1) epilogue.Finish(s51, row + 5, column + lanes); }
                if (sizeof(TRows) > 6) { epilogue.Finish(s60, row + 6, column);
                    if (sizeof(TColumns) > 1) epilogue.Finish(s61, row + 6, column + lanes); }
                if (sizeof(TRows) > 7) { epilogue.Finish(s70, row + 7, column);
                    if (sizeof(TColumns) > 1) epilogue.Finish(s71, row + 7, column + lanes); }
                continue;
            }
#pragma warning restore format

            for (int r = 0; r < sizeof(TRows); r++)
            {
                epilogue.Finish(V.Load(kept, 2 * r * lanes), row + r, column);
                if (sizeof(TColumns) > 1) epilogue.Finish(V.Load(kept, (2 * r + 1) * lanes), row + r, column + lanes);
            }
        }

        return row;
    }
}
