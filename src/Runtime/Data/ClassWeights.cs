using System.Numerics;

namespace GenNet;

/// <summary>Weights of classes, for <see cref="Dataset{TSelf, T}.WithClassWeights"/>.</summary>
public static class ClassWeights
{
    // No layer has more units.
    private const int MostClasses = 65_536;

    /// <summary>
    /// Weights with which all classes count alike, however many samples they have: n / (k n_c) for a class of n_c of the n samples, where
    /// k classes have any, as scikit-learn's "balanced"; 1 for a class without samples.
    /// </summary>
    /// <param name="dataset">Samples with labels.</param>
    /// <returns>[classes].</returns>
    /// <exception cref="ArgumentException">
    /// The samples have targets, or labels above 65,535, for which no network has an output.
    /// </exception>
    public static double[] Balanced<T>(Dataset<T> dataset) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (!dataset.HasLabels)
            throw new ArgumentException("The samples have targets; only classes have weights.", nameof(dataset));
        if (dataset.ClassCount > MostClasses)
        {
            throw new ArgumentException(
                $"The highest label is {dataset.ClassCount - 1}; weights need labels from 0 to {MostClasses - 1}.", nameof(dataset));
        }

        var counts = new int[dataset.ClassCount];
        foreach (int label in dataset.Labels)
            counts[label]++;
        int present = counts.Count(count => count > 0);
        return [.. counts.Select(count => count == 0 ? 1 : dataset.Count / ((double)present * count))];
    }
}
