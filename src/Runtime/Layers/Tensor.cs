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
/// <param name="Block">
/// The length of the blocks that its first dimension is cut into, as that of several gates is, or 0; the strides begin with the distance
/// between them then.
/// </param>
public sealed record Tensor(
    string Symbol, string Name, IReadOnlyList<int> Shape, int Start, IReadOnlyList<int> Strides,
    Initializer Initializer = Initializer.Zeros, double InitialValue = 0, int? FanIn = null, double L1 = 0, double L2 = 0,
    bool IsBuffer = false, int Block = 0)
    : TensorDescription(Symbol, Name, Shape, IsBuffer)
{
    /// <summary>The dimensions that the strides are of.</summary>
    internal IReadOnlyList<int> Dimensions => Block == 0 ? Shape : [Shape[0] / Block, Block, .. Shape.Skip(1)];

    /// <summary>The place behind its last element.</summary>
    internal int End => Start + Dimensions.Zip(Strides, (size, stride) => (size - 1) * stride).Sum() + 1;

    /// <summary>Its rows in canonical order; a row is what the last index runs over.</summary>
    internal IEnumerable<TensorRow> Rows
    {
        get
        {
            IReadOnlyList<int> dimensions = Dimensions;
            int last = dimensions.Count - 1, count = Length / dimensions[last];
            for (int row = 0; row < count; row++)
            {
                int start = Start, index = row;
                for (int dimension = last - 1; dimension >= 0; dimension--)
                {
                    start += index % dimensions[dimension] * Strides[dimension];
                    index /= dimensions[dimension];
                }

                yield return new(start, Strides[last], dimensions[last]);
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
