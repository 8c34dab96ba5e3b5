using System.Globalization;

namespace GenNet;

/// <summary>Labels that are written as texts.</summary>
internal static class LabelText
{
    /// <summary>The class of each text.</summary>
    /// <param name="texts">The different texts in the order of their first appearance, at least one.</param>
    /// <param name="classNames">The classes' names, or null for what the texts tell.</param>
    /// <param name="firstLabel">The lowest label where labels are numbers.</param>
    /// <param name="refusal">What is thrown where a text, told by its place, is not what was expected.</param>
    /// <returns>The class of each text, and the classes' names; null where labels are numbers.</returns>
    /// <remarks>
    /// Without names: integers where the first text is a number; False and True for 0 and 1; otherwise names, in ordinal order.
    /// </remarks>
    public static (int[] Classes, IReadOnlyList<string>? Names) ToClasses(
        IReadOnlyList<string> texts, IReadOnlyList<string>? classNames, int firstLabel, Func<int, string, Exception> refusal)
    {
        if (classNames is not null)
            return (Places(texts, classNames, refusal), classNames);
        if (IsNumber(texts[0], out _))
            return (Numbers(texts, firstLabel, refusal), null);
        if (texts.All(text => bool.TryParse(text, out _)))
            return ([.. texts.Select(text => bool.Parse(text) ? 1 : 0)], [bool.FalseString, bool.TrueString]);
        string[] names = [.. texts.Order(StringComparer.Ordinal)];
        return (Places(texts, names, refusal), names);
    }

    private static int[] Places(IReadOnlyList<string> texts, IReadOnlyList<string> names, Func<int, string, Exception> refusal)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < names.Count; i++)
            places.TryAdd(names[i], i);
        return Map(texts, text => places.TryGetValue(text, out int place)
            ? (place, "")
            : (-1, $"one of the class names {ShortList.Of(names)}"), refusal);
    }

    private static int[] Numbers(IReadOnlyList<string> texts, int firstLabel, Func<int, string, Exception> refusal) => Map(texts, text =>
    {
        if (IsNumber(text, out double number) && number == Math.Floor(number) && number >= firstLabel && number < int.MaxValue)
            return ((int)number - firstLabel, "");
        string hint = IsNumber(text, out number) && number != Math.Floor(number)
            ? $"{nameof(TableOptions.TargetColumns)} read numbers that are no classes"
            : $"{nameof(TableOptions.ClassNames)} = [...] read any texts";
        return (-1, $"a label, an integer from {firstLabel}; {hint}");
    }, refusal);

    private static int[] Map(
        IReadOnlyList<string> texts, Func<string, (int Label, string Expected)> toLabel, Func<int, string, Exception> refusal)
    {
        var classes = new int[texts.Count];
        for (int i = 0; i < classes.Length; i++)
        {
            (classes[i], string expected) = toLabel(texts[i]);
            if (classes[i] < 0)
                throw refusal(i, expected);
        }

        return classes;
    }

    // .NET passes over characters of code 0 behind a number.
    private static bool IsNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && !text.Contains('\0');
}
