using System.Globalization;
using System.Numerics;
using Parquet.Schema;

namespace GenNet;

/// <summary>A column of floats of 16 bits, which Parquet.Net gives as bytes.</summary>
internal sealed class HalfColumn<T>(DataField field) : ParquetColumn<T, ReadOnlyMemory<byte>>(field)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly char[] _digits = new char[32];

    protected override bool TryConvert(ReadOnlyMemory<byte> value, TableNumber texts, out T number)
    {
        number = T.CreateTruncating(ToHalf(value));
        return T.IsFinite(number);
    }

    protected override bool TryFormat(ReadOnlyMemory<byte> value, out ReadOnlySpan<char> text)
    {
        Half number = ToHalf(value);
        number.TryFormat(_digits, out int length, default, CultureInfo.InvariantCulture);
        text = _digits.AsSpan(0, length);
        return !Half.IsNaN(number);
    }

    private static Half ToHalf(ReadOnlyMemory<byte> value) => BitConverter.ToHalf(value.Span);
}
