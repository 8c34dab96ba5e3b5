using System.Globalization;

namespace GenNet;

/// <summary>Which columns of a table are what, and how what they hold is read.</summary>
public class TableOptions
{
    /// <summary>
    /// How texts write numbers: 2.6 in the invariant culture, which is the default, 2,6 in German and many others. Where a program has the
    /// invariant culture alone, a copy of it with another <see cref="NumberFormatInfo.NumberDecimalSeparator"/> serves.
    /// </summary>
    public CultureInfo Culture
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Culture));
            field = value;
        }
    } = CultureInfo.InvariantCulture;

    /// <summary>Whether digits may stand in groups of three, as in 1,200,000 where the culture is the invariant one.</summary>
    public bool AllowThousands { get; init; }

    /// <summary>
    /// The columns that are features, in the order wanted; null for all that are neither target nor label. They hold numbers, or True and
    /// False for 1 and 0, unless they hold categories.
    /// </summary>
    public IReadOnlyList<DatasetColumn>? FeatureColumns { get; init; }

    /// <summary>
    /// The features that are categories, each of which becomes as many features as there are: 1 for the sample's own, 0 for the others.
    /// </summary>
    public IReadOnlyList<DatasetColumn> OneHotColumns { get; init; } = [];

    /// <summary>The features that are categories, each of which becomes the category's number from 0.</summary>
    public IReadOnlyList<DatasetColumn> CategoryColumns { get; init; } = [];

    /// <summary>
    /// The categories of columns in the order of their numbers, by the column's name, or its place where columns have no names. Those of a
    /// column that is not in here are the texts found in the file, in ordinal order. So that a second file has the features of the first,
    /// give it the first one's <see cref="Dataset{T}.Categories"/>.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Categories { get; init; }

    /// <summary>The columns that are targets. Either these are needed or <see cref="LabelColumn"/>.</summary>
    public IReadOnlyList<DatasetColumn>? TargetColumns { get; init; }

    /// <summary>
    /// The column that is the label: one of the <see cref="ClassNames"/>; where there are none, an integer (1 or 1.0), False or True, or
    /// the name of a class.
    /// </summary>
    public DatasetColumn? LabelColumn { get; init; }

    /// <summary>
    /// The texts of the label column in the order of the classes' numbers. Null where it holds the numbers, or for the texts found in the
    /// file, in ordinal order: give a second file the first one's <see cref="Dataset{T}.ClassNames"/>.
    /// </summary>
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

    /// <summary>What becomes of samples in which a value is missing.</summary>
    public MissingValues Missing { get; init; }

    /// <summary>
    /// The texts, without blanks around them, that stand for a missing value. Where one is a number, as -999, so do all features
    /// and targets that are that number.
    /// </summary>
    public IReadOnlyList<string> MissingTexts { get; init; } = ["", "NA", "N/A", "NaN", "nan", "NULL", "null", "?"];
}
