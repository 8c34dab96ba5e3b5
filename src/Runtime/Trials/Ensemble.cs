using System.Numerics;
using GenNet.Networks;
using GenNet.Numerics;

namespace GenNet;

/// <summary>Several predictors as one, which predicts the mean of theirs and tells how far they are apart.</summary>
/// <typeparam name="T">The floating-point type.</typeparam>
/// <remarks>
/// Any number of threads may predict at once. Means and deviations are summed member by member, in their order, in <typeparamref name="T"/>
/// (Welford's method); equal members give exactly what one of them gives, and the deviation 0.
/// </remarks>
public sealed class Ensemble<T> : IPredictor<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int ChunkSize = 256;

    private readonly IPredictor<T>[] _members;

    /// <summary>Takes predictors together.</summary>
    /// <param name="members">At least 1, all of as many inputs and of as many outputs.</param>
    /// <exception cref="ArgumentException">There are none, one is null, or their sizes differ.</exception>
    public Ensemble(IEnumerable<IPredictor<T>> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        _members = [.. members];
        if (_members.Length == 0)
            throw new ArgumentException("No predictors were given; an ensemble needs at least 1.", nameof(members));
        if (Array.IndexOf(_members, null) is var missing and >= 0)
            throw new ArgumentException($"Predictor {missing} is null.", nameof(members));
        if (_members.FirstOrDefault(one => one.InputSize != InputSize || one.OutputSize != OutputSize) is { } other)
        {
            throw new ArgumentException(
                $"Predictors of {InputSize} inputs and {OutputSize} outputs, and of {other.InputSize} and {other.OutputSize}, were given; "
                + "an ensemble needs the same sizes of all.",
                nameof(members));
        }
    }

    /// <summary>The predictors, in their order.</summary>
    public IReadOnlyList<IPredictor<T>> Members => _members;

    /// <inheritdoc/>
    public int InputSize => _members[0].InputSize;

    /// <inheritdoc/>
    public int OutputSize => _members[0].OutputSize;

    /// <summary>The sum of the members' numbers of layers.</summary>
    public int LayerCount => _members.Sum(member => member.LayerCount);

    /// <summary>The sum of the members' numbers of parameters.</summary>
    public int ParameterCount => _members.Sum(member => member.ParameterCount);

    /// <summary>Computes the mean of the members' outputs for m samples; m may be 0.</summary>
    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<T> inputs, Span<T> outputs) => Predict(inputs, outputs, default, hasDeviations: false);

    /// <summary>Computes the mean of the members' outputs for m samples, and how far they are apart.</summary>
    /// <param name="inputs">[m x <see cref="InputSize"/>].</param>
    /// <param name="means">[m x <see cref="OutputSize"/>].</param>
    /// <param name="deviations">
    /// [m x <see cref="OutputSize"/>], the standard deviations of the members' outputs, dividing by the number of members.
    /// </param>
    /// <exception cref="ArgumentException">A length does not fit; nothing has been written.</exception>
    public void Predict(ReadOnlySpan<T> inputs, Span<T> means, Span<T> deviations) =>
        Predict(inputs, means, deviations, hasDeviations: true);

    private void Predict(ReadOnlySpan<T> inputs, Span<T> means, Span<T> deviations, bool hasDeviations)
    {
        int rows = BatchLengths.Rows(inputs.Length, InputSize);
        BatchLengths.Check(means.Length, rows, OutputSize, hasDeviations ? nameof(means) : "outputs", nameof(OutputSize));
        if (hasDeviations)
            BatchLengths.Check(deviations.Length, rows, OutputSize, nameof(deviations), nameof(OutputSize));
        for (int start = 0, count; start < rows; start += count)
        {
            count = Math.Min(ChunkSize, rows - start);
            PredictChunk(
                inputs.Slice(start * InputSize, count * InputSize), means.Slice(start * OutputSize, count * OutputSize),
                hasDeviations ? deviations.Slice(start * OutputSize, count * OutputSize) : default);
        }
    }

    private void PredictChunk(ReadOnlySpan<T> inputs, Span<T> means, Span<T> squares)
    {
        using Workspace<T> workspace = Workspace<T>.Rent(means.Length);
        Span<T> outputs = workspace.Start.AsSpan(means.Length);
        means.Clear();
        squares.Clear();
        for (int member = 0; member < _members.Length; member++)
        {
            _members[member].Predict(inputs, outputs);
            T count = T.CreateChecked(member + 1);
            for (int i = 0; i < outputs.Length; i++)
            {
                T difference = outputs[i] - means[i];
                means[i] += difference / count;
                if (!squares.IsEmpty)
                    squares[i] += difference * (outputs[i] - means[i]);
            }
        }

        T members = T.CreateChecked(_members.Length);
        foreach (ref T square in squares)
            square = T.Sqrt(square / members);
    }
}
