namespace GenNet;

/// <summary>Lists for messages, of which the first show what kind of things there are.</summary>
internal static class ShortList
{
    /// <summary>a, b, c, ...</summary>
    public static string Of(IEnumerable<string> texts)
    {
        const int most = 20;
        string[] some = [.. texts.Take(most + 1)];
        return string.Join(", ", some.Take(most)) + (some.Length > most ? ", ..." : "");
    }
}
