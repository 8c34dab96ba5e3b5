namespace GenNet.SafeTensors;

/// <summary>A tensor with its numbers in memory.</summary>
internal readonly record struct TensorData<T>(TensorDescription Tensor, Memory<T> Numbers);

internal static class TensorData
{
    /// <summary>What the names begin with of tensors that only checkpoints have.</summary>
    public const string CheckpointPrefix = "checkpoint.";

    /// <summary>Whether only checkpoints have a tensor of that name.</summary>
    public static bool IsOfCheckpoint(string name) => name.StartsWith(CheckpointPrefix, StringComparison.Ordinal);

    /// <summary>The tensors of numbers in canonical order.</summary>
    public static TensorData<T>[] Place<T>(IEnumerable<TensorDescription> tensors, T[] numbers, string prefix = "")
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
