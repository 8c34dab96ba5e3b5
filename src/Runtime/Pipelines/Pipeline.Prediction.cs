using GenNet.Numerics;

namespace GenNet;

public sealed partial class Pipeline<T>
{
    /// <summary>
    /// Predicts from raw rows: what the network gives, and where samples have targets, these in their own units. It allocates nothing once
    /// a call of a size has been made on a thread.
    /// </summary>
    /// <param name="inputs">[m x inputs], row-major, as the raw training data; NaN is missing if there is an imputer. m may be 0.</param>
    /// <param name="outputs">[m x outputs].</param>
    /// <exception cref="ArgumentException">
    /// A length does not fit, or a number that an embedding reads is that of no category; nothing has been written.
    /// </exception>
    public void Predict(ReadOnlySpan<T> inputs, Span<T> outputs)
    {
        int count = CheckRows(inputs, outputs.Length, Network.OutputSize);
        using Workspace<T> memory = Workspace<T>.Rent(Math.Max(1, (long)Math.Min(count, _chunkSize) * Network.InputSize));
        for (int first = 0, some; first < count; first += some)
        {
            some = Math.Min(_chunkSize, count - first);
            Span<T> rows = memory.Start.AsSpan(some * Network.InputSize);
            inputs.Slice(first * Network.InputSize, rows.Length).CopyTo(rows);
            TransformRows(rows);
            Network.Predict(rows, outputs.Slice(first * Network.OutputSize, some * Network.OutputSize));
        }

        TargetScaler?.InverseTransformRows(outputs);
    }

    /// <summary>Predicts from raw rows into a new array.</summary>
    /// <param name="inputs">[m x inputs], row-major, as the raw training data.</param>
    /// <returns>[m x outputs], row-major.</returns>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    public T[] Predict(ReadOnlySpan<T> inputs)
    {
        var outputs = new T[checked(inputs.Length / Network.InputSize * Network.OutputSize)];
        Predict(inputs, outputs);
        return outputs;
    }

    /// <summary>Predicts all samples of a raw dataset, whose targets or labels do not matter.</summary>
    /// <param name="dataset">As many features as the network has inputs.</param>
    /// <returns>[n x outputs], row-major.</returns>
    /// <exception cref="ArgumentException">The dataset has other features.</exception>
    public T[] Predict(Dataset<T> dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (dataset.FeatureCount != Network.InputSize)
        {
            throw new ArgumentException(
                $"Samples of {dataset.FeatureCount} features were given; the network needs {Network.InputSize}.", nameof(dataset));
        }

        CheckNames(dataset, nameof(dataset));
        return Predict(dataset.Features);
    }

    /// <summary>
    /// The probabilities of all classes: the outputs of a softmax as they are, 1 - p and p where a sigmoid gives p, and the softmax or the
    /// sigmoid of all others, which are taken for logits. It allocates nothing once a call of a size has been made on a thread.
    /// </summary>
    /// <param name="inputs">[m x inputs], row-major, as the raw training data; NaN is missing where there is an imputer.</param>
    /// <param name="probabilities">[m x <see cref="ClassCount"/>], in the order of the classes' numbers.</param>
    /// <exception cref="ArgumentException">A length does not fit; nothing has been written.</exception>
    /// <exception cref="InvalidOperationException">Samples have targets and no classes.</exception>
    public void PredictProbabilities(ReadOnlySpan<T> inputs, Span<T> probabilities)
    {
        if (!IsClassifier)
            throw new InvalidOperationException("The pipeline was made for targets, which have no probabilities; Predict gives them.");
        int count = CheckRows(inputs, probabilities.Length, ClassCount);
        if (Network.OutputSize > 1)
        {
            Predict(inputs, probabilities);
            for (int row = 0; row < count; row++)
                ToProbabilities(probabilities.Slice(row * ClassCount, ClassCount));
            return;
        }

        using Workspace<T> memory = Workspace<T>.Rent(Math.Max(1, count));
        Span<T> outputs = memory.Start.AsSpan(count);
        Predict(inputs, outputs);
        for (int row = 0; row < count; row++)
        {
            T one = OutputActivation == Activation.Sigmoid
                ? outputs[row]
                : Scalar<T>.First(Elementary.Sigmoid(Scalar<T>.Broadcast(outputs[row])));
            (probabilities[2 * row], probabilities[2 * row + 1]) = (T.One - one, one);
        }
    }

