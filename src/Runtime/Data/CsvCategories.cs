using System.Runtime.InteropServices;

namespace GenNet;

/// <summary>The texts of a column, numbered in the order of their first appearance.</summary>
internal sealed class CsvCategories
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private readonly List<int> values = [];

    public CsvCategories() => lookup = numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What the column holds in a sample whose value is missing.</summary>
    public const int Missing = -1;

    /// <summary>The texts found, in the order of their numbers.</summary>
    public List<string> Names { get; } = [];

    /// <summary>The line in which each was found first.</summary>
    public List<int> Lines { get; } = [];

    /// <summary>The number of each sample's text.</summary>
    public ReadOnlySpan<int> Values => CollectionsMarshal.AsSpan(values);

    public void Add(ReadOnlySpan<char> text, int line)
    {
        if (!lookup.TryGetValue(text, out int number))
        {
            number = Names.Count;
            Names.Add(text.ToString());
            Lines.Add(line);
            numbers.Add(Names[number], number);
        }

        values.Add(number);
    }

    public void AddMissing() => values.Add(Missing);

    public void RemoveLast() => values.RemoveAt(values.Count - 1);
}
