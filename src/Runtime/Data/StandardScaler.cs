using System.Numerics;

namespace GenNet;

/// <summary>
/// Gives each column mean 0 and standard deviation 1 (that of the whole population, dividing by n) over the training data.
/// A column that is constant there becomes 0.
/// </summary>
public sealed class StandardScaler : Scaler
{
    private StandardScaler(bool ofTargets, (double Offset, double Scale)[] columns)
        : base(ofTargets, columns)
    {
    }

    /// <summary>Learns the features' means and deviations.</summary>
    /// <exception cref="ArgumentException">A feature is not finite.</exception>
    public static StandardScaler Fit(Dataset training) => Fit<float>(training);

    /// <inheritdoc cref="Fit(Dataset)"/>
    public static StandardScaler Fit<T>(Dataset<T> training) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(ofTargets: false, Learn(training, ofTargets: false, MeanAndDeviation));

    /// <summary>Learns the targets' means and deviations.</summary>
    /// <exception cref="ArgumentException">The samples have labels, or a target is not finite.</exception>
    public static StandardScaler FitTargets(Dataset training) => FitTargets<float>(training);

    /// <inheritdoc cref="FitTargets(Dataset)"/>
    public static StandardScaler FitTargets<T>(Dataset<T> training) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(ofTargets: true, Learn(training, ofTargets: true, MeanAndDeviation));

    internal static (double Mean, double Deviation) MeanAndDeviation(double[] column)
    {
        double sum = 0;
        for (int i = 0; i < column.Length; i++)
            sum += column[i];
        double mean = sum / column.Length;

        double squares = 0;
        for (int i = 0; i < column.Length; i++)
            squares += (column[i] - mean) * (column[i] - mean);
        double deviation = Math.Sqrt(squares / column.Length);
        return (mean, deviation == 0 ? 1 : deviation);
    }
}
