using System.Numerics;
using GenNet.Networks;
using GenNet.Numerics;

namespace GenNet;

/// <summary>
/// A predictor with the scalers of the data that its network was fitted to: it takes and gives numbers in the units of the data.
/// </summary>
/// <typeparam name="T">The floating-point type.</typeparam>
public sealed class ScaledPredictor<T> : IPredictor<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int ChunkSize = 256;

    private readonly IPredictor<T> _predictor;
    private readonly Scaler _features;
    private readonly TargetScaler? _targets;

    /// <summary>Puts scalers around a predictor.</summary>
    /// <param name="predictor">What was fitted to data that the scalers had transformed.</param>
    /// <param name="features">Fitted to the features.</param>
    /// <param name="targets">Fitted to the targets; null where they were not scaled.</param>
    /// <exception cref="ArgumentException">A scaler is of other columns than the predictor.</exception>
    public ScaledPredictor(IPredictor<T> predictor, Scaler features, TargetScaler? targets = null)
    {
        ArgumentNullException.ThrowIfNull(predictor);
        ArgumentNullException.ThrowIfNull(features);
        if (features.OfTargets || features.Scale.Length != predictor.InputSize)
        {
            throw new ArgumentException(
                $"A scaler of {features.Scale.Length} {(features.OfTargets ? "targets" : "features")} was given; "
                + $"the predictor needs one of {predictor.InputSize} features.",
                nameof(features));
        }

        if (targets is not null && targets.Scale.Length != predictor.OutputSize)
        {
            throw new ArgumentException(
                $"A scaler of {targets.Scale.Length} targets was given; the predictor has {predictor.OutputSize} outputs.",
                nameof(targets));
        }

        _predictor = predictor;
        _features = features;
        _targets = targets;
    }

    /// <inheritdoc/>
    public int InputSize => _predictor.InputSize;

    /// <inheritdoc/>
    public int OutputSize => _predictor.OutputSize;

    /// <inheritdoc/>
    public int LayerCount => _predictor.LayerCount;

    /// <inheritdoc/>
    public int ParameterCount => _predictor.ParameterCount;

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<T> inputs, Span<T> outputs)
    {
        int rows = BatchLengths.Rows(inputs.Length, InputSize);
        BatchLengths.Check(outputs.Length, rows, OutputSize, nameof(outputs), nameof(OutputSize));
        using Workspace<T> workspace = Workspace<T>.Rent((long)Math.Min(ChunkSize, rows) * InputSize);
        for (int start = 0, count; start < rows; start += count)
        {
            count = Math.Min(ChunkSize, rows - start);
            Span<T> features = workspace.Start.AsSpan(count * InputSize);
            inputs.Slice(start * InputSize, features.Length).CopyTo(features);
            _features.TransformRows(features);
            _predictor.Predict(features, outputs.Slice(start * OutputSize, count * OutputSize));
        }

        _targets?.InverseTransformRows(outputs);
    }
}
