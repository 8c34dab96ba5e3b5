namespace GenNet;

/// <summary>
/// Passes over structures in Thrift's compact protocol, in which Parquet writes its footer and the headers of its pages, and believes no
/// length that goes beyond the end.
/// </summary>
/// <remarks>Parquet.Net allocates what a length asks for, and follows structures within structures as deep as they go.</remarks>
internal sealed class ThriftScanner(Stream stream, long end)
{
    private const int MaximumDepth = 32;

    private enum Kind
    {
        Stop,
        True,
        False,
        Byte,
        Int16,
        Int32,
        Int64,
        Double,
        Binary,
        List,
        Set,
        Map,
        Struct,
    }

    /// <summary>Reads a structure.</summary>
    /// <returns>The integers in it, whose outer field is 0, and in structures right in it, by the numbers of their fields.</returns>
    /// <exception cref="InvalidDataException">It is malformed.</exception>
    public Dictionary<(int Outer, int Field), long> ReadStruct()
    {
        Dictionary<(int, int), long> integers = [];
        ReadStruct(0, 0, integers);
        return integers;
    }

    private void ReadStruct(int depth, int outer, Dictionary<(int, int), long> integers)
    {
        if (depth > MaximumDepth)
            throw new InvalidDataException($"structures stand more than {MaximumDepth} deep within each other");
        int field = 0;
        while (true)
        {
            int head = ReadByte();
            var kind = (Kind)(head & 15);
            if (kind == Kind.Stop)
                return;
            field = head >> 4 == 0 ? (int)ReadInteger() : field + (head >> 4);
            if (kind == Kind.Struct)
                ReadStruct(depth + 1, depth == 0 ? field : -1, integers);
            else if (kind is Kind.Int16 or Kind.Int32 or Kind.Int64)
                integers[(depth <= 1 ? outer : -1, field)] = ReadInteger();
            else if (kind is not (Kind.True or Kind.False)) // These are their own values.
                Skip(kind, depth);
        }
    }

    private void Skip(Kind kind, int depth)
    {
        switch (kind)
        {
            case Kind.True or Kind.False or Kind.Byte:
                Pass(1);
                break;
            case Kind.Int16 or Kind.Int32 or Kind.Int64:
                ReadVarInt();
                break;
            case Kind.Double:
                Pass(8);
                break;
            case Kind.Binary:
                Pass(ReadVarInt());
                break;
            case Kind.List or Kind.Set:
                int head = ReadByte();
                ulong count = head >> 4 == 15 ? ReadVarInt() : (ulong)(head >> 4);
                CheckLength(count); // An element takes a byte at least.
                for (ulong i = 0; i < count; i++)
                    Skip((Kind)(head & 15), depth);
                break;
            case Kind.Struct:
                ReadStruct(depth + 1, -1, []);
                break;
            default:
                throw new InvalidDataException($"a field is of the kind {(int)kind}, which Parquet does not have");
        }
    }

    private int ReadByte()
    {
        CheckLength(1);
        return stream.ReadByte();
    }

    private long ReadInteger()
    {
        ulong zigzag = ReadVarInt();
        return (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
    }

    private ulong ReadVarInt()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            int next = ReadByte();
            value |= (ulong)(next & 127) << shift;
            if (next < 128)
                return value;
        }

        throw new InvalidDataException("an integer has more than 64 bits");
    }

    private void Pass(ulong length)
    {
        CheckLength(length);
        stream.Position += (long)length;
    }

    private void CheckLength(ulong length)
    {
        long rest = end - stream.Position;
        if (rest < 0 || length > (ulong)rest)
            throw new InvalidDataException($"a length of {length} was found where {Math.Max(rest, 0)} bytes are left");
    }
}
