namespace GenNet;

/// <summary>
/// Maps each column's range over the training data onto one interval. Other data may fall outside it: nothing is clipped.
/// A column that is constant in the training data becomes the lower end there.
/// </summary>
public sealed class MinMaxScaler : Scaler
{
    private MinMaxScaler(Dataset training, bool ofTargets, float minimum, float maximum)
        : base(training, ofTargets, column => MapRange(column, minimum, maximum))
    {
    }

    /// <summary>Learns the features' ranges.</summary>
    /// <param name="training">The data whose ranges count.</param>
    /// <param name="minimum">The lower end of the interval.</param>
    /// <param name="maximum">Its upper end, above the lower.</param>
    /// <exception cref="ArgumentException">A feature is not finite, or the interval is empty.</exception>
    public static MinMaxScaler Fit(Dataset training, float minimum = 0, float maximum = 1) =>
        new(training, ofTargets: false, minimum, CheckMaximum(minimum, maximum));

    /// <summary>Learns the targets' ranges.</summary>
    /// <param name="training">The data whose ranges count.</param>
    /// <param name="minimum">The lower end of the interval.</param>
    /// <param name="maximum">Its upper end, above the lower.</param>
    /// <exception cref="ArgumentException">The samples have labels, a target is not finite, or the interval is empty.</exception>
    public static MinMaxScaler FitTargets(Dataset training, float minimum = 0, float maximum = 1) =>
        new(training, ofTargets: true, minimum, CheckMaximum(minimum, maximum));

    private static (double Offset, double Scale) MapRange(Column column, double minimum, double maximum)
    {
        double lowest = column[0], highest = column[0];
        for (int i = 1; i < column.Count; i++)
        {
            lowest = Math.Min(lowest, column[i]);
            highest = Math.Max(highest, column[i]);
        }

        double scale = highest == lowest ? 1 : (highest - lowest) / (maximum - minimum);
        return (lowest - minimum * scale, scale);
    }

    private static float CheckMaximum(float minimum, float maximum)
    {
        if (!float.IsFinite(minimum) || !float.IsFinite(maximum) || maximum <= minimum)
        {
            throw new ArgumentException(
                $"The interval [{minimum}, {maximum}] was given; its ends must be finite and the upper above the lower.", nameof(maximum));
        }

        return maximum;
    }
}
