using System.IO.Hashing;
using Parquet.Meta;

namespace GenNet;

/// <summary>What a Parquet file says of itself, looked at before anything is allocated by it.</summary>
internal static class ParquetFile
{
    private const int TailLength = 8;

    // The fields of a page's header: its kind, its bytes, and of data of both versions the number of values and how they are written.
    private const int Kind = 1, Size = 2, CompressedSize = 3, Checksum = 4, DataHeader = 5, DictionaryHeader = 7, DataHeaderV2 = 8,
        ValueCount = 1;

    // How many bytes a codec can make of one: Snappy 64 of three, Deflate 258 of two bits, LZ4 255 of one, Zstandard 128 kB of four. Brotli
    // makes 16 MB of a few.
    private static readonly Dictionary<CompressionCodec, int> s_mostOfOne = new()
    {
        [CompressionCodec.UNCOMPRESSED] = 1, [CompressionCodec.SNAPPY] = 22, [CompressionCodec.GZIP] = 1032,
        [CompressionCodec.LZ4_RAW] = 255, [CompressionCodec.ZSTD] = 32768,
    };

    /// <summary>Checks the footer.</summary>
    /// <exception cref="InvalidDataException">It is no Parquet file, or a damaged one.</exception>
    public static void CheckFooter(Stream stream)
    {
        long length = stream.Length;
        byte[] head = Read(stream, 0, (int)Math.Min(4, length));
        if (head.AsSpan().SequenceEqual("PARE"u8))
            throw new InvalidDataException("it is encrypted, which cannot be read");
        if (!head.AsSpan().SequenceEqual("PAR1"u8))
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
        if (column.Codec is CompressionCodec.LZ4 or CompressionCodec.LZO)
        {
            throw new InvalidDataException(
                $"it is compressed by {column.Codec}, which cannot be read; {CompressionCodec.SNAPPY}, {CompressionCodec.ZSTD} and "
                + $"{CompressionCodec.LZ4_RAW} can");
        }

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
            long left = Math.Min(stream.Length - stream.Position, column.TotalCompressedSize);
            if (size < 0 || size > left)
                throw new InvalidDataException($"a page says that it has {size} bytes where {left} are left");
            CheckSize(header.GetValueOrDefault((0, Size), -1), size, column);
            place = stream.Position + size;
            if (header.TryGetValue((0, Checksum), out long checksum) && Crc(stream, size) != (uint)checksum)
                throw new InvalidDataException("a page was damaged: its bytes are not those of its checksum");
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
                if (count > header[(0, Size)])
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

    /// <summary>Checks what a page says that it has when it is decompressed, for which Parquet.Net makes room.</summary>
    private static void CheckSize(long size, long compressed, ColumnMetaData column)
    {
        long most = column.TotalUncompressedSize;
        if (s_mostOfOne.TryGetValue(column.Codec, out int ofOne))
            most = Math.Min(most, ofOne * compressed);
        if (size < 0 || size > most)
            throw new InvalidDataException($"a page says that it has {size} bytes where {column.Codec} can make {most} of it at most");
    }

    private static uint Crc(Stream stream, long size)
    {
        var crc = new Crc32();
        var block = new byte[Math.Min(size, 1 << 16)];
        for (long left = size; left > 0; left -= block.Length)
        {
            Span<byte> next = block.AsSpan(0, (int)Math.Min(left, block.Length));
            stream.ReadExactly(next);
            crc.Append(next);
        }

        return crc.GetCurrentHashAsUInt32();
    }

    private static byte[] Read(Stream stream, long place, int length)
    {
        var bytes = new byte[length];
        stream.Position = place;
        stream.ReadExactly(bytes);
        return bytes;
    }
}
