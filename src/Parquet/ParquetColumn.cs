using System.Numerics;
using Parquet;
using Parquet.Schema;

namespace GenNet;

/// <summary>A column's values in one row group.</summary>
internal abstract class ParquetColumn<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The column of a field; null where its type is none that can be read.</summary>
    public static ParquetColumn<T>? Of(DataField field) => Type.GetTypeCode(field.ClrType) switch
    {
        TypeCode.Boolean => new BooleanColumn<T>(field),
        TypeCode.SByte => new NumberColumn<T, sbyte>(field),
        TypeCode.Byte => new NumberColumn<T, byte>(field),
        TypeCode.Int16 => new NumberColumn<T, short>(field),
        TypeCode.UInt16 => new NumberColumn<T, ushort>(field),
        TypeCode.Int32 => new NumberColumn<T, int>(field),
        TypeCode.UInt32 => new NumberColumn<T, uint>(field),
        TypeCode.Int64 => new NumberColumn<T, long>(field),
        TypeCode.UInt64 => new NumberColumn<T, ulong>(field),
        TypeCode.Single => new NumberColumn<T, float>(field),
        TypeCode.Double => new NumberColumn<T, double>(field),
        TypeCode.Decimal => new DecimalColumn<T>(field),
        _ when field.ClrType == typeof(string) || field.ClrType == typeof(ReadOnlyMemory<char>) => new TextColumn<T>(field),
        _ => null,
    };

    /// <summary>Reads a row group's values in place of those of the one before.</summary>
    public abstract void Load(ParquetRowGroupReader group);

    /// <inheritdoc cref="TableRows{T}.TryReadNumber"/>
    public abstract bool TryReadNumber(int row, TableNumber texts, out T value);

    /// <inheritdoc cref="TableRows{T}.TryReadText"/>
    public abstract bool TryReadText(int row, out ReadOnlySpan<char> text);
}

/// <summary>A column of a type of Parquet.Net's.</summary>
internal abstract class ParquetColumn<T, TValue>(DataField field) : ParquetColumn<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TValue : struct
{
    private TValue[] _values = [];

    // For each row 1 where it has a value; none in a column that cannot have nulls.
    private int[] _levels = [];

    public override void Load(ParquetRowGroupReader group)
    {
        bool canBeNull = field.MaxDefinitionLevel > 0;
        _values = new TValue[group.RowCount];
        _levels = new int[canBeNull ? group.RowCount : 0];
        group.ReadRawAsync<TValue>(field, _values, canBeNull ? _levels.AsMemory() : default(Memory<int>?), null).AsTask().GetAwaiter().GetResult();

        // The values that there are stand one behind the other: each goes to its row.
        int next = _levels.Count(level => level != 0);
        for (int row = _levels.Length - 1; row >= 0; row--)
        {
            if (_levels[row] != 0)
                _values[row] = _values[--next];
        }
    }

    public override bool TryReadNumber(int row, TableNumber texts, out T value)
    {
        value = default;
        return !IsNull(row) && TryConvert(_values[row], texts, out value);
    }

    public override bool TryReadText(int row, out ReadOnlySpan<char> text)
    {
        text = "null";
        return !IsNull(row) && TryFormat(_values[row], out text);
    }

    /// <returns>Whether it is a finite number.</returns>
    protected abstract bool TryConvert(TValue value, TableNumber texts, out T number);

    /// <returns>Whether it is no NaN, which is missing in whatever table.</returns>
    protected abstract bool TryFormat(TValue value, out ReadOnlySpan<char> text);

    private bool IsNull(int row) => _levels.Length > 0 && _levels[row] == 0;
}
