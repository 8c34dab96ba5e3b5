using System.Numerics;

namespace GenNet;

/// <summary>
/// Standardises a dataset's targets, as a network learns them most easily, and takes its predictions back: they come in the units of the
/// data.
/// </summary>
public sealed class TargetScaler : Scaler
{
    private TargetScaler((double Offset, double Scale)[] columns)
        : base(ofTargets: true, columns)
    {
    }

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
