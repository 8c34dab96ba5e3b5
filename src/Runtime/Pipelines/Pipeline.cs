using System.Globalization;
using System.Numerics;

namespace GenNet;

/// <summary>
/// A network together with what its predictions need: the imputer and the scaler that its features go through, the scaler that its
/// predictions come back through, and the names of columns, categories and classes. It is trained on and predicts from raw data, and is one
/// file: see docs/shipping-a-model.md.
/// </summary>
/// <remarks>
/// The file is the network's own safetensors file, whose metadata have the rest as JSON under <c>pipeline</c>. Predictions may be made by
/// any number of threads at once; training needs the instance alone, as the network's does.
/// </remarks>
/// <typeparam name="T">The network's floating-point type.</typeparam>
public sealed partial class Pipeline<T> : IPredictor<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly string[] _classNames;
    private readonly T[] _oneHot;

    // Rows that are filled in and scaled at once, which bounds the memory for them; all, where the network may refuse one.
    private readonly int _chunkSize;

    /// <summary>
    /// Puts a network together with what its raw training data say of themselves: the names, and whether they have labels.
    /// </summary>
    /// <param name="network">The network, in training or trained.</param>
    /// <param name="training">Raw data, before any imputer or scaler.</param>
    /// <exception cref="ArgumentException">The data do not fit the network.</exception>
    public Pipeline(INeuralNetwork<T> network, Dataset<T> training)
        : this(network, PipelineState.Of(Checked(network, training)))
    {
    }

    internal Pipeline(INeuralNetwork<T> network, PipelineState state)
    {
        Network = network;
        FeatureNames = state.FeatureNames;
        TargetNames = state.TargetNames;
        ClassNames = state.ClassNames;
        Categories = state.Categories.ToDictionary(pair => pair.Key, IReadOnlyList<string> (pair) => pair.Value);
        IsClassifier = state.IsClassifier;
        Imputer = state.Imputer?.ToImputer();
        FeatureScaler = state.FeatureScaler?.ToScaler();
        TargetScaler = state.TargetScaler?.ToScaler();
        _classNames = [.. Enumerable.Range(0, ClassCount).Select(
            label => label < ClassNames.Count ? ClassNames[label] : label.ToString(CultureInfo.InvariantCulture))];
        int mostCategories = Categories.Values.Select(categories => categories.Count).Append(1).Max();
        _oneHot = new T[2 * mostCategories - 1];
        _oneHot[mostCategories - 1] = T.One;
        _chunkSize = network.Layers.Any(layer => layer is EmbeddingDescription) ? int.MaxValue : 256;
    }

    /// <summary>The network, whose inputs are filled in and scaled.</summary>
    public INeuralNetwork<T> Network { get; }

    /// <inheritdoc/>
    public int InputSize => Network.InputSize;

    /// <inheritdoc/>
    public int OutputSize => Network.OutputSize;

    /// <inheritdoc/>
    public int LayerCount => Network.LayerCount;

    /// <inheritdoc/>
    public int ParameterCount => Network.ParameterCount;

    /// <summary>Whether samples have classes; otherwise they have targets.</summary>
    public bool IsClassifier { get; }

    /// <summary>The number of classes that the network tells apart; 0 where samples have targets.</summary>
    public int ClassCount => IsClassifier ? Math.Max(2, Network.OutputSize) : 0;

    /// <summary>The classes' names in the order of their numbers; empty when the training data had none.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The names of a row's features in their order; empty when the training data had none.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>The names of the targets in their order; empty when the training data had none.</summary>
    public IReadOnlyList<string> TargetNames { get; }

    /// <summary>The categories of columns that held some, in the order of their numbers, by the column's name or place.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Categories { get; }

    /// <summary>What fills in missing features before they are scaled; null for nothing.</summary>
    /// <exception cref="ArgumentException">It is one of as many features as the network has inputs.</exception>
    public Imputer? Imputer
    {
        get;
        init
        {
            CheckColumns(value?.Values.Length, Network.InputSize, nameof(Imputer), "features");
            field = value;
        }
    }

    /// <summary>What scales features before the network has them; null for nothing.</summary>
    /// <exception cref="ArgumentException">
    /// It was fitted to targets, or not to as many features as the network has inputs, or has a scale that is too small for
    /// <typeparamref name="T"/>.
    /// </exception>
    public Scaler? FeatureScaler
    {
        get;
        init
        {
            if (value is { OfTargets: true })
                throw new ArgumentException("A scaler of targets was given; features need one of features.", nameof(FeatureScaler));
            CheckColumns(value?.Scale.Length, Network.InputSize, nameof(FeatureScaler), "features");
            CheckScales(value, nameof(FeatureScaler));
            field = value;
        }
    }

    /// <summary>What the targets were scaled by, and predictions are taken back by; null for nothing.</summary>
    /// <exception cref="ArgumentException">
    /// It was fitted to features, or not to as many targets as the network has outputs, or samples have classes, or it has a scale that is
    /// too small for <typeparamref name="T"/>.
    /// </exception>
    public Scaler? TargetScaler
    {
        get;
        init
        {
            if (value is { OfTargets: false })
                throw new ArgumentException("A scaler of features was given; targets need one of targets.", nameof(TargetScaler));
            if (value is not null && IsClassifier)
                throw new ArgumentException("The samples have labels; only targets can be scaled.", nameof(TargetScaler));
            CheckColumns(value?.Scale.Length, Network.OutputSize, nameof(TargetScaler), "targets");
            CheckScales(value, nameof(TargetScaler));
            field = value;
        }
    }

    /// <summary>
    /// Trains the network on raw data, which go through the imputer and the scalers. Call it again with new data to go on learning.
    /// </summary>
    /// <param name="training">Raw data, as those that the pipeline was made with.</param>
    /// <param name="optimizer">The update rule; an instance serves one network.</param>
    /// <param name="options">As for the network's own <c>Fit</c>, with raw validation data; losses are of scaled targets.</param>
    /// <param name="progress">Told of each epoch, and of steps at most ten times a second.</param>
    /// <param name="cancellationToken">Looked at before each step.</param>
    /// <exception cref="ArgumentException">Data, network and options do not fit each other; nothing has changed.</exception>
    /// <inheritdoc cref="NeuralNetworkExtensions.Fit{T}" path="/returns|/exception"/>
    public TrainingHistory Fit(
        Dataset<T> training, Optimizer optimizer, TrainingOptions<T>? options = null, IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new();
        Dataset<T>? validation = options.Validation is { } raw ? Transformed(raw, nameof(options)) : null;
        return Network.Fit(
            Transformed(training, nameof(training)), optimizer, options.With(validation), progress, cancellationToken);
    }

    /// <summary>The mean loss over raw data, of scaled targets, and the accuracy where they have labels.</summary>
    /// <inheritdoc cref="NeuralNetworkExtensions.Evaluate{T}"/>
    public EvaluationResult Evaluate(Dataset<T> dataset, double threshold = 0.5) =>
        Network.Evaluate(Transformed(dataset, nameof(dataset)), threshold);

    /// <summary>
    /// Another pipeline that predicts the same and shares nothing that training changes, with a clone of the network.
    /// </summary>
    public Pipeline<T> Clone() => new(Network.Clone(), ToState());

    private static Dataset<T> Checked(INeuralNetwork<T> network, Dataset<T> training)
    {
        ArgumentNullException.ThrowIfNull(network);
        NeuralNetworkExtensions.CheckDataset(network, training, nameof(training));
        return training;
    }

    private static void CheckColumns(int? given, int needed, string name, string what)
    {
        if (given is { } count && count != needed)
            throw new ArgumentException($"The {name} is of {count} {what}; the network needs {needed}.", name);
    }

    private static void CheckScales(Scaler? given, string name)
    {
        if (given?.ProblemIn<T>() is string problem)
            throw new ArgumentException($"The {name} has {problem}.", name);
    }

    /// <summary>Raw data as the network has them.</summary>
    internal Dataset<T> Transformed(Dataset<T> raw, string argument)
    {
        NeuralNetworkExtensions.CheckDataset(Network, raw, argument);
        if (raw.HasLabels != IsClassifier)
        {
            throw new ArgumentException(
                $"Samples with {(raw.HasLabels ? "labels" : "targets")} were given; the pipeline was made for "
                + $"{(IsClassifier ? "labels" : "targets")}.",
                argument);
        }

        CheckNames(raw, argument);
        if (ClassNames.Count > 0 && raw.ClassNames.Count > 0 && !raw.ClassNames.SequenceEqual(ClassNames))
        {
            throw new ArgumentException(
                $"Samples of the classes {ShortList.Of(raw.ClassNames)} were given; the pipeline has {ShortList.Of(ClassNames)}.",
                argument);
        }

        T[] features = raw.Features.ToArray(), targets = raw.Targets.ToArray();
        TransformRows(features);
        TargetScaler?.TransformRows<T>(targets);
        return raw.With(raw.Content with { Features = features, Targets = targets });
    }

    private void CheckNames(Dataset<T> raw, string argument)
    {
        if (FeatureNames.Count > 0 && raw.FeatureNames.Count > 0 && !raw.FeatureNames.SequenceEqual(FeatureNames))
        {
            int first = Enumerable.Range(0, FeatureNames.Count).First(feature => raw.FeatureNames[feature] != FeatureNames[feature]);
            throw new ArgumentException(
                $"Feature {first} is '{MessageText.Of(raw.FeatureNames[first])}'; that of the pipeline is "
                + $"'{MessageText.Of(FeatureNames[first])}'. Give a second file the first one's {nameof(Categories)}, and the columns in "
                + "the same order.",
                argument);
        }
    }

    /// <summary>Fills in and scales features in place.</summary>
    private void TransformRows(Span<T> rows)
    {
        Imputer?.FillIn(rows);
        FeatureScaler?.TransformRows(rows);
    }
}
