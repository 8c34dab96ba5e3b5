using System.Numerics;

namespace GenNet;

/// <summary>
/// An affine transform of each column, x -> (x - <see cref="Offset"/>) / <see cref="Scale"/>, learned from training data
/// and then applied to all data alike. It scales what it was fitted to: a dataset's features, or its targets.
/// </summary>
public abstract class Scaler
{
    /// <summary>What a scale must be: what is divided by a smaller one may be infinite.</summary>
    internal const string NeededScale = "finite and above 0, at least 2.3E-308";

    private readonly double[] _offset;
    private readonly double[] _scale;

    private protected Scaler(bool ofTargets, (double Offset, double Scale)[] columns)
        : this(ofTargets, [.. columns.Select(column => column.Offset)], [.. columns.Select(column => column.Scale)])
    {
    }

    private Scaler(bool ofTargets, double[] offset, double[] scale)
    {
        OfTargets = ofTargets;
        _offset = offset;
        _scale = scale;
    }

    private protected Scaler(ScalerState state)
        : this(state.OfTargets, state.Offset, state.Scale)
    {
    }

    /// <summary>Whether it scales targets rather than features.</summary>
    public bool OfTargets { get; }

    /// <summary>Learns the features' offsets and scales; those that are not among the columns stay as they are.</summary>
    private protected static (double Offset, double Scale)[] LearnFeatures<T>(
        Dataset<T> training, Range? columns, Func<double[], (double Offset, double Scale)> fit)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(training);
        Range range = columns ?? Range.All;
        int count = training.FeatureCount, first = range.Start.GetOffset(count), end = range.End.GetOffset(count);
        if (first < 0 || end < first || end > count)
            throw new ArgumentException($"The columns {range} were given; the samples have {count} features.", nameof(columns));
        (double Offset, double Scale)[] learnt = Learn(training, ofTargets: false, fit);
        learnt.AsSpan(..first).Fill((0, 1));
        learnt.AsSpan(end..).Fill((0, 1));
        return learnt;
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
            if (double.IsFinite(columns[j].Offset) && IsScale(columns[j].Scale))
                continue;
            string what = ofTargets ? $"Target {j}" : $"Feature {j}", hint = ofTargets ? "" : "; an Imputer fills in missing ones";
            throw new ArgumentException(
                column.All(double.IsFinite)
                    ? $"{what} has the offset {columns[j].Offset} and the scale {columns[j].Scale}, which must be {NeededScale}."
                    : $"{what} holds NaN or infinity; only finite values can be scaled{hint}.",
                nameof(training));
        }

        return columns;
    }

    /// <summary>What is subtracted from each column.</summary>
    public ReadOnlySpan<double> Offset => _offset;

    /// <summary>What each column is then divided by; 1 for a column that was constant in the training data.</summary>
    public ReadOnlySpan<double> Scale => _scale;

    /// <summary>
    /// Saves what the scaler has learned, as JSON with all digits: the same numbers are loaded by its class's <c>Load</c>. A
    /// <c>Pipeline</c> saves it together with the network.
    /// </summary>
    /// <param name="path">The file, which is replaced as a whole if there is one.</param>
    public void Save(string path) => JsonFile.Save(path, ToState(), DataJson.Default.ScalerState);

    internal ScalerState ToState() => new() { Kind = GetType().Name, OfTargets = OfTargets, Offset = _offset, Scale = _scale };

    /// <summary>Reads a scaler of one class.</summary>
    private protected static ScalerState Load(string path, string kind)
    {
        ScalerState state = JsonFile.Load(path, DataJson.Default.ScalerState, state => state.Check());
        return state.Kind == kind
            ? state
            : throw new ModelFileException($"The file has a {state.Kind}; a {kind} is needed.").In(path);
    }

    /// <summary>Whether a column can be divided by a number.</summary>
    internal static bool IsScale(double scale) => scale > 0 && double.IsNormal(scale);

    /// <summary>What is wrong with the scales for rows of a type, in which some would be 0 or subnormal; null where nothing is.</summary>
    internal string? ProblemIn<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int j = Array.FindIndex(_scale, scale => T.CreateTruncating(scale) is var stored && (T.IsZero(stored) || T.IsSubnormal(stored)));
        return j < 0 ? null : $"the scale {_scale[j]} of column {j}, too small for a network of {typeof(T).Name}";
    }

    /// <summary>Pairs the columns' numbers, which must be as many, finite, and above 0 where they divide.</summary>
    private protected static (double Offset, double Scale)[] Columns(
        ReadOnlySpan<double> offset, ReadOnlySpan<double> scale, string offsetName, string scaleName)
    {
        if (offset.IsEmpty || offset.Length != scale.Length)
        {
            throw new ArgumentException(
                $"{offset.Length} {offsetName} and {scale.Length} {scaleName} were given; as many of each are needed, at least 1.",
                scaleName);
        }

        var columns = new (double Offset, double Scale)[offset.Length];
        for (int j = 0; j < columns.Length; j++)
        {
            if (!double.IsFinite(offset[j]))
                throw new ArgumentException($"{offsetName}[{j}] is {offset[j]}; it must be finite.", offsetName);
            columns[j] = (offset[j], scale[j]);
        }

        return columns;
    }

    /// <summary>The dataset with scaled features, or scaled targets when the scaler was fitted to targets.</summary>
    /// <exception cref="ArgumentException">The dataset has other columns than the training data.</exception>
    public TData Transform<TData, T>(Dataset<TData, T> dataset)
        where TData : Dataset<TData, T>, IDataset<TData, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(dataset);
        int columns = OfTargets ? dataset.TargetCount : dataset.FeatureCount;
        if (columns != _scale.Length)
        {
            string kind = OfTargets ? "targets" : "features";
            throw new ArgumentException(
                $"Samples of {columns} {kind} were given; the scaler was fitted to {_scale.Length}.", nameof(dataset));
        }

        T[] values = (OfTargets ? dataset.Targets : dataset.Features).ToArray();
        TransformRows<T>(values);
        return TData.Of(OfTargets ? dataset.Content with { Targets = values } : dataset.Content with { Features = values });
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

    internal void TransformRows<T>(Span<T> rows) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckRows(rows.Length);
        for (int i = 0, j = 0; i < rows.Length; i++, j = j + 1 == _scale.Length ? 0 : j + 1)
            rows[i] = T.CreateTruncating((double.CreateTruncating(rows[i]) - _offset[j]) / _scale[j]);
    }

    internal void InverseTransformRows<T>(Span<T> rows) where T : unmanaged, IBinaryFloatingPointIeee754<T>
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
