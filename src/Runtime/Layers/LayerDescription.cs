namespace GenNet;

/// <summary>
/// A layer of a network, for code that takes any: its kind and sizes, and the tensors that it owns. Layers are counted as modules of
/// PyTorch's <c>nn.Sequential</c>: a dense layer, its activation and its dropout are three.
/// </summary>
/// <param name="Units">The numbers that it writes for each sample.</param>
public abstract partial record LayerDescription(int Units)
{
    /// <summary>What files name its tensors by, <c>fc1</c> in <c>fc1.weight</c>; null where its number in the network does.</summary>
    public string? Name { get; init; }

    /// <summary>The values that it reads; null where that is what the layer above writes, or the input row.</summary>
    public IReadOnlyList<LayerSource>? Reads { get; init; }

    /// <summary>The tensors that it owns, in canonical order, as it names them itself.</summary>
    public abstract IReadOnlyList<TensorDescription> Tensors { get; }

    /// <summary>Whether training needs numbers of the whole batch.</summary>
    internal virtual bool IsBatchwise => false;

    /// <summary>The fewest samples that a step of training can be taken on.</summary>
    internal virtual int LeastBatch => 1;

    /// <summary>The layer for a reader: <c>Dense(64, 32, no bias)</c>, <c>ELU(1)</c>, <c>Dropout(0.5)</c>.</summary>
    public abstract override string ToString();
}

/// <summary>A value that a layer reads, or that a network gives out.</summary>
/// <param name="Layer">The layer that writes it, by its place in the network's list; -1 for columns of the input row.</param>
/// <param name="Column">The first of these columns; 0 for what a layer writes.</param>
/// <param name="Width">How many numbers it has, or each of its frames where it is a sequence.</param>
public readonly record struct LayerSource(int Layer, int Column, int Width);
