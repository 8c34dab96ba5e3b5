using System.Runtime.InteropServices;

namespace GenNet;

/// <summary>The texts of a column, numbered in the order of their first appearance.</summary>
internal sealed class TableCategories
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<int> _values = [];

    public TableCategories() => _lookup = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What the column holds in a sample whose value is missing.</summary>
    public const int Missing = -1;

    /// <summary>The texts found, in the order of their numbers.</summary>
    public List<string> Names { get; } = [];

    /// <summary>The row in which each was found first.</summary>
    public List<int> Rows { get; } = [];

    /// <summary>The number of each sample's text.</summary>
    public ReadOnlySpan<int> Values => CollectionsMarshal.AsSpan(_values);

    public void Add(ReadOnlySpan<char> text, int row)
    {
        if (!_lookup.TryGetValue(text, out int number))
        {
            number = Names.Count;
            Names.Add(text.ToString());
            Rows.Add(row);
            _numbers.Add(Names[number], number);
        }

        _values.Add(number);
    }

    public void AddMissing() => _values.Add(Missing);

    public void RemoveLast() => _values.RemoveAt(_values.Count - 1);
}
