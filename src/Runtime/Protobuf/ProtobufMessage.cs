using System.Numerics;
using System.Runtime.CompilerServices;
using Google.Protobuf;

namespace GenNet.Protobuf;

/// <summary>A message of a protocol buffer; fields are given by their numbers in the schema.</summary>
/// <remarks>
/// The classes that protoc makes of the schema bring descriptors and JSON along, which trimming warns of; a writer needs neither.
/// </remarks>
internal sealed class ProtobufMessage
{
    private readonly MemoryStream _bytes = new();
    private readonly CodedOutputStream _writer;

    public ProtobufMessage() => _writer = new(_bytes, leaveOpen: true);

    public ProtobufMessage Add(int field, long value)
    {
        _writer.WriteTag(field, WireFormat.WireType.Varint);
        _writer.WriteInt64(value);
        return this;
    }

    public ProtobufMessage Add(int field, float value)
    {
        _writer.WriteTag(field, WireFormat.WireType.Fixed32);
        _writer.WriteFloat(value);
        return this;
    }

    public ProtobufMessage Add(int field, double value)
    {
        _writer.WriteTag(field, WireFormat.WireType.Fixed64);
        _writer.WriteDouble(value);
        return this;
    }

    public ProtobufMessage Add(int field, string value)
    {
        _writer.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _writer.WriteString(value);
        return this;
    }

    public ProtobufMessage Add(int field, ProtobufMessage value)
    {
        ReadOnlySpan<byte> bytes = value.Complete();
        _writer.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _writer.WriteLength(bytes.Length);
        _writer.Flush();
        _bytes.Write(bytes);
        return this;
    }

    public ProtobufMessage Add(int field, IEnumerable<ProtobufMessage> values)
    {
        foreach (ProtobufMessage value in values)
            Add(field, value);
        return this;
    }

    /// <summary>Adds numbers as a packed field.</summary>
    public ProtobufMessage Add<T>(int field, ReadOnlySpan<T> values) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        _writer.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _writer.WriteLength(values.Length * Unsafe.SizeOf<T>());
        foreach (T value in values)
        {
            if (typeof(T) == typeof(float))
                _writer.WriteFloat(float.CreateTruncating(value));
            else
                _writer.WriteDouble(double.CreateTruncating(value));
        }

        return this;
    }

    public ReadOnlySpan<byte> Complete()
    {
        _writer.Flush();
        return _bytes.GetBuffer().AsSpan(0, (int)_bytes.Length);
    }
}
