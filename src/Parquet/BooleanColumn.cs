using System.Numerics;
using Parquet.Schema;

namespace GenNet;

/// <summary>A column of booleans: the numbers 1 and 0, the texts True and False.</summary>
internal sealed class BooleanColumn<T>(DataField field) : ParquetColumn<T, bool>(field)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    protected override bool TryConvert(bool value, TableNumber texts, out T number)
    {
        number = value ? T.One : T.Zero;
        return true;
    }

    protected override bool TryFormat(bool value, out ReadOnlySpan<char> text)
    {
        text = value ? bool.TrueString : bool.FalseString;
        return true;
    }
}
