namespace GenNet;

/// <summary>Writes files so that whatever happens to the process there is the old file or the new one whole.</summary>
internal static class AtomicFile
{
    /// <summary>
    /// Writes to a file beside the one meant, whose name ends in .tmp, and then renames it. Of several writers each has a file of its own.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes its content.</param>
    /// <param name="outlivesPowerFailure">
    /// Whether the file is brought to the disk before it is renamed, which takes milliseconds. Without that a machine that loses power can
    /// leave an empty file.
    /// </param>
    /// <exception cref="DirectoryNotFoundException">The folder of the file does not exist.</exception>
    public static void Write(string path, Action<Stream> write, bool outlivesPowerFailure = true)
    {
        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"'{path}' is to be written in the folder '{folder}', which does not exist.");
        string temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None);
        try
        {
            using (file)
            {
                write(file);
                file.Flush(outlivesPowerFailure);
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
