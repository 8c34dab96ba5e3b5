using System.Numerics;
using Parquet.Schema;

namespace GenNet;

/// <summary>A column of texts, which may be numbers.</summary>
internal sealed class TextColumn<T>(DataField field) : ParquetColumn<T, ReadOnlyMemory<char>>(field)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    protected override bool TryConvert(ReadOnlyMemory<char> value, TableNumber texts, out T number) =>
        texts.TryParse(value.Span, out number);

    protected override bool TryFormat(ReadOnlyMemory<char> value, out ReadOnlySpan<char> text)
    {
        text = value.Span.Trim();
        return true;
    }
}
