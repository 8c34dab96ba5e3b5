namespace GenNet.Networks;

/// <summary>The lengths that a batch's spans must have.</summary>
internal static class BatchLengths
{
    /// <summary>The number of samples of a batch.</summary>
    public static int Rows(int length, int inputSize) => length % inputSize == 0
        ? length / inputSize
        : throw new ArgumentException($"inputs has {length} elements; a batch needs a multiple of InputSize = {inputSize}.", "inputs");

    public static void Check(int length, int rows, int size, string name, string sizeName, string rowsName = "samples")
    {
        if (length != (long)rows * size)
            throw new ArgumentException($"{name} has {length} elements; {rows} {rowsName} x {sizeName} = {size} need {(long)rows * size}.", name);
    }
}
