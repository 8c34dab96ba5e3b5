using System.Numerics;
using Parquet;
using Parquet.Meta;
using Parquet.Schema;

namespace GenNet;

/// <summary>The rows of a Parquet file, of which one row group is held at a time.</summary>
internal sealed class ParquetRows<T> : TableRows<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Stream _stream;
    private readonly ParquetReader _reader;
    private readonly Field[] _fields;
    private readonly ParquetColumn<T>?[] _columns;
    private IReadOnlyList<int>? _used;
    private int _group = -1;

    // The row in the row group, and of the row group's first one in the file.
    private int _place, _first;

    private ParquetRows(Stream stream, string source)
        : base(source, "row")
    {
        _stream = stream;
        _reader = Try("", () =>
        {
            ParquetFile.CheckFooter(stream);
            return ParquetReader.CreateAsync(stream).GetAwaiter().GetResult();
        });
        _fields = Try("", () => _reader.Schema.Fields.ToArray());
        _columns = new ParquetColumn<T>?[_fields.Length];
        Names = Try("", () => _fields.Select(field => field.Name).ToArray());
    }

    public override string[] Names { get; }

    public override int ColumnCount => _fields.Length;

    public override int Row => _first + _place;

    /// <summary>Reads a file.</summary>
    public static TData Read<TData>(string path, TableOptions options) where TData : Dataset<TData, T>, IDataset<TData, T>
    {
        ArgumentNullException.ThrowIfNull(path);
        TableReader<T>.Check(options);
        using FileStream stream = File.OpenRead(path);
        return Read<TData>(stream, $"'{path}'", options);
    }

    /// <summary>Reads a stream.</summary>
    public static TData Read<TData>(Stream stream, TableOptions options) where TData : Dataset<TData, T>, IDataset<TData, T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        TableReader<T>.Check(options);
        return stream.CanSeek
            ? Read<TData>(stream, "Parquet", options)
            : throw new ArgumentException("The stream cannot seek, which Parquet needs; copy it into a MemoryStream.", nameof(stream));
    }

    /// <summary>Parquet.Net is asynchronous alone: on a thread of the pool nothing that it goes on with waits for the caller's.</summary>
    private static TData Read<TData>(Stream stream, string source, TableOptions options)
        where TData : Dataset<TData, T>, IDataset<TData, T> =>
        Task.Run(() => TData.Of(new TableReader<T>(new ParquetRows<T>(stream, source), options).Read())).GetAwaiter().GetResult();

    public override bool Read()
    {
        long count = _group < 0 ? 0 : _reader.RowGroups[_group].RowCount;
        if (++_place < count)
            return true;
        do
        {
            _first += (int)count;
            if (++_group == _reader.RowGroupCount)
                return false;
            count = _reader.RowGroups[_group].RowCount;
            if (count is < 0 or > int.MaxValue || _first + count > int.MaxValue)
                throw Invalid($"row group {_group} is said to have {count} rows");
        }
        while (count == 0);
        _place = 0;
        if (_used is not null)
            Load();
        return true;
    }

    public override void Use(IReadOnlyList<int> columns)
    {
        _used = columns;
        foreach (int column in columns)
        {
            _columns[column] = TypeOf(_fields[column]) is { } type
                ? throw Invalid(
                    $"column {column} ('{Names[column]}') holds {type}; numbers, booleans and texts can be read; "
                    + $"{nameof(TableOptions.FeatureColumns)} can leave the column out")
                : ParquetColumn<T>.Of((DataField)_fields[column]);
        }

        Load();
    }

    public override bool TryReadNumber(int column, TableNumber texts, out T value) =>
        _columns[column]!.TryReadNumber(_place, texts, out value);

    public override bool TryReadText(int column, out ReadOnlySpan<char> text) => _columns[column]!.TryReadText(_place, out text);

    /// <summary>What a field holds that cannot be read; null where it can.</summary>
    private static string? TypeOf(Field field)
    {
        const string Cure = ", of which a number must be made first, days since a date or an hour of the day";
        if (field is not DataField data)
            return $"a nested column ({field.SchemaType}), of which columns must be made first";
        if (data.IsArray)
            return "a list, of which columns must be made first";
        SchemaElement? element = data.SchemaElement;
        if (data is DateTimeDataField || data.ClrType == typeof(DateTime) || data.ClrType == typeof(DateOnly))
            return "dates" + Cure;
        if (data is TimeDataField || element?.ConvertedType is ConvertedType.TIME_MILLIS or ConvertedType.TIME_MICROS)
            return "times" + Cure;
        if (data.ClrType == typeof(byte[]) || data.ClrType == typeof(ReadOnlyMemory<byte>))
            return "binary data, which is neither a number nor a text";
        return ParquetColumn<T>.Of(data) is null ? $"{data.ClrType.Name}, which is neither a number nor a text" : null;
    }

    private void Load()
    {
        ParquetRowGroupReader group = _reader.RowGroups[_group];
        foreach (int column in _used!.Distinct())
        {
            Try($"column {column} ('{Names[column]}'), row group {_group}: ", () =>
            {
                ColumnMetaData pages = group.GetMetadata((DataField)_fields[column])?.MetaData
                    ?? throw new InvalidDataException("the row group lacks the column");
                ParquetFile.CheckPages(_stream, pages, group.RowCount);
                _columns[column]!.Load(group);
                return true;
            });
        }
    }

    /// <summary>Does what throws anything where bytes are damaged, and names the place.</summary>
    private TResult Try<TResult>(string place, Func<TResult> read)
    {
        try
        {
            return read();
        }
        catch (OverflowException exception)
        {
            throw new InvalidDataException(
                Invalid(place + "a decimal has more than 28 digits; write the column as doubles").Message, exception);
        }
        catch (Exception exception)
        {
            string reason = exception is InvalidDataException ? exception.Message : $"it cannot be read: {exception.Message}";
            throw new InvalidDataException(Invalid(place + reason.TrimEnd('.')).Message, exception);
        }
    }
}