    /// <summary>
    /// The class that a raw row is taken for, that of the largest probability, the first among equals. It allocates nothing once a call has
    /// been made on a thread.
    /// </summary>
    /// <param name="row">[inputs], as the raw training data; NaN is missing where there is an imputer.</param>
    /// <exception cref="ArgumentException">The length does not fit, or the probabilities are NaN.</exception>
    /// <exception cref="InvalidOperationException">Samples have targets and no classes.</exception>
    public ClassPrediction<T> Classify(ReadOnlySpan<T> row)
    {
        if (row.Length != Network.InputSize)
            throw new ArgumentException($"{row.Length} numbers were given; a row has {Network.InputSize} features.", nameof(row));
        using Workspace<T> memory = Workspace<T>.Rent(Math.Max(1, ClassCount));
        Span<T> probabilities = memory.Start.AsSpan(ClassCount);
        PredictProbabilities(row, probabilities);
        int label = Metrics.PredictedLabel<T>(probabilities);
        if (T.IsNaN(probabilities[label]))
        {
            throw new ArgumentException(
                "The row gives no probabilities but NaN: a feature is missing or infinite, or the network has diverged.", nameof(row));
        }

        return new(label, _classNames[label], probabilities[label]);
    }

    /// <summary>The number of a category, which is its feature in a column that was read with <c>CategoryColumns</c>.</summary>
    /// <param name="column">The column's name, or its place where there was no header.</param>
    /// <param name="category">One of its categories.</param>
    /// <exception cref="ArgumentException">There is no such column or category.</exception>
    public int CategoryNumber(string column, string category)
    {
        IReadOnlyList<string> categories = CategoriesOf(column);
        for (int number = 0; number < categories.Count; number++)
        {
            if (categories[number] == category)
                return number;
        }

        throw new ArgumentException(
            $"'{MessageText.Of(category)}' was given; '{MessageText.Of(column)}' has the categories {ShortList.Of(categories)}.",
            nameof(category));
    }

    /// <summary>The features of a category in a column that was read with <c>OneHotColumns</c>: 1 for its own, 0 for the others.</summary>
    /// <returns>[categories].</returns>
    /// <inheritdoc cref="CategoryNumber"/>
    public ReadOnlySpan<T> OneHot(string column, string category) =>
        _oneHot.AsSpan(_oneHot.Length / 2 - CategoryNumber(column, category), CategoriesOf(column).Count);

    private Activation? OutputActivation =>
        Network.Layers is [.., ActivationDescription last] ? last.Activation : null;

    private IReadOnlyList<string> CategoriesOf(string column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return Categories.TryGetValue(column, out IReadOnlyList<string>? categories)
            ? categories
            : throw new ArgumentException(
                $"'{MessageText.Of(column)}' was given; the columns with categories are: {ShortList.Of(Categories.Keys)}.", nameof(column));
    }

    private int CheckRows(ReadOnlySpan<T> inputs, int outputLength, int outputSize)
    {
        (int count, int rest) = Math.DivRem(inputs.Length, Network.InputSize);
        if (rest != 0)
        {
            throw new ArgumentException(
                $"{inputs.Length} numbers were given; rows of {Network.InputSize} features need a multiple of {Network.InputSize}.",
                nameof(inputs));
        }

        return outputLength == (long)count * outputSize
            ? count
            : throw new ArgumentException(
                $"There is room for {outputLength} numbers; {count} rows need {(long)count * outputSize}.", nameof(inputs));
    }

    private void ToProbabilities(Span<T> outputs)
    {
        if (OutputActivation is Activation.Softmax or Activation.Sigmoid)
            return;
        T sum = T.Zero, largest = outputs[0];
        foreach (T output in outputs)
            largest = T.Max(largest, output);
        foreach (ref T output in outputs)
            sum += output = PowerOfE(output - largest);
        foreach (ref T output in outputs)
            output /= sum;
    }

    private static T PowerOfE(T x) => Scalar<T>.First(Elementary.Exp(Scalar<T>.Broadcast(x)));
}
