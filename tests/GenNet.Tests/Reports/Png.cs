using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace GenNet.Tests.Reports;

/// <summary>Reads pictures of pages.</summary>
internal static class Png
{
    /// <summary>The width of a picture of 256 colours, and the colour of each pixel.</summary>
    public static (int Width, byte[] Pixels) Read(string address)
    {
        ReadOnlySpan<byte> bytes = Convert.FromBase64String(address["data:image/png;base64,".Length..]);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], bytes[..8].ToArray());
        bytes = bytes[8..];
        Dictionary<string, byte[]> chunks = [];
        while (!bytes.IsEmpty)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(bytes);
            Assert.Equal(Checksum(bytes.Slice(4, 4 + length)), BinaryPrimitives.ReadUInt32BigEndian(bytes[(8 + length)..]));
            chunks.Add(Encoding.ASCII.GetString(bytes.Slice(4, 4)), bytes.Slice(8, length).ToArray());
            bytes = bytes[(12 + length)..];
        }

        Assert.Equal(["IHDR", "PLTE", "tRNS", "IDAT", "IEND"], chunks.Keys);
        Assert.Equal([8, 3, 0, 0, 0], chunks["IHDR"][8..]);
        Assert.Equal(3 * 256, chunks["PLTE"].Length);
        int width = BinaryPrimitives.ReadInt32BigEndian(chunks["IHDR"]);
        int height = BinaryPrimitives.ReadInt32BigEndian(chunks["IHDR"].AsSpan(4));
        using var data = new MemoryStream();
        using (var compressed = new ZLibStream(new MemoryStream(chunks["IDAT"]), CompressionMode.Decompress))
            compressed.CopyTo(data);
        byte[][] rows = [.. data.ToArray().Chunk(width + 1)];
        Assert.Equal(height, rows.Length);
        Assert.All(rows, row => Assert.Equal(0, row[0]));
        return (width, [.. rows.SelectMany(row => row[1..])]);
    }

    /// <summary>CRC-32, bit by bit.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint checksum = uint.MaxValue;
        foreach (byte value in bytes)
        {
            checksum ^= value;
            for (int bit = 0; bit < 8; bit++)
                checksum = (checksum & 1) != 0 ? (checksum >> 1) ^ 0xEDB88320 : checksum >> 1;
        }

        return ~checksum;
    }
}
