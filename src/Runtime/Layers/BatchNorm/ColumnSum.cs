using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>Numbers that each row of a batch has in the lanes of a vector.</summary>
internal interface IColumn<V> where V : struct, IVector<V>
{
    /// <summary>A sum with a row's numbers added.</summary>
    V AddTo(V sum, nint row);
}

/// <summary>Sums over the rows of a batch, in an order that the number of rows alone decides.</summary>
/// <remarks>
/// Rows are taken in sections, so that the rounding errors of a large batch do not add up: of each section's rows every fourth belongs to
/// one of four sums, which are in flight at once and are added by halves, and the sections' sums are added first to last.
/// </remarks>
internal static class ColumnSum
{
    private const int Section = 64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V, TColumn>(TColumn column, int rows)
        where V : struct, IVector<V>
        where TColumn : struct, IColumn<V>
    {
        V sum = default;
        for (int first = 0; first < rows; first += Section)
        {
            int row = first, end = Math.Min(rows, first + Section);
            V sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            for (; row <= end - 4; row += 4)
            {
                sum0 = column.AddTo(sum0, row);
                sum1 = column.AddTo(sum1, row + 1);
                sum2 = column.AddTo(sum2, row + 2);
                sum3 = column.AddTo(sum3, row + 3);
            }

            for (; row < end; row++)
                sum0 = column.AddTo(sum0, row);
            sum += sum0 + sum1 + (sum2 + sum3);
        }

        return sum;
    }
}
