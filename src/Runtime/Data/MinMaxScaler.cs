using System.Numerics;

namespace GenNet;

/// <summary>
/// Maps each column's range over the training data onto one interval. Other data may fall outside it: nothing is clipped.
/// A column that is constant in the training data becomes the lower end there.
/// </summary>
public sealed class MinMaxScaler : Scaler
{
    /// <summary>Makes a scaler of ranges that are known.</summary>
    /// <param name="lowest">[columns], what becomes the lower end of the interval; finite.</param>
    /// <param name="highest">[columns], what becomes its upper end; finite, and nowhere below the lowest.</param>
    /// <param name="minimum">The lower end of the interval.</param>
    /// <param name="maximum">Its upper end, above the lower.</param>
    /// <param name="ofTargets">Whether it scales targets rather than features.</param>
    /// <exception cref="ArgumentException">The numbers are not as many, none, or one does not fit, or the interval is empty.</exception>
    public MinMaxScaler(
        ReadOnlySpan<double> lowest, ReadOnlySpan<double> highest, double minimum = 0, double maximum = 1, bool ofTargets = false)
        : this(ofTargets, MapRanges(lowest, highest, minimum, maximum))
    {
    }

    internal MinMaxScaler(ScalerState state)
        : base(state)
    {
    }

    private MinMaxScaler(bool ofTargets, (double Offset, double Scale)[] columns)
        : base(ofTargets, columns)
    {
    }

    /// <inheritdoc cref="StandardScaler.Load(string)"/>
    public static MinMaxScaler Load(string path) => new(Load(path, nameof(MinMaxScaler)));

    /// <summary>Learns the features' ranges.</summary>
    /// <param name="training">The data whose ranges count.</param>
    /// <param name="minimum">The lower end of the interval.</param>
    /// <param name="maximum">Its upper end, above the lower.</param>
    /// <param name="columns">
    /// The features that are scaled, all where none are given: the others, such as the numbers of categories, stay as they are.
    /// </param>
    /// <exception cref="ArgumentException">A feature is not finite, the interval is empty, or there are no such columns.</exception>
    public static MinMaxScaler Fit(Dataset training, float minimum = 0, float maximum = 1, Range? columns = null) =>
        Fit<float>(training, minimum, maximum, columns);

    /// <inheritdoc cref="Fit(Dataset, float, float, Range?)"/>
    public static MinMaxScaler Fit<T>(Dataset<T> training, double minimum = 0, double maximum = 1, Range? columns = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckInterval(minimum, maximum);
        return new(ofTargets: false, LearnFeatures(training, columns, column => MapRange(column, minimum, maximum)));
    }

    /// <summary>Learns the targets' ranges.</summary>
    /// <param name="training">The data whose ranges count.</param>
    /// <param name="minimum">The lower end of the interval.</param>
    /// <param name="maximum">Its upper end, above the lower.</param>
    /// <exception cref="ArgumentException">The samples have labels, a target is not finite, or the interval is empty.</exception>
    public static MinMaxScaler FitTargets(Dataset training, float minimum = 0, float maximum = 1) =>
        FitTargets<float>(training, minimum, maximum);

    /// <inheritdoc cref="FitTargets(Dataset, float, float)"/>
    public static MinMaxScaler FitTargets<T>(Dataset<T> training, double minimum = 0, double maximum = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckInterval(minimum, maximum);
        return new(ofTargets: true, Learn(training, ofTargets: true, column => MapRange(column, minimum, maximum)));
    }

    private static (double Offset, double Scale) MapRange(double[] column, double minimum, double maximum)
    {
        double lowest = column[0], highest = column[0];
        for (int i = 1; i < column.Length; i++)
        {
            lowest = Math.Min(lowest, column[i]);
            highest = Math.Max(highest, column[i]);
        }

        return MapRange(lowest, highest, minimum, maximum);
    }

    private static void CheckInterval(double minimum, double maximum)
    {
        if (!double.IsFinite(minimum) || !double.IsFinite(maximum) || maximum <= minimum)
        {
            throw new ArgumentException(
                $"The interval [{minimum}, {maximum}] was given; its ends must be finite and the upper above the lower.", nameof(maximum));
        }
    }

    private static (double Offset, double Scale)[] MapRanges(
        ReadOnlySpan<double> lowest, ReadOnlySpan<double> highest, double minimum, double maximum)
    {
        CheckInterval(minimum, maximum);
        (double Offset, double Scale)[] columns = Columns(lowest, highest, nameof(lowest), nameof(highest));
        for (int j = 0; j < columns.Length; j++)
        {
            if (!(highest[j] >= lowest[j] && double.IsFinite(highest[j] - lowest[j])))
            {
                throw new ArgumentException(
                    $"highest[{j}] is {highest[j]}, and lowest[{j}] {lowest[j]}; both must be finite, and the highest not below.",
                    nameof(highest));
            }

            columns[j] = MapRange(lowest[j], highest[j], minimum, maximum);
            if (!double.IsFinite(columns[j].Offset) || !IsScale(columns[j].Scale))
            {
                throw new ArgumentException(
                    $"lowest[{j}] is {lowest[j]}, highest[{j}] {highest[j]} and the interval [{minimum}, {maximum}], which is the offset "
                    + $"{columns[j].Offset} and the scale {columns[j].Scale}; this must be {NeededScale}.",
                    nameof(highest));
            }
        }

        return columns;
    }

    private static (double Offset, double Scale) MapRange(double lowest, double highest, double minimum, double maximum)
    {
        double scale = highest == lowest ? 1 : (highest - lowest) / (maximum - minimum);
        return (lowest - minimum * scale, scale);
    }
}
