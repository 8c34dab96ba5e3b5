namespace GenNet.Networks;

/// <summary>
/// A tensor of a network, where it stands in memory and what it starts with: the element (i, j) stands at <paramref name="Start"/> + i
/// <paramref name="Strides"/>[0] + j <paramref name="Strides"/>[1].
/// </summary>
/// <param name="Symbol">Its name in the mathematics: <c>W1</c>.</param>
/// <param name="Name">Its name in files: <c>0.weight</c>.</param>
/// <param name="Shape">Its dimensions, row-major in canonical order.</param>
/// <param name="Start">Where its first element stands.</param>
/// <param name="Strides">For each dimension, the distance from one index to the next.</param>
/// <param name="Initializer">How its first values are drawn.</param>
/// <param name="InitialValue">The value of every element under <see cref="Initializer.Constant"/>.</param>
/// <param name="FanIn">The fan-in that they are drawn for; null where it follows from the shape, as that of weights does.</param>
/// <param name="L1">The factor of the penalty sum abs(W).</param>
/// <param name="L2">The factor of the penalty sum W^2.</param>
/// <param name="IsBuffer">Whether it is no parameter; buffers stand behind all parameters.</param>
public sealed record Tensor(
    string Symbol, string Name, IReadOnlyList<int> Shape, int Start, IReadOnlyList<int> Strides,
    Initializer Initializer = Initializer.Zeros, double InitialValue = 0, int? FanIn = null, double L1 = 0, double L2 = 0,
    bool IsBuffer = false)
    : TensorDescription(Symbol, Name, Shape, IsBuffer)
{
    /// <summary>The place behind its last element.</summary>
    internal int End => Start + Shape.Zip(Strides, (size, stride) => (size - 1) * stride).Sum() + 1;

    /// <summary>Its rows in canonical order; a row is what the last index runs over.</summary>
    internal IEnumerable<TensorRow> Rows
    {
        get
        {
            int last = Shape.Count - 1, count = Length / Shape[last];
            for (int row = 0; row < count; row++)
            {
                int start = Start, index = row;
                for (int dimension = last - 1; dimension >= 0; dimension--)
                {
                    start += index % Shape[dimension] * Strides[dimension];
                    index /= Shape[dimension];
                }

                yield return new(start, Strides[last], Shape[last]);
            }
        }
    }
}

/// <summary>Where neighbours in canonical order stand.</summary>
/// <param name="Start">Where the first of them stands.</param>
/// <param name="Step">The distance from one to the next.</param>
/// <param name="Length">How many there are.</param>
internal readonly record struct TensorRow(int Start, int Step, int Length)
{
    public int At(int i) => Start + i * Step;
}
