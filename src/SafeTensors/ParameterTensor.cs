namespace GenNet.SafeTensors;

/// <summary>A tensor of a network's parameters.</summary>
/// <param name="Name">Its name in files.</param>
/// <param name="Shape">Its dimensions: [units, inputs] for weights, [units] otherwise.</param>
internal sealed record ParameterTensor(string Name, int[] Shape)
{
    /// <summary>What the names begin with of tensors that only checkpoints have.</summary>
    public const string CheckpointPrefix = "checkpoint.";

    /// <summary>Whether only checkpoints have a tensor of that name.</summary>
    public static bool IsOfCheckpoint(string name) => name.StartsWith(CheckpointPrefix, StringComparison.Ordinal);

    public int Length => Shape.Aggregate((product, size) => checked(product * size));

    /// <summary>The tensors of numbers in canonical order.</summary>
    public static TensorData<T>[] Place<T>(IEnumerable<ParameterTensor> tensors, T[] numbers, string prefix = "")
    {
        int next = 0;
        return
        [
            .. tensors.Select(tensor =>
            {
                Memory<T> itsNumbers = numbers.AsMemory(next, tensor.Length);
                next += tensor.Length;
                return new TensorData<T>(tensor with { Name = prefix + tensor.Name }, itsNumbers);
            }),
        ];
    }
}

/// <summary>A tensor with its numbers in memory.</summary>
internal readonly record struct TensorData<T>(ParameterTensor Tensor, Memory<T> Numbers);

/// <summary>
/// The parameters of a network under the names that PyTorch gives them in the <c>nn.Sequential</c> of the same layers, whose modules are
/// numbered from 0: for each layer an <c>nn.Linear</c>, its activation unless that is the identity, and its dropout if it has one.
/// </summary>
internal static class SequentialModules
{
    /// <summary>The tensors of all layers in canonical order.</summary>
    public static IEnumerable<ParameterTensor> Tensors(IEnumerable<SequentialLayer> layers)
    {
        int module = 0;
        foreach (SequentialLayer layer in layers)
        {
            yield return new($"{module}.weight", [layer.Units, layer.Inputs]);
            if (layer.HasBias)
                yield return new($"{module}.bias", [layer.Units]);
            module++;
            if (layer.Activation == Activation.PReLU)
                yield return new($"{module}.weight", [layer.Units]);
            if (layer.Activation != Activation.Identity)
                module++;
            if (layer.HasDropout)
                module++;
        }
    }
}

/// <summary>What the names and shapes of a layer's tensors follow from.</summary>
/// <param name="Inputs">n_(l-1).</param>
/// <param name="Units">n_l.</param>
/// <param name="Activation">The activation, or null where it is the user's own.</param>
/// <param name="HasBias">Whether it has a bias.</param>
/// <param name="HasDropout">Whether dropout is declared, with whatever rate.</param>
internal sealed record SequentialLayer(int Inputs, int Units, Activation? Activation, bool HasBias, bool HasDropout);
