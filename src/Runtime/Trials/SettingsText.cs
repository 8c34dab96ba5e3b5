namespace GenNet;

/// <summary>
/// The hyperparameters that the text of settings tells, such as <c>Settings { Architecture = deep, LearningRate = 0.01 }</c>.
/// </summary>
internal static class SettingsText
{
    /// <summary>The names and values, in their order; the whole text as one value where it is not that of a record.</summary>
    public static IReadOnlyList<(string Name, string Value)> Parse(string text)
    {
        int open = text.IndexOf(" { ", StringComparison.Ordinal);
        if (open < 0 || !text.EndsWith(" }", StringComparison.Ordinal) || open + 3 > text.Length - 2)
            return [("settings", text)];
        (string Name, string Value)[] parts = [.. Split(text[(open + 3)..^2]).Select(Pair)];
        return parts.All(part => part.Name.Length > 0) ? parts : [("settings", text)];

        static (string Name, string Value) Pair(string part) =>
            part.Split(" = ", 2) is [var name, var value] ? (name, value) : ("", part);
    }

    /// <summary>At commas that no record or list within encloses.</summary>
    private static IEnumerable<string> Split(string text)
    {
        int depth = 0, start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] is '{' or '[' or '(' ? 1 : text[i] is '}' or ']' or ')' ? -1 : 0;
            if (depth == 0 && text.AsSpan(i).StartsWith(", "))
            {
                yield return text[start..i];
                start = i + 2;
            }
        }

        yield return text[start..];
    }
}
