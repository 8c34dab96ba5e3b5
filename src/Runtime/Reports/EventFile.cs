using System.Buffers.Binary;
using System.Numerics;
using GenNet.Protobuf;

namespace GenNet.Reports;

/// <summary>
/// TensorBoard's event files: records of TensorFlow, each an Event of tensorflow/core/util/event.proto, whose fields have these numbers.
/// </summary>
internal static class EventFile
{
    private const int WallTime = 1, Step = 2, FileVersion = 3, Summary = 5;

    /// <summary>Writes the event that every file begins with.</summary>
    public static void WriteVersion(Stream stream, DateTimeOffset time) =>
        WriteRecord(stream, Event(time).Add(FileVersion, "brain.Event:2"));

    /// <summary>Writes numbers of a step.</summary>
    public static void WriteScalars(Stream stream, DateTimeOffset time, long step, IEnumerable<(string Tag, double Value)> scalars)
    {
        const int value = 1, tag = 1, simpleValue = 2;
        WriteRecord(stream, Event(time).Add(Step, step).Add(Summary, new ProtobufMessage().Add(
            value, scalars.Select(scalar => new ProtobufMessage().Add(tag, scalar.Tag).Add(simpleValue, (float)scalar.Value)))));
    }

    private static ProtobufMessage Event(DateTimeOffset time) =>
        new ProtobufMessage().Add(WallTime, time.ToUnixTimeMilliseconds() / 1000.0);

    /// <summary>Writes a record: its length, 8 bytes, and their checksum; its bytes and theirs.</summary>
    private static void WriteRecord(Stream stream, ProtobufMessage message)
    {
        ReadOnlySpan<byte> bytes = message.Complete();
        byte[] record = new byte[bytes.Length + 16];
        BinaryPrimitives.WriteInt64LittleEndian(record, bytes.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), MaskedChecksum(record.AsSpan(0, 8)));
        bytes.CopyTo(record.AsSpan(12));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12 + bytes.Length), MaskedChecksum(bytes));
        stream.Write(record);
    }

    /// <summary>CRC-32C, turned by 15 bits and moved, as records have it, for a checksum of checksums would tell little.</summary>
    private static uint MaskedChecksum(ReadOnlySpan<byte> bytes)
    {
        uint checksum = uint.MaxValue;
        foreach (byte value in bytes)
            checksum = BitOperations.Crc32C(checksum, value);
        return BitOperations.RotateRight(~checksum, 15) + 0xA282EAD8;
    }
}
