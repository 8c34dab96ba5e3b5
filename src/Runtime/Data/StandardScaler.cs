namespace GenNet;

/// <summary>
/// Gives each column mean 0 and standard deviation 1 (that of the whole population, dividing by n) over the training data.
/// A column that is constant there becomes 0.
/// </summary>
public sealed class StandardScaler : Scaler
{
    private StandardScaler(Dataset training, bool ofTargets)
        : base(training, ofTargets, MeanAndDeviation)
    {
    }

    /// <summary>Learns the features' means and deviations.</summary>
    /// <exception cref="ArgumentException">A feature is not finite.</exception>
    public static StandardScaler Fit(Dataset training) => new(training, ofTargets: false);

    /// <summary>Learns the targets' means and deviations.</summary>
    /// <exception cref="ArgumentException">The samples have labels, or a target is not finite.</exception>
    public static StandardScaler FitTargets(Dataset training) => new(training, ofTargets: true);

    private static (double Mean, double Deviation) MeanAndDeviation(Column column)
    {
        double sum = 0;
        for (int i = 0; i < column.Count; i++)
            sum += column[i];
        double mean = sum / column.Count;

        double squares = 0;
        for (int i = 0; i < column.Count; i++)
            squares += (column[i] - mean) * (column[i] - mean);
        double deviation = Math.Sqrt(squares / column.Count);
        return (mean, deviation == 0 ? 1 : deviation);
    }
}
