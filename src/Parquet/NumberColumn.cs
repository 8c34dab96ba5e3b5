using System.Globalization;
using System.Numerics;
using Parquet.Schema;

namespace GenNet;

/// <summary>A column of integers or floats.</summary>
internal sealed class NumberColumn<T, TValue>(DataField field) : ParquetColumn<T, TValue>(field)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TValue : struct, INumber<TValue>
{
    private readonly char[] _digits = new char[32];

    protected override bool TryConvert(TValue value, TableNumber texts, out T number)
    {
        number = T.CreateTruncating(value);
        return T.IsFinite(number);
    }

    protected override bool TryFormat(TValue value, out ReadOnlySpan<char> text)
    {
        value.TryFormat(_digits, out int length, default, CultureInfo.InvariantCulture);
        text = _digits.AsSpan(0, length);
        return !TValue.IsNaN(value);
    }
}
