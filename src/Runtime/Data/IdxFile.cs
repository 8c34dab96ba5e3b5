using System.Buffers.Binary;
using System.Numerics;

namespace GenNet;

/// <summary>
/// An IDX file (http://yann.lecun.com/exdb/mnist, "the IDX file format"), whose header has been read: two zero bytes, the type,
/// the number of dimensions, each dimension as four bytes; then the values; all of it big-endian.
/// </summary>
internal sealed class IdxFile : IDisposable
{
    private const int ChunkLength = 1 << 15;

    private readonly string _path;
    private readonly Stream _stream;
    private readonly int _valueCount = 1;
    private readonly int _valueSize;

    /// <summary>Opens a file, compressed or not, and reads its header.</summary>
    /// <exception cref="InvalidDataException">The header is malformed or cut short, or a dimension is below 1.</exception>
    public IdxFile(string path)
    {
        _path = path;
        _stream = DataFile.Open(path);
        try
        {
            Span<byte> start = stackalloc byte[4];
            if (Fill(start) < 4 || start[0] != 0 || start[1] != 0)
                throw Invalid("it does not start as an IDX file does: two zero bytes, the type, the number of dimensions");
            Type = (IdxType)start[2];
            _valueSize = Type switch
            {
                IdxType.UnsignedByte or IdxType.SignedByte => 1,
                IdxType.Int16 => 2,
                IdxType.Int32 or IdxType.Single => 4,
                IdxType.Double => 8,
                _ => throw Invalid($"its type is 0x{start[2]:X2}; the types known are 08, 09, 0B, 0C, 0D and 0E"),
            };

            var dimensions = new int[start[3]];
            if (dimensions.Length == 0)
                throw Invalid("it has 0 dimensions; at least 1 is needed");
            Span<byte> dimension = stackalloc byte[4];
            for (int i = 0; i < dimensions.Length; i++)
            {
                if (Fill(dimension) < 4)
                    throw Invalid($"it ends within the header, which announces {dimensions.Length} dimensions");
                dimensions[i] = BinaryPrimitives.ReadInt32BigEndian(dimension);
                if (dimensions[i] < 1)
                    throw Invalid($"dimension {i} is {dimensions[i]}; at least 1 is needed");
                long product = (long)_valueCount * dimensions[i];
                if (product > Array.MaxLength)
                    throw Invalid($"its dimensions announce over {Array.MaxLength} values, more than an array holds");
                _valueCount = (int)product;
            }

            Dimensions = dimensions;
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    /// <summary>The type of the values.</summary>
    public IdxType Type { get; }

    /// <summary>The dimensions, at least one, each at least 1; their product is at most <see cref="Array.MaxLength"/>.</summary>
    public IReadOnlyList<int> Dimensions { get; }

    /// <summary>Reads all the values. Memory grows with what the file really holds, not with what its header announces.</summary>
    /// <exception cref="InvalidDataException">The file holds fewer values than it announces, or more.</exception>
    public T[] ReadValues<T>()
        where T : INumber<T>
    {
        var values = new T[Math.Min(_valueCount, ChunkLength)];
        byte[] chunk = new byte[values.Length * _valueSize];
        for (int done = 0; done < _valueCount;)
        {
            int length = Math.Min(ChunkLength, _valueCount - done);
            int read = Fill(chunk.AsSpan(0, length * _valueSize));
            if (read < length * _valueSize)
            {
                throw Invalid(
                    $"it ends after {(long)done * _valueSize + read} bytes of values; "
                    + $"its header announces {(long)_valueCount * _valueSize}");
            }

            if (done + length > values.Length)
                Array.Resize(ref values, (int)Math.Min(_valueCount, 2L * values.Length));
            Convert(chunk, values.AsSpan(done, length));
            done += length;
        }

        if (Fill(chunk.AsSpan(0, 1)) != 0)
            throw Invalid($"it goes on after the {(long)_valueCount * _valueSize} bytes of values that its header announces");
        return values;
    }

    /// <summary>An exception that names the file.</summary>
    public InvalidDataException Invalid(string reason) => new($"'{_path}': {reason}.");

    public void Dispose() => _stream.Dispose();

    private int Fill(Span<byte> buffer) => _stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);

    private void Convert<T>(ReadOnlySpan<byte> bytes, Span<T> values)
        where T : INumber<T>
    {
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> value = bytes.Slice(i * _valueSize, _valueSize);
            values[i] = Type switch
            {
                IdxType.UnsignedByte => T.CreateTruncating(value[0]),
                IdxType.SignedByte => T.CreateTruncating((sbyte)value[0]),
                IdxType.Int16 => T.CreateTruncating(BinaryPrimitives.ReadInt16BigEndian(value)),
                IdxType.Int32 => T.CreateTruncating(BinaryPrimitives.ReadInt32BigEndian(value)),
                IdxType.Single => T.CreateTruncating(BinaryPrimitives.ReadSingleBigEndian(value)),
                _ => T.CreateTruncating(BinaryPrimitives.ReadDoubleBigEndian(value)),
            };
        }
    }
}
