namespace GenNet;

/// <summary>Lists for messages, of which the first show what kind of things there are.</summary>
internal static class ShortList
{
    /// <summary><c>a, b, c, ...</c>, each cut where it is long; <c>none</c> of none.</summary>
    public static string Of(IEnumerable<string> texts)
    {
        const int most = 20;
        string[] some = [.. texts.Take(most + 1).Select(MessageText.Of)];
        return some.Length == 0 ? "none" : string.Join(", ", some.Take(most)) + (some.Length > most ? ", ..." : "");
    }
}
