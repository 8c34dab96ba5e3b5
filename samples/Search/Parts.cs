using GenNet;

/// <summary>The parts of a search that ran on machines which know nothing of each other.</summary>
internal static class Parts
{
    /// <summary>Copies what the parts have of a search's trials; of a trial that is there already, the later checkpoint stays.</summary>
    /// <param name="search">The whole search.</param>
    /// <param name="folders">The folders of the parts.</param>
    /// <param name="results">The folder of the whole search, which may be one of them.</param>
    /// <exception cref="InvalidDataException">A folder has nothing of this search.</exception>
    public static void Join(Search<Settings> search, IReadOnlyList<string> folders, string results)
    {
        string[] files = [.. search.Trials.Select(trial => trial.ComputeKey().Hash + ".safetensors")];
        foreach (string folder in folders)
        {
            string[] found = [.. files.Where(file => File.Exists(Path.Combine(folder, file)))];
            if (found.Length == 0)
            {
                throw new InvalidDataException(
                    $"'{folder}' {(Directory.Exists(folder) ? "has no trial of this search" : "is no folder")}. "
                    + "Parts are joined by the options that they were run with, but for --shard and --folder.");
            }

            foreach (string file in found)
                Copy(Path.Combine(folder, file), Path.Combine(results, file));
            Console.WriteLine($"{folder}: {found.Length} of the {files.Length} trials");
        }
    }

    private static void Copy(string source, string target)
    {
        if (File.GetLastWriteTimeUtc(source) <= File.GetLastWriteTimeUtc(target)) // That of no file is long ago.
            return;
        string temporary = $"{target}.{Path.GetRandomFileName()}.tmp"; // Whoever ends the program leaves no half of a checkpoint.
        File.Copy(source, temporary);
        File.Move(temporary, target, overwrite: true);
    }
}
