using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace GenNet;

/// <summary>
/// An array as NumPy's <c>save</c> writes it (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html): 6 bytes that say
/// so, the version, the header's length, a header with type, order and shape, then the values.
/// </summary>
internal sealed partial class NpyFile
{
    // Values are read in blocks, so that memory grows with what the file really holds.
    private const int BlockLength = 1 << 16;

    private readonly Stream _stream;
    private readonly string _source;
    private readonly char _kind;
    private readonly int _valueSize;
    private readonly bool _isBigEndian;
    private readonly bool _isColumnMajor;
    private readonly int _count = 1;

    /// <summary>Reads the header.</summary>
    /// <param name="stream">The file, from its start; whoever opened it closes it.</param>
    /// <param name="source">What it is called in messages.</param>
    /// <exception cref="InvalidDataException">The header is malformed, or of a type or size that is not read.</exception>
    public NpyFile(Stream stream, string source)
    {
        _stream = stream;
        _source = source;
        byte[] start = Read(8);
        if (start[0] != 0x93 || !start.AsSpan(1, 5).SequenceEqual("NUMPY"u8))
            throw Invalid("it does not start as NumPy's files do");
        int length = start[6] == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(Read(2))
            : BinaryPrimitives.ReadInt32LittleEndian(Read(4));
        if (start[6] is < 1 or > 3 || length is < 0 or > 1 << 20)
            throw Invalid($"its version is {start[6]} and its header's length {length}; versions 1 to 3 are read");
        string header = Encoding.UTF8.GetString(Read(length));
        Match type = TypePattern().Match(header), order = OrderPattern().Match(header), shape = ShapePattern().Match(header);
        if (!type.Success || !order.Success || !shape.Success)
            throw Invalid($"its header is {header.Trim()}; one array of numbers with its 'descr', 'fortran_order' and 'shape' is read");
        _isBigEndian = type.Groups["order"].Value == ">";
        _kind = type.Groups["kind"].Value[0];
        _valueSize = int.Parse(type.Groups["size"].Value, CultureInfo.InvariantCulture);
        if ((_kind, _valueSize) is not (('f', 2 or 4 or 8) or ('i' or 'u', 1 or 2 or 4 or 8) or ('b', 1)))
            throw Invalid($"its type is {type.Groups["type"].Value}; floats, integers and booleans are read");
        _isColumnMajor = order.Groups["isFortran"].Value == "True";
        Shape = [.. shape.Groups["sizes"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(size => int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
                ? number
                : throw Invalid($"its shape is ({shape.Groups["sizes"].Value}); sizes of at least 1 are needed"))];
        if (Shape.Length == 0)
            throw Invalid("it is a single number; an array is needed");
        foreach (int size in Shape)
        {
            if ((long)_count * size > Array.MaxLength)
                throw Invalid($"it announces over {Array.MaxLength} values, more than an array holds");
            _count *= size;
        }
    }

    /// <summary>The sizes of the dimensions, at least one, each at least 1.</summary>
    public int[] Shape { get; }

    public bool IsOfIntegers => _kind != 'f';

    /// <summary>Reads all values, row-major.</summary>
    /// <exception cref="InvalidDataException">There are fewer values than the header announces, or more.</exception>
    public T[] ReadValues<T>() where T : INumber<T>
    {
        var values = new List<T>();
        for (int done = 0; done < _count;)
        {
            int length = Math.Min(BlockLength, _count - done);
            ReadOnlySpan<byte> block = Read(length * _valueSize);
            for (int i = 0; i < length; i++)
                values.Add(Convert<T>(block.Slice(i * _valueSize, _valueSize)));
            done += length;
        }

        if (_stream.ReadByte() >= 0)
            throw Invalid("it goes on after the values that its header announces");
        return _isColumnMajor ? ToRowMajor(values) : [.. values];
    }

    /// <summary>An exception that names the file.</summary>
    public InvalidDataException Invalid(string reason) => new($"{_source}: {reason}.");

    private T Convert<T>(ReadOnlySpan<byte> bytes) where T : INumber<T>
    {
        ulong bits = 0;
        for (int i = 0; i < _valueSize; i++)
            bits |= (ulong)bytes[_isBigEndian ? _valueSize - 1 - i : i] << (8 * i);
        return (_kind, _valueSize) switch
        {
            ('f', 2) => T.CreateTruncating(BitConverter.UInt16BitsToHalf((ushort)bits)),
            ('f', 4) => T.CreateTruncating(BitConverter.UInt32BitsToSingle((uint)bits)),
            ('f', _) => T.CreateTruncating(BitConverter.UInt64BitsToDouble(bits)),
            ('i', 1) => T.CreateSaturating((sbyte)bits),
            ('i', 2) => T.CreateSaturating((short)bits),
            ('i', 4) => T.CreateSaturating((int)bits),
            ('i', _) => T.CreateSaturating((long)bits),
            ('b', _) => bits == 0 ? T.Zero : T.One,
            _ => T.CreateSaturating(bits),
        };
    }

    /// <summary>From the first index fastest to the last index fastest.</summary>
    private T[] ToRowMajor<T>(List<T> values)
    {
        var rows = new T[_count];
        var index = new int[Shape.Length];
        foreach (T value in values)
        {
            int place = 0;
            for (int i = 0; i < index.Length; i++)
                place = place * Shape[i] + index[i];
            rows[place] = value;
            for (int i = 0; i < index.Length && ++index[i] == Shape[i]; i++)
                index[i] = 0;
        }

        return rows;
    }

    private byte[] Read(int length)
    {
        var bytes = new byte[length];
        try
        {
            return _stream.ReadAtLeast(bytes, length, throwOnEndOfStream: false) == length ? bytes : throw new EndOfStreamException();
        }
        catch (EndOfStreamException)
        {
            throw Invalid("it ends too early");
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException(Invalid("it cannot be decompressed").Message, exception);
        }
    }

    [GeneratedRegex("'descr': *'(?<type>(?<order>[<>|=])(?<kind>[a-zA-Z])(?<size>[0-9]{1,3}))'")]
    private static partial Regex TypePattern();

    [GeneratedRegex("'fortran_order': *(?<isFortran>True|False)")]
    private static partial Regex OrderPattern();

    [GeneratedRegex(@"'shape': *\((?<sizes>[0-9, ]*)\)")]
    private static partial Regex ShapePattern();
}
