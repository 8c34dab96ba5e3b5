using System.Numerics;

namespace GenNet;

/// <summary>
/// An affine transform of each column, x -> (x - <see cref="Offset"/>) / <see cref="Scale"/>, learned from training data
/// and then applied to all data alike. It scales what it was fitted to: a dataset's features, or its targets.
/// </summary>
public abstract class Scaler
{
    private readonly double[] _offset;
    private readonly double[] _scale;
    private readonly bool _ofTargets;

    private protected Scaler(bool ofTargets, (double Offset, double Scale)[] columns)
    {
        _ofTargets = ofTargets;
        _offset = [.. columns.Select(column => column.Offset)];
        _scale = [.. columns.Select(column => column.Scale)];
    }

    /// <summary>Learns each column's offset and scale.</summary>
    private protected static (double Offset, double Scale)[] Learn<T>(
        Dataset<T> training, bool ofTargets, Func<double[], (double Offset, double Scale)> fit)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(training);
        if (ofTargets && training.HasLabels)
            throw new ArgumentException("The samples have labels; only targets can be scaled.", nameof(training));
        ReadOnlySpan<T> values = ofTargets ? training.Targets : training.Features;
        var columns = new (double Offset, double Scale)[ofTargets ? training.TargetCount : training.FeatureCount];
        var column = new double[training.Count];
        for (int j = 0; j < columns.Length; j++)
        {
            for (int i = 0; i < column.Length; i++)
                column[i] = double.CreateTruncating(values[i * columns.Length + j]);
            columns[j] = fit(column);
            if (!double.IsFinite(columns[j].Offset) || !double.IsFinite(columns[j].Scale))
            {
                string what = ofTargets ? $"Target {j}" : $"Feature {j}", hint = ofTargets ? "" : "; an Imputer fills in missing ones";
                throw new ArgumentException($"{what} holds NaN or infinity; only finite values can be scaled{hint}.", nameof(training));
            }
        }

        return columns;
    }

    /// <summary>What is subtracted from each column.</summary>
    public ReadOnlySpan<double> Offset => _offset;

    /// <summary>What each column is then divided by; 1 for a column that was constant in the training data.</summary>
    public ReadOnlySpan<double> Scale => _scale;

    /// <summary>The dataset with scaled features, or scaled targets when the scaler was fitted to targets.</summary>
    /// <exception cref="ArgumentException">The dataset has other columns than the training data.</exception>
    public TData Transform<TData, T>(Dataset<TData, T> dataset)
        where TData : Dataset<TData, T>, IDataset<TData, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(dataset);
        int columns = _ofTargets ? dataset.TargetCount : dataset.FeatureCount;
        if (columns != _scale.Length)
        {
            string kind = _ofTargets ? "targets" : "features";
            throw new ArgumentException(
                $"Samples of {columns} {kind} were given; the scaler was fitted to {_scale.Length}.", nameof(dataset));
        }

        T[] values = (_ofTargets ? dataset.Targets : dataset.Features).ToArray();
        TransformRows<T>(values);
        return TData.Of(_ofTargets ? dataset.Content with { Targets = values } : dataset.Content with { Features = values });
    }

    /// <summary>Scales rows in place.</summary>
    /// <param name="rows">[m x columns], row-major, of the columns the scaler was fitted to.</param>
    /// <exception cref="ArgumentException">The length is no multiple of the number of columns.</exception>
    public void Transform(Span<float> rows) => TransformRows(rows);

    /// <inheritdoc cref="Transform(Span{float})"/>
    public void Transform(Span<double> rows) => TransformRows(rows);

    /// <summary>
    /// Undoes <see cref="Transform(Span{float})"/> in place, up to rounding: predictions become numbers in the targets' units.
    /// </summary>
    /// <param name="rows">[m x columns], row-major, of the columns the scaler was fitted to.</param>
    /// <exception cref="ArgumentException">The length is no multiple of the number of columns.</exception>
    public void InverseTransform(Span<float> rows) => InverseTransformRows(rows);

    /// <inheritdoc cref="InverseTransform(Span{float})"/>
    public void InverseTransform(Span<double> rows) => InverseTransformRows(rows);

    private void TransformRows<T>(Span<T> rows) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckRows(rows.Length);
        for (int i = 0, j = 0; i < rows.Length; i++, j = j + 1 == _scale.Length ? 0 : j + 1)
            rows[i] = T.CreateTruncating((double.CreateTruncating(rows[i]) - _offset[j]) / _scale[j]);
    }

    private protected void InverseTransformRows<T>(Span<T> rows) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckRows(rows.Length);
        for (int i = 0, j = 0; i < rows.Length; i++, j = j + 1 == _scale.Length ? 0 : j + 1)
            rows[i] = T.CreateTruncating(double.CreateTruncating(rows[i]) * _scale[j] + _offset[j]);
    }

    private void CheckRows(int length)
    {
        if (length % _scale.Length != 0)
        {
            throw new ArgumentException(
                $"{length} numbers were given; rows of {_scale.Length} columns need a multiple of {_scale.Length}.", "rows");
        }
    }
}
