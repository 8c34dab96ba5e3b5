using System.Buffers.Binary;
using System.IO.Compression;

namespace GenNet.Reports;

/// <summary>Small pictures for a page, as PNG (RFC 2083) of 256 colours.</summary>
internal static class PngImage
{
    /// <summary>The colour that lets the page through.</summary>
    public const byte Transparent = 0;

    /// <summary>From black to white, from 1 to 255.</summary>
    public static byte[] Greys { get; } = [.. Enumerable.Range(0, 256).SelectMany(i => new[] { (byte)i, (byte)i, (byte)i })];

    /// <summary>Blue for 1, white for 128, orange for 255: numbers below and above zero.</summary>
    public static byte[] Signs { get; } = [.. Enumerable.Range(0, 256).SelectMany(i => i < 128
        ? new[] { Mixed(33, i / 128.0), Mixed(102, i / 128.0), Mixed(172, i / 128.0) }
        : [Mixed(200, (255 - i) / 127.0), Mixed(80, (255 - i) / 127.0), Mixed(0, (255 - i) / 127.0)])];

    /// <summary>The address of a picture that stands in the page itself.</summary>
    /// <param name="width">Its pixels from left to right.</param>
    /// <param name="pixels">Row by row, the number of each pixel's colour.</param>
    /// <param name="colours">256 colours of three bytes: red, green, blue.</param>
    public static string DataAddress(int width, byte[] pixels, byte[] colours)
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n']);

        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), pixels.Length / width);
        (header[8], header[9]) = (8, 3); // 8 bits, colours of the palette.
        WriteChunk(png, "IHDR"u8, header);
        WriteChunk(png, "PLTE"u8, colours);
        WriteChunk(png, "tRNS"u8, [0]); // How opaque the first colours are.

        using var data = new MemoryStream();
        using (var compressed = new ZLibStream(data, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (byte[] row in pixels.Chunk(width))
            {
                compressed.WriteByte(0); // No filter.
                compressed.Write(row);
            }
        }

        WriteChunk(png, "IDAT"u8, data.ToArray());
        WriteChunk(png, "IEND"u8, []);
        return $"data:image/png;base64,{Convert.ToBase64String(png.ToArray())}";
    }

    private static byte Mixed(byte colour, double white) => (byte)Math.Round(colour + (255 - colour) * white);

    private static void WriteChunk(Stream png, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> content)
    {
        byte[] chunk = new byte[content.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        kind.CopyTo(chunk.AsSpan(4));
        content.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(content.Length + 8), Checksum(chunk.AsSpan(4, content.Length + 4)));
        png.Write(chunk);
    }

    /// <summary>CRC-32.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint checksum = uint.MaxValue;
        foreach (byte value in bytes)
        {
            checksum ^= value;
            for (int bit = 0; bit < 8; bit++)
                checksum = (checksum >> 1) ^ (0xEDB88320 & (0 - (checksum & 1)));
        }

        return ~checksum;
    }
}
