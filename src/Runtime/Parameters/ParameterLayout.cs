namespace GenNet.Networks;

/// <summary>What a network's layers are, and where their tensors stand in memory.</summary>
/// <param name="length">The numbers that the parameters take up, padding included; buffers stand behind them.</param>
/// <param name="layers">The layers, first to last.</param>
/// <param name="tensors">Their tensors in canonical order, parameters and buffers.</param>
public sealed class ParameterLayout(int length, IReadOnlyList<LayerDescription> layers, IReadOnlyList<Tensor> tensors)
{
    /// <summary>The numbers that the parameters take up, padding included.</summary>
    public int Length => length;

    /// <summary>The layers, first to last.</summary>
    public IReadOnlyList<LayerDescription> Layers => layers;

    /// <summary>Their tensors in canonical order, parameters and buffers.</summary>
    public IReadOnlyList<Tensor> Tensors => tensors;

    /// <summary>The frames of a sample where samples are windows, or 0.</summary>
    public int Steps { get; init; }

    /// <summary>The number of learnable parameters.</summary>
    public int Count { get; } = tensors.Where(tensor => !tensor.IsBuffer).Sum(tensor => tensor.Length);

    /// <summary>The tensors that are no buffers.</summary>
    internal Tensor[] Parameters { get; } = [.. tensors.Where(tensor => !tensor.IsBuffer)];

    /// <summary>The parameters' places in canonical order.</summary>
    internal TensorRow[] ParameterRows { get; } = [.. tensors.Where(tensor => !tensor.IsBuffer).SelectMany(tensor => tensor.Rows)];

    /// <summary>The places of all that files have in canonical order, parameters and buffers.</summary>
    internal TensorRow[] StateRows { get; } = [.. tensors.SelectMany(tensor => tensor.Rows)];

    /// <summary>The number of all that files have.</summary>
    internal int StateCount { get; } = tensors.Sum(tensor => tensor.Length);

    /// <summary>The numbers that parameters and buffers take up, padding included.</summary>
    internal int StateLength { get; } = tensors.Select(tensor => tensor.End).Append(length).Max();

    /// <summary>
    /// The tensors that cost something, and their places along the first index instead of the last: there, numbers are neighbours in
    /// memory.
    /// </summary>
    internal (Tensor Tensor, TensorRow[] Columns)[] Penalized { get; } =
        [.. tensors.Where(tensor => tensor.L1 > 0 || tensor.L2 > 0).Select(tensor => (tensor, Columns(tensor)))];

    /// <summary>The network's layers for the reader of its files: <c>Dense(64, 10), Softmax</c>.</summary>
    internal string Architecture => string.Join(", ", layers);

    private static TensorRow[] Columns(Tensor tensor) =>
        [.. (tensor with { Shape = [.. tensor.Shape.Reverse()], Strides = [.. tensor.Strides.Reverse()] }).Rows];
}
