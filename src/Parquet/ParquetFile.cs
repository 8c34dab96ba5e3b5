using Parquet.Meta;

namespace GenNet;

/// <summary>What a Parquet file says of itself, looked at before anything is allocated by it.</summary>
internal static class ParquetFile
{
    private const int TailLength = 8;

    // The fields of a page's header: its kind, its bytes, and of data of both versions the number of values and how they are written.
    private const int Kind = 1, CompressedSize = 3, DataHeader = 5, DictionaryHeader = 7, DataHeaderV2 = 8, ValueCount = 1;

    /// <summary>Checks the footer.</summary>
    /// <exception cref="InvalidDataException">It is no Parquet file, or a damaged one.</exception>
    public static void CheckFooter(Stream stream)
    {
        long length = stream.Length;
        if (length < 4 || !Read(stream, 0, 4).SequenceEqual("PAR1"u8))
        {
            throw new InvalidDataException(
                $"it is no Parquet file: {(length == 0 ? "it is empty" : "it does not begin with PAR1")}; FromCsv reads text");
        }

        byte[] tail = length < 4 + TailLength ? [] : Read(stream, length - TailLength, TailLength);
        if (!tail.AsSpan().EndsWith("PAR1"u8))
            throw new InvalidDataException("it was cut short: it does not end with PAR1");
        uint footer = BitConverter.ToUInt32(tail);
        if (footer > length - 4 - TailLength)
            throw new InvalidDataException($"its footer says that it has {footer} bytes; the file has {length}");
        stream.Position = length - TailLength - footer;
        new ThriftScanner(stream, length - TailLength).ReadStruct();
    }

    /// <summary>Checks the pages of a column that holds one value a row.</summary>
    /// <exception cref="InvalidDataException">They are damaged, or written in a way that Parquet.Net misreads.</exception>
    public static void CheckPages(Stream stream, ColumnMetaData column, long rowCount)
    {
        if (column.NumValues != rowCount || rowCount > Array.MaxLength)
            throw new InvalidDataException($"a row group of {rowCount} rows has {column.NumValues} values in it");
        long place = new[] { column.DictionaryPageOffset ?? 0, column.DataPageOffset, column.IndexPageOffset ?? 0 }
            .Where(offset => offset != 0).DefaultIfEmpty(-1).Min();
        long found = 0;
        while (found < rowCount)
        {
            if (place < 0 || place >= stream.Length)
            {
                throw new InvalidDataException(
                    $"{found} of {rowCount} values were found, and the next is beyond the file's {stream.Length} bytes");
            }

            stream.Position = place;
            Dictionary<(int Outer, int Field), long> header = new ThriftScanner(stream, stream.Length).ReadStruct();
            long size = header.GetValueOrDefault((0, CompressedSize), -1);
            if (size < 0 || size > stream.Length - stream.Position)
                throw new InvalidDataException($"a page says that it has {size} bytes where {stream.Length - stream.Position} are left");
            place = stream.Position + size;
            int data = (PageType)header.GetValueOrDefault((0, Kind), -1) switch
            {
                PageType.DATA_PAGE => DataHeader,
                PageType.DATA_PAGE_V2 => DataHeaderV2,
                PageType.DICTIONARY_PAGE => DictionaryHeader,
                var other => throw new InvalidDataException($"a page is of the kind {(int)other}, which holds no values"),
            };
            long count = header.GetValueOrDefault((data, ValueCount), -1);
            if (count < 0 || (data != DictionaryHeader && count > rowCount - found))
                throw new InvalidDataException($"a page says that it has {count} values; {rowCount - found} are left");
            if (data == DictionaryHeader)
            {
                if (count > header.GetValueOrDefault((0, CompressedSize - 1)))
                    throw new InvalidDataException($"a dictionary of {count} values is said to have fewer bytes");
                continue;
            }

            found += count;
            var encoding = (Encoding)header.GetValueOrDefault((data, data == DataHeader ? 2 : 4));
            if (column.Type == Parquet.Meta.Type.BOOLEAN && encoding == Encoding.RLE)
            {
                throw new InvalidDataException(
                    "its booleans are written as runs, which cannot be read; write them as integers, or data pages of version 1.0");
            }
        }
    }

    private static byte[] Read(Stream stream, long place, int length)
    {
        var bytes = new byte[length];
        stream.Position = place;
        stream.ReadExactly(bytes);
        return bytes;
    }
}
