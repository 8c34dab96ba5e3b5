namespace GenNet;

/// <summary>Writes files so that whatever happens, even to the machine, there is the old file or the new one whole.</summary>
internal static class AtomicFile
{
    /// <summary>Writes to a file beside the one meant, path + ".tmp", has it brought to the disk and then renames it.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder of the file does not exist.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"'{path}' is to be written in the folder '{folder}', which does not exist.");
        string temporary = path + ".tmp";
        var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None);
        try
        {
            using (file)
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
