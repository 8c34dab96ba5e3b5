using System.Buffers.Binary;
using System.IO.Compression;

namespace GenNet;

/// <summary>
/// Decompresses a file. <see cref="GZipStream"/> takes the end of a file that was cut short for the end of the data; this compares
/// the number of bytes with the one that the last four bytes of a gzip file announce (RFC 1952, ISIZE).
/// </summary>
internal sealed class GZipFileStream : Stream
{
    private readonly string _path;
    private readonly GZipStream _content;
    private readonly uint _announcedLength;
    private long _length;

    /// <summary>Takes the file as its own.</summary>
    public GZipFileStream(FileStream file)
    {
        _path = file.Name;
        Span<byte> trailer = stackalloc byte[4];
        file.Position = Math.Max(0, file.Length - 4);
        file.ReadAtLeast(trailer, 4, throwOnEndOfStream: false);
        _announcedLength = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        file.Position = 0;
        _content = new GZipStream(file, CompressionMode.Decompress);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads on.</summary>
    /// <exception cref="InvalidDataException">The file is spoiled, cut short, or several gzip files in one.</exception>
    public override int Read(Span<byte> buffer)
    {
        int count;
        try
        {
            count = _content.Read(buffer);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"'{_path}': it cannot be decompressed: {exception.Message}", exception);
        }

        _length += count;
        if (count == 0 && !buffer.IsEmpty && (uint)_length != _announcedLength)
        {
            throw new InvalidDataException(
                $"'{_path}': it decompresses to {_length} bytes where its end announces {_announcedLength}: "
                + "it was cut short, or it is several gzip files in one.");
        }

        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _content.Dispose();
        base.Dispose(disposing);
    }
}
