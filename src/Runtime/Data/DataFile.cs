using System.Text;

namespace GenNet;

/// <summary>Files of data, plain or compressed.</summary>
internal static class DataFile
{
    /// <summary>Opens a file to be read from its start to its end; one that begins as gzip does (1F 8B) is decompressed.</summary>
    public static Stream Open(string path)
    {
        FileStream file = File.OpenRead(path);
        bool compressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return compressed ? new GZipFileStream(file) : file;
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
            $"'{path}', line {number}: it is no text in {encoding.WebName}; in Latin-1 it would be '{line}', which "
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
