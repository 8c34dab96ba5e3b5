using System.Numerics;

namespace GenNet;

/// <summary>A column of features as it is read, sample after sample.</summary>
/// <param name="column">Its place.</param>
/// <param name="categories">Where its texts go; null where it holds numbers.</param>
/// <param name="isOneHot">Whether each category becomes a feature.</param>
internal sealed class TableFeature<T>(int column, TableCategories? categories, bool isOneHot)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public int Column => column;

    public TableCategories? Categories => categories;

    public bool IsOneHot => isOneHot;

    public List<T> Numbers { get; } = [];

    public int Count => categories?.Values.Length ?? Numbers.Count;

    public void RemoveLast()
    {
        if (categories is not null)
            categories.RemoveLast();
        else
            Numbers.RemoveAt(Numbers.Count - 1);
    }

    /// <summary>How many features it becomes.</summary>
    public int WidthOf(string[]? names) => isOneHot ? names!.Length : 1;

    /// <summary>The features of all columns, row-major, and how many a sample has.</summary>
    /// <param name="features">The columns.</param>
    /// <param name="names">Their categories in the order of their numbers; null for a column of numbers.</param>
    public static (T[] Rows, int Width) Join(TableFeature<T>[] features, string[]?[] names)
    {
        int[] widths = [.. features.Zip(names, (feature, categories) => feature.WidthOf(categories))];
        int width = widths.Sum(), first = 0;
        var rows = new T[features[0].Count * width];
        for (int i = 0; i < features.Length; first += widths[i++])
            features[i].CopyTo(rows, first, width, names[i]);
        return (rows, width);
    }

    private void CopyTo(T[] rows, int first, int width, string[]? names)
    {
        int place = first;
        if (categories is null)
        {
            foreach (T number in Numbers)
            {
                rows[place] = number;
                place += width;
            }

            return;
        }

        int[] numbers = [.. categories.Names.Select(name => Array.IndexOf(names!, name))];
        foreach (int value in categories.Values)
        {
            if (!isOneHot)
                rows[place] = value == TableCategories.Missing ? T.NaN : T.CreateChecked(numbers[value]);
            else if (value != TableCategories.Missing)
                rows[place + numbers[value]] = T.One;
            place += width;
        }
    }
}
