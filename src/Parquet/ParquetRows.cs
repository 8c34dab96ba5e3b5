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
    private readonly HashSet<SchemaElement> _halves = [];
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
        _fields = Try("", () =>
        {
            // Parquet.Net knows no floats of 16 bits, and refuses a file for a column of them.
            foreach (SchemaElement element in _reader.Metadata!.Schema.Where(element => element.LogicalType?.FLOAT16 is not null))
            {
                _halves.Add(element);
                element.LogicalType = null;
            }

            return _reader.Metadata.Schema.Count > 1
                ? _reader.Schema.Fields.ToArray()
                : throw new InvalidDataException("it has no columns");
        });
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
        Dictionary<string, int> counts = Names.CountBy(name => name).ToDictionary();
        foreach (int column in columns)
        {
            if (Names[column].Length == 0 || counts[Names[column]] > 1)
                throw Invalid($"{NameOf(column)} has no name of its own, by which columns are read; rename it");
            _columns[column] = ColumnOf(_fields[column], out string held) ?? throw Invalid(
                $"{NameOf(column)} holds {held}; numbers, booleans and texts can be read; "
                + $"{nameof(TableOptions.FeatureColumns)} can leave the column out");
        }

        Load();
    }

    public override bool TryReadNumber(int column, TableNumber texts, out T value) =>
        _columns[column]!.TryReadNumber(_place, texts, out value);

    public override bool TryReadText(int column, out ReadOnlySpan<char> text) => _columns[column]!.TryReadText(_place, out text);

    private string NameOf(int column) => $"column {column} ('{MessageText.Of(Names[column])}')";

    /// <summary>The column of a field; null, and what it holds, where that cannot be read.</summary>
    private ParquetColumn<T>? ColumnOf(Field field, out string held)
    {
        const string Cure = ", of which a number must be made first, days since a date or an hour of the day";
        held = $"a nested column ({field.SchemaType}), of which columns must be made first";
        if (field is not DataField data)
            return null;
        SchemaElement? element = data.SchemaElement;
        held = data switch
        {
            { IsArray: true } => "a list, of which columns must be made first",
            DateTimeDataField => "dates" + Cure,
            _ when data.ClrType == typeof(DateTime) || data.ClrType == typeof(DateOnly) => "dates" + Cure,
            TimeDataField => "times" + Cure,
            _ when element?.ConvertedType is ConvertedType.TIME_MILLIS or ConvertedType.TIME_MICROS => "times" + Cure,
            _ => "",
        };
        if (held.Length > 0)
            return null;
        if (element is not null && _halves.Contains(element))
            return new HalfColumn<T>(data);
        held = data.ClrType == typeof(byte[]) || data.ClrType == typeof(ReadOnlyMemory<byte>)
            ? "binary data, which is neither a number nor a text"
            : $"{data.ClrType.Name}, which is neither a number nor a text";
        return ParquetColumn<T>.Of(data);
    }

    private void Load()
    {
        ParquetRowGroupReader group = _reader.RowGroups[_group];
        foreach (int column in _used!.Distinct())
        {
            Try($"{NameOf(column)}, row group {_group}: ", () =>
            {
                ColumnChunk? chunk = group.GetMetadata((DataField)_fields[column]);
                if (chunk?.CryptoMetadata is not null)
                    throw new InvalidDataException("the column is encrypted, which cannot be read");
                ColumnMetaData pages = chunk?.MetaData ?? throw new InvalidDataException("the row group lacks the column");
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
