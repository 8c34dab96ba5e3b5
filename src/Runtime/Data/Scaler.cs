namespace GenNet;

/// <summary>
/// An affine transform of each column, x -> (x - <see cref="Offset"/>) / <see cref="Scale"/>, learned from training data
/// and then applied to all data alike. It scales what it was fitted to: a dataset's features, or its targets.
/// </summary>
public abstract class Scaler
{
    private readonly double[] offset;
    private readonly double[] scale;
    private readonly bool ofTargets;

    private protected Scaler(Dataset training, bool ofTargets, Func<Column, (double Offset, double Scale)> fit)
    {
        ArgumentNullException.ThrowIfNull(training);
        if (ofTargets && training.HasLabels)
            throw new ArgumentException("The samples have labels; only targets can be scaled.", nameof(training));
        this.ofTargets = ofTargets;
        int columns = ofTargets ? training.TargetCount : training.FeatureCount;
        offset = new double[columns];
        scale = new double[columns];
        for (int j = 0; j < columns; j++)
        {
            (offset[j], scale[j]) = fit(new Column(training, ofTargets, j));
            if (!double.IsFinite(offset[j]) || !double.IsFinite(scale[j]))
            {
                string kind = ofTargets ? "Target" : "Feature";
                throw new ArgumentException($"{kind} {j} holds NaN or infinity; only finite values can be scaled.", nameof(training));
            }
        }
    }

    /// <summary>What is subtracted from each column.</summary>
    public ReadOnlySpan<double> Offset => offset;

    /// <summary>What each column is then divided by; 1 for a column that was constant in the training data.</summary>
    public ReadOnlySpan<double> Scale => scale;

    /// <summary>The dataset with scaled features, or scaled targets when the scaler was fitted to targets.</summary>
    /// <exception cref="ArgumentException">The dataset has other columns than the training data.</exception>
    public Dataset Transform(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        int columns = ofTargets ? dataset.TargetCount : dataset.FeatureCount;
        if (columns != scale.Length)
        {
            string kind = ofTargets ? "targets" : "features";
            throw new ArgumentException(
                $"Samples of {columns} {kind} were given; the scaler was fitted to {scale.Length}.", nameof(dataset));
        }

        float[] values = (ofTargets ? dataset.Targets : dataset.Features).ToArray();
        Transform(values);
        return ofTargets ? dataset.WithTargets(values) : dataset.WithFeatures(values);
    }

    /// <summary>Scales rows in place.</summary>
    /// <param name="rows">[m x columns], row-major, of the columns the scaler was fitted to.</param>
    /// <exception cref="ArgumentException">The length is no multiple of the number of columns.</exception>
    public void Transform(Span<float> rows)
    {
        CheckRows(rows);
        for (int i = 0, j = 0; i < rows.Length; i++, j = j + 1 == scale.Length ? 0 : j + 1)
            rows[i] = (float)((rows[i] - offset[j]) / scale[j]);
    }

    /// <summary>
    /// Undoes <see cref="Transform(Span{float})"/> in place, up to rounding: predictions become numbers in the targets' units.
    /// </summary>
    /// <param name="rows">[m x columns], row-major, of the columns the scaler was fitted to.</param>
    /// <exception cref="ArgumentException">The length is no multiple of the number of columns.</exception>
    public void InverseTransform(Span<float> rows)
    {
        CheckRows(rows);
        for (int i = 0, j = 0; i < rows.Length; i++, j = j + 1 == scale.Length ? 0 : j + 1)
            rows[i] = (float)(rows[i] * scale[j] + offset[j]);
    }

    private void CheckRows(ReadOnlySpan<float> rows)
    {
        if (rows.Length % scale.Length != 0)
        {
            throw new ArgumentException(
                $"{rows.Length} numbers were given; rows of {scale.Length} columns need a multiple of {scale.Length}.", nameof(rows));
        }
    }

    /// <summary>One column of the training data.</summary>
    private protected readonly struct Column(Dataset dataset, bool ofTargets, int index)
    {
        public int Count => dataset.Count;

        public double this[int sample] => ofTargets ? dataset.GetTargets(sample)[index] : dataset.GetFeatures(sample)[index];
    }
}
