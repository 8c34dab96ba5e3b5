using System.Globalization;
using System.Numerics;
using Parquet.Schema;

namespace GenNet;

/// <summary>A column of decimals.</summary>
internal sealed class DecimalColumn<T>(DataField field) : ParquetColumn<T, decimal>(field)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly char[] _digits = new char[32];

    /// <summary>By way of the digits: .NET's own conversion does not round as that of a text does.</summary>
    protected override bool TryConvert(decimal value, TableNumber texts, out T number)
    {
        TryFormat(value, out ReadOnlySpan<char> text);
        return T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    protected override bool TryFormat(decimal value, out ReadOnlySpan<char> text)
    {
        value.TryFormat(_digits, out int length, default, CultureInfo.InvariantCulture);
        text = _digits.AsSpan(0, length);
        return true;
    }
}
