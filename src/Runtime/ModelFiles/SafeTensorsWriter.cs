using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using GenNet.SafeTensors;

namespace GenNet;

/// <summary>Writes safetensors files, whose bytes depend on what they hold alone.</summary>
internal static class SafeTensorsWriter
{
    // Data start on a multiple of this; the header is padded with spaces.
    private const int Alignment = 8;

    private const int BlockLength = 1 << 16;

    /// <summary>Writes tensors of floats or doubles one after the other.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tensors">The tensors with their numbers.</param>
    /// <param name="metadata">What the file says about itself.</param>
    public static void Write<T>(
        Stream stream, IReadOnlyCollection<TensorData<T>> tensors, IEnumerable<KeyValuePair<string, string>> metadata)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TensorType type = typeof(T) == typeof(float) ? TensorType.F32 : TensorType.F64;
        ReadOnlySpan<byte> header = Header(tensors.Select(tensor => tensor.Tensor), metadata, type);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (TensorData<T> tensor in tensors)
            WriteNumbers<T>(stream, tensor.Numbers.Span);
    }

    private static ReadOnlySpan<byte> Header(
        IEnumerable<TensorDescription> tensors, IEnumerable<KeyValuePair<string, string>> metadata, TensorType type)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartObject(SafeTensorsHeader.MetadataName);
            foreach ((string key, string value) in metadata)
                json.WriteString(key, value);
            json.WriteEndObject();
            long start = 0;
            foreach (TensorDescription tensor in tensors)
            {
                long end = start + (long)tensor.Length * type.Size();
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", type.ToString());
                WriteNumbers(json, "shape", tensor.Shape.Select(size => (long)size));
                WriteNumbers(json, "data_offsets", [start, end]);
                json.WriteEndObject();
                start = end;
            }

            json.WriteEndObject();
        }

        int padding = (Alignment - text.WrittenCount % Alignment) % Alignment;
        text.GetSpan(padding)[..padding].Fill((byte)' ');
        text.Advance(padding);
        return text.WrittenSpan;
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static void WriteNumbers<T>(Stream stream, ReadOnlySpan<T> numbers) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var block = new byte[Math.Min(BlockLength, numbers.Length * Unsafe.SizeOf<T>())];
        int filled = 0;
        foreach (T number in numbers)
        {
            if (number is float single)
                BinaryPrimitives.WriteSingleLittleEndian(block.AsSpan(filled), single);
            else
                BinaryPrimitives.WriteDoubleLittleEndian(block.AsSpan(filled), double.CreateTruncating(number));
            filled += Unsafe.SizeOf<T>();
            if (filled == block.Length)
            {
                stream.Write(block);
                filled = 0;
            }
        }

        stream.Write(block, 0, filled);
    }
}
