using System.Numerics;

namespace GenNet;

/// <summary>
/// Fills in missing features, those that are NaN (<see cref="MissingValues.Keep"/>), with a value for each feature, learned from training
/// data and then used for all data alike.
/// </summary>
public sealed class Imputer
{
    private readonly double[] _values;

    private Imputer(double[] values) => _values = values;

    /// <summary>What each feature is filled in with, [f].</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Fills in the mean of the training data's values that are there.</summary>
    /// <exception cref="ArgumentException">A feature is missing in all samples, or it is infinite.</exception>
    public static Imputer Mean<T>(Dataset<T> training) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(Learn(training, column => column.Average()));

    /// <summary>Fills in the median of the training data's values that are there, the mean of the middle two where they are even.</summary>
    /// <inheritdoc cref="Mean"/>
    public static Imputer Median<T>(Dataset<T> training) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(Learn(training, column =>
        {
            column.Sort();
            return (column[(column.Count - 1) / 2] + column[column.Count / 2]) / 2;
        }));

    /// <summary>Fills in one value, whatever the feature.</summary>
    /// <param name="training">Tells how many features there are.</param>
    /// <param name="value">A finite number.</param>
    /// <exception cref="ArgumentException">The value is not finite.</exception>
    public static Imputer Constant<T>(Dataset<T> training, double value) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(training);
        if (!double.IsFinite(value))
            throw new ArgumentException($"The value {value} was given; it must be finite.", nameof(value));
        return new([.. Enumerable.Repeat(value, training.FeatureCount)]);
    }

    /// <summary>The dataset without missing features.</summary>
    /// <exception cref="ArgumentException">The dataset has not as many features as the training data.</exception>
    public TData Transform<TData, T>(Dataset<TData, T> dataset)
        where TData : Dataset<TData, T>, IDataset<TData, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (dataset.FeatureCount != _values.Length)
        {
            throw new ArgumentException(
                $"Samples of {dataset.FeatureCount} features were given; the imputer was fitted to {_values.Length}.", nameof(dataset));
        }

        T[] rows = dataset.Features.ToArray();
        FillIn<T>(rows);
        return TData.Of(dataset.Content with { Features = rows });
    }

    /// <summary>Fills in the missing features of rows in place.</summary>
    /// <param name="rows">[m x f], row-major.</param>
    /// <exception cref="ArgumentException">The length is no multiple of the number of features.</exception>
    public void Transform(Span<float> rows) => FillIn(rows);

    /// <inheritdoc cref="Transform(Span{float})"/>
    public void Transform(Span<double> rows) => FillIn(rows);

    private void FillIn<T>(Span<T> rows) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (rows.Length % _values.Length != 0)
        {
            throw new ArgumentException(
                $"{rows.Length} numbers were given; rows of {_values.Length} features need a multiple of {_values.Length}.", nameof(rows));
        }

        for (int i = 0; i < rows.Length; i++)
        {
            if (T.IsNaN(rows[i]))
                rows[i] = T.CreateTruncating(_values[i % _values.Length]);
        }
    }

    private static double[] Learn<T>(Dataset<T> training, Func<List<double>, double> learn)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(training);
        var values = new double[training.FeatureCount];
        for (int j = 0; j < values.Length; j++)
        {
            List<double> column = [];
            for (int i = j; i < training.Features.Length; i += values.Length)
            {
                if (!T.IsNaN(training.Features[i]))
                    column.Add(double.CreateTruncating(training.Features[i]));
            }

            values[j] = column.Count == 0 ? double.NaN : learn(column);
            if (!double.IsFinite(values[j]))
            {
                string what = column.Count == 0 ? "is missing in all samples" : "is infinite in a sample";
                throw new ArgumentException($"Feature {j} {what}; there is nothing to fill in.", nameof(training));
            }
        }

        return values;
    }
}
