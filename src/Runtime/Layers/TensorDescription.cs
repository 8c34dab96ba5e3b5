namespace GenNet;

/// <summary>A tensor that a layer owns.</summary>
/// <param name="Symbol">Its name in the mathematics: <c>W</c>, and <c>W1</c> among those of a whole network.</param>
/// <param name="Name">
/// Its name in files: that within PyTorch's module, <c>weight</c>, and <c>0.weight</c> among those of a whole network.
/// </param>
/// <param name="Shape">Its dimensions, row-major: [units, inputs] for the weights of a dense layer.</param>
/// <param name="IsBuffer">Whether training moves it by other means than gradients: files have it, and the parameters leave it out.</param>
public record TensorDescription(string Symbol, string Name, IReadOnlyList<int> Shape, bool IsBuffer = false)
{
    /// <summary>The symbol of variances.</summary>
    internal const string VarianceSymbol = "var";

    /// <summary>The number of its elements.</summary>
    public int Length
    {
        get
        {
            int length = 1;
            for (int dimension = 0; dimension < Shape.Count; dimension++)
                length = checked(length * Shape[dimension]);
            return length;
        }
    }

    /// <summary>Whether its numbers are variances, of which none is negative.</summary>
    internal bool IsVariance => IsBuffer && Symbol.StartsWith(VarianceSymbol, StringComparison.Ordinal);
}
