using System.Runtime.CompilerServices;

namespace GenNet.Generator.Tests;

/// <summary>Compares text with a <c>*.verified.*</c> file in the folder Snapshots, in Verify's naming convention.</summary>
internal static class Snapshot
{
    /// <summary>Fails where the text is not the verified one, and leaves it in a <c>*.received.*</c> file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The file's name after <c>Class.Method#</c>: <c>XorNet.g.cs</c>.</param>
    public static void Verify(string text, string name, [CallerFilePath] string testPath = "", [CallerMemberName] string method = "")
    {
        string folder = Path.Combine(Path.GetDirectoryName(testPath)!, "Snapshots"), test = Path.GetFileNameWithoutExtension(testPath);
        string stem = Path.Combine(folder, $"{test}.{method}#{Path.GetFileNameWithoutExtension(name)}");
        string verified = stem + ".verified" + Path.GetExtension(name), received = stem + ".received" + Path.GetExtension(name);
        if (Environment.GetEnvironmentVariable("GENNET_ACCEPT") == "1")
            File.WriteAllText(verified, text);

        if (File.Exists(verified) && File.ReadAllText(verified) == text)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail($"""
            The text differs from {verified}.
            If the new one is right, accept it: run the tests with the environment variable GENNET_ACCEPT=1, or
            mv '{received}' '{verified}'
            """);
    }
}
