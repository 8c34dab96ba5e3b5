using System.Numerics;

namespace GenNet;

/// <summary>
/// Standardises a dataset's targets, as a network learns them most easily, and takes its predictions back: they come in the units of the
/// data.
/// </summary>
public sealed class TargetScaler : Scaler
{
    /// <summary>Makes a scaler of numbers that are known.</summary>
    /// <param name="means">[targets], finite.</param>
    /// <param name="deviations">[targets], finite and above 0, and no subnormal numbers.</param>
    /// <exception cref="ArgumentException">The numbers are not as many, none, or one does not fit.</exception>
    public TargetScaler(ReadOnlySpan<double> means, ReadOnlySpan<double> deviations)
        : this(StandardScaler.MeansAndDeviations(means, deviations))
    {
    }

    internal TargetScaler(ScalerState state)
        : base(state)
    {
    }

    private TargetScaler((double Offset, double Scale)[] columns)
        : base(ofTargets: true, columns)
    {
    }

    /// <inheritdoc cref="StandardScaler.Load(string)"/>
    public static TargetScaler Load(string path) => new(Load(path, nameof(TargetScaler)));

    /// <summary>Learns the targets' means and deviations.</summary>
    /// <exception cref="ArgumentException">The samples have labels, or a target is not finite.</exception>
    public static TargetScaler Fit<T>(Dataset<T> training) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(Learn(training, ofTargets: true, StandardScaler.MeanAndDeviation));

    /// <summary>Predicts in the units of the data.</summary>
    /// <param name="network">A network that was fitted to targets that this scaler had transformed.</param>
    /// <param name="dataset">As many features as the network has inputs; its targets or labels do not matter.</param>
    /// <returns>[n x outputs], row-major.</returns>
    /// <exception cref="ArgumentException">The dataset does not fit the network, or its outputs are not as many as the targets.</exception>
    public T[] Predict<T>(IPredictor<T> network, Dataset<T> dataset) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.OutputSize != Scale.Length)
        {
            throw new ArgumentException(
                $"A network of {network.OutputSize} outputs was given; the scaler was fitted to {Scale.Length} targets.", nameof(network));
        }

        T[] predictions = network.Predict(dataset);
        InverseTransformRows<T>(predictions);
        return predictions;
    }
}
