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
}
