using System.Text;
using GenNet.Reports;

namespace GenNet;

/// <summary>What a search leaves for who was not there: a page to look at.</summary>
public static class SearchResultExtensions
{
    /// <summary>
    /// Saves a page about the search: curves of the best settings, the score over each hyperparameter, the ranking, all trials with the
    /// hashes of their parameters, and failed ones with their messages. It is one file, which loads nothing and runs no script, and the
    /// same search makes the same bytes.
    /// </summary>
    /// <param name="result">The search.</param>
    /// <param name="path">The file, in a folder that exists; it is replaced if there is one.</param>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">The file cannot be written; if there was one, it is as it was.</exception>
    public static void SaveHtml<TSettings>(this SearchResult<TSettings> result, string path)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentException.ThrowIfNullOrEmpty(path);
        string page = new SearchPage<TSettings>(result).Write();
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(page)));
    }
}
