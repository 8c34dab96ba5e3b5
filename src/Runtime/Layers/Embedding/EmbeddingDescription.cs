namespace GenNet;

/// <summary>A table of vectors, of which it writes those of the categories that its columns name, side by side.</summary>
/// <param name="Columns">The numbers of categories that it reads for each sample.</param>
/// <param name="Count">The number of categories.</param>
/// <param name="Size">The numbers of a category's vector.</param>
public sealed partial record EmbeddingDescription(int Columns, int Count, int Size) : LayerDescription(Columns * Size)
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorDescription> Tensors => [new("E", "weight", [Count, Size])];

    /// <inheritdoc/>
    public override string ToString() => $"Embedding({Count}, {Size}{(Columns == 1 ? "" : $", of {Columns} columns")})";
}
