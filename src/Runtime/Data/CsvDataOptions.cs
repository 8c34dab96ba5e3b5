namespace GenNet;

/// <summary>
/// How a CSV file is read. Numbers are written as in C# (invariant culture), fields may be quoted, blank lines are passed over.
/// </summary>
public sealed class CsvDataOptions
{
    /// <summary>What stands between fields; not a quote and not a line end.</summary>
    public char Delimiter
    {
        get;
        init
        {
            if (value is '"' or '\r' or '\n')
                throw new ArgumentException("A quote or a line end was given; neither can stand between fields.", nameof(Delimiter));
            field = value;
        }
    } = ',';

    /// <summary>How many lines at the start are no data and no header.</summary>
    public int SkipLines
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(SkipLines));
            field = value;
        }
    }

    /// <summary>Whether a line with the columns' names comes before the data.</summary>
    public bool HasHeader { get; init; }

    /// <summary>The columns that are features, in the order wanted; null for all that are neither target nor label.</summary>
    public IReadOnlyList<CsvColumn>? FeatureColumns { get; init; }

    /// <summary>The columns that are targets. Either these are needed or <see cref="LabelColumn"/>.</summary>
    public IReadOnlyList<CsvColumn>? TargetColumns { get; init; }

    /// <summary>The column that is the label: an integer from 0, or one of the <see cref="ClassNames"/>.</summary>
    public CsvColumn? LabelColumn { get; init; }

    /// <summary>The texts of the label column in the order of the classes' numbers; null when it holds the numbers.</summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>The lowest label, at least 0, where labels are numbers: 1 for classes that are counted from 1.</summary>
    public int FirstLabel
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(FirstLabel));
            field = value;
        }
    }
}
