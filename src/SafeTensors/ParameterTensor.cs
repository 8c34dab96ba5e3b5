namespace GenNet.SafeTensors;

/// <summary>A tensor of a network's parameters.</summary>
/// <param name="Name">Its name in files.</param>
/// <param name="Shape">Its dimensions: [units, inputs] for weights, [units] otherwise.</param>
internal sealed record ParameterTensor(string Name, int[] Shape)
{
    /// <summary>What the names begin with of tensors that only checkpoints have.</summary>
    public const string CheckpointPrefix = "checkpoint.";

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
    /// <summary>The number of modules that a layer becomes.</summary>
    public static int Count(bool hasActivation, bool hasDropout) => 1 + (hasActivation ? 1 : 0) + (hasDropout ? 1 : 0);

    /// <summary>The tensors of a layer in canonical order.</summary>
    /// <param name="module">The number of its <c>nn.Linear</c>; a PReLU, the only activation with parameters, is the next module.</param>
    /// <param name="inputs">n_(l-1).</param>
    /// <param name="units">n_l.</param>
    /// <param name="hasBias">Whether it has a bias.</param>
    /// <param name="hasSlopes">Whether its activation is a PReLU.</param>
    public static IEnumerable<ParameterTensor> Tensors(int module, int inputs, int units, bool hasBias, bool hasSlopes)
    {
        yield return new($"{module}.weight", [units, inputs]);
        if (hasBias)
            yield return new($"{module}.bias", [units]);
        if (hasSlopes)
            yield return new($"{module + 1}.weight", [units]);
    }
}
