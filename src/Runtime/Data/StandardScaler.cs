using System.Numerics;

namespace GenNet;

/// <summary>
/// Gives each column mean 0 and standard deviation 1 (that of the whole population, dividing by n) over the training data.
/// A column that is constant there becomes 0.
/// </summary>
public sealed class StandardScaler : Scaler
{
    /// <summary>Makes a scaler of numbers that are known.</summary>
    /// <param name="means">[columns], finite.</param>
    /// <param name="deviations">[columns], finite and above 0, and no subnormal numbers.</param>
    /// <param name="ofTargets">Whether it scales targets rather than features.</param>
    /// <exception cref="ArgumentException">The numbers are not as many, none, or one does not fit.</exception>
    public StandardScaler(ReadOnlySpan<double> means, ReadOnlySpan<double> deviations, bool ofTargets = false)
        : this(ofTargets, MeansAndDeviations(means, deviations))
    {
    }

    internal StandardScaler(ScalerState state)
        : base(state)
    {
    }

    private StandardScaler(bool ofTargets, (double Offset, double Scale)[] columns)
        : base(ofTargets, columns)
    {
    }

    /// <summary>Loads a scaler that <see cref="Scaler.Save"/> has saved.</summary>
    /// <exception cref="ModelFileException">The file is damaged, or that of another scaler.</exception>
    public static StandardScaler Load(string path) => new(Load(path, nameof(StandardScaler)));

    /// <summary>Learns the features' means and deviations.</summary>
    /// <param name="training">The data whose means and deviations count.</param>
    /// <param name="columns">
    /// The features that are scaled, all where none are given: the others, such as the numbers of categories, stay as they are.
    /// </param>
    /// <exception cref="ArgumentException">A feature is not finite, or there are no such columns.</exception>
    public static StandardScaler Fit(Dataset training, Range? columns = null) => Fit<float>(training, columns);

    /// <inheritdoc cref="Fit(Dataset, Range?)"/>
    public static StandardScaler Fit<T>(Dataset<T> training, Range? columns = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(ofTargets: false, LearnFeatures(training, columns, MeanAndDeviation));

    /// <summary>Learns the targets' means and deviations.</summary>
    /// <exception cref="ArgumentException">The samples have labels, or a target is not finite.</exception>
    public static StandardScaler FitTargets(Dataset training) => FitTargets<float>(training);

    /// <inheritdoc cref="FitTargets(Dataset)"/>
    public static StandardScaler FitTargets<T>(Dataset<T> training) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(ofTargets: true, Learn(training, ofTargets: true, MeanAndDeviation));

    internal static (double Offset, double Scale)[] MeansAndDeviations(ReadOnlySpan<double> means, ReadOnlySpan<double> deviations)
    {
        for (int j = 0; j < deviations.Length; j++)
        {
            if (!IsScale(deviations[j]))
                throw new ArgumentException($"deviations[{j}] is {deviations[j]}; it must be {NeededScale}.", nameof(deviations));
        }

        return Columns(means, deviations, nameof(means), nameof(deviations));
    }

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
