namespace GenNet;

/// <summary>
/// A table of learned vectors, as PyTorch's <c>nn.Embedding</c>: it reads inputs that hold the numbers of categories, 0 to count - 1, and
/// writes the vectors of those, side by side, so that k columns become k size numbers.
/// </summary>
/// <remarks>
/// E [count x size] starts with numbers of the standard normal distribution; files name it <c>weight</c>. What is no such number, a
/// fraction, something negative, too large or NaN, is an <see cref="ArgumentException"/> of whatever is given it, before anything changes.
/// The gradient by the columns is 0. A network with such a layer is written as register tiles.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class EmbeddingAttribute : LayerAttribute
{
    /// <summary>Declares the table.</summary>
    /// <param name="count">The number of categories; up to 16,777,216 in single precision, which holds no larger number exactly.</param>
    /// <param name="size">The numbers of a category's vector.</param>
    public EmbeddingAttribute(int count, int size)
    {
        Count = count;
        Size = size;
    }

    /// <summary>The number of categories.</summary>
    public int Count { get; }

    /// <summary>The numbers of a category's vector.</summary>
    public int Size { get; }
}
