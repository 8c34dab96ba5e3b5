using System.Text;

namespace GenNet;

/// <summary>Files of data, plain or compressed.</summary>
internal static class DataFile
{
    /// <summary>Opens a file to be read from its start to its end; one that begins as gzip does (1F 8B) is decompressed.</summary>
    /// <exception cref="InvalidDataException">It begins as files of another kind do.</exception>
    public static Stream Open(string path)
    {
        FileStream file = File.OpenRead(path);
        var start = new byte[4];
        file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (start.AsSpan().SequenceEqual("PK\u0003\u0004"u8) || start.AsSpan().SequenceEqual("PAR1"u8))
        {
            file.Dispose();
            throw new InvalidDataException(start[1] == 'K'
                ? $"'{path}': it is a zip archive, as .xlsx and .npz are: save it as CSV, unpack it, or FromNpz reads it."
                : $"'{path}': it is a Parquet file, which FromParquet of the package GenNet.Parquet reads.");
        }

        return start is [0x1F, 0x8B, ..] ? new GZipFileStream(file) : file;
    }

    /// <summary>An exception that names the first line that an encoding has no characters for.</summary>
    public static InvalidDataException Undecodable(string path, Encoding encoding, DecoderFallbackException exception)
    {
        using var reader = new StreamReader(Open(path), Encoding.Latin1, detectEncodingFromByteOrderMarks: false);
        int number = 0;
        string? line;
        do
        {
            number++;
            line = reader.ReadLine();
        }
        while (line is not null && IsDecodable(line));

        return new(
            $"'{path}', line {number}: it is no text in {encoding.WebName}; in Latin-1 it would be "
            + $"'{MessageText.Of(line ?? "")}', which "
            + $"{nameof(CsvDataOptions.Encoding)} = {nameof(Encoding)}.{nameof(Encoding.Latin1)} reads.",
            exception);

        bool IsDecodable(string latin1)
        {
            try
            {
                encoding.GetCharCount(Encoding.Latin1.GetBytes(latin1));
                return true;
            }
            catch (DecoderFallbackException)
            {
                return false;
            }
        }
    }
}
