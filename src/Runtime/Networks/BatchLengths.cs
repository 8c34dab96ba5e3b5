using System.Runtime.CompilerServices;

namespace GenNet.Networks;

/// <summary>The lengths that a batch's spans must have. The checks, made in every call, are inlined; what they throw is not.</summary>
internal static class BatchLengths
{
    /// <summary>The number of samples of a batch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Rows(int length, int inputSize)
    {
        (int rows, int rest) = Math.DivRem(length, inputSize);
        if (rest != 0)
            Throw(length, inputSize);
        return rows;

        static void Throw(int length, int inputSize) => throw new ArgumentException(
            $"inputs has {length} elements; a batch needs a multiple of InputSize = {inputSize}.", "inputs");
    }

    /// <summary>The number of samples of a batch that has some.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int RowsOfSamples(int length, int inputSize)
    {
        int rows = Rows(length, inputSize);
        if (rows == 0)
            Throw(inputSize);
        return rows;

        static void Throw(int inputSize) =>
            throw new ArgumentException($"inputs is empty; at least one sample of InputSize = {inputSize} is needed.", "inputs");
    }

    /// <summary>The number of samples of a batch that a network is trained with, which normalises by it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckTrainingRows(int rows, (int Least, int Most) range)
    {
        if (rows < range.Least || rows > range.Most)
            Throw(rows, range);

        static void Throw(int rows, (int Least, int Most) range) => throw new ArgumentException(
            $"inputs has {rows} {(rows == 1 ? "sample" : "samples")}; a network with BatchNorm, which normalises by the batch, trains with "
            + $"{range.Least} to {range.Most} at once.",
            "inputs");
    }

    /// <summary>The number of frames of a block of a stream.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Frames(int length, int frameInputs)
    {
        (int frames, int rest) = Math.DivRem(length, frameInputs);
        if (rest != 0)
            Throw(length, frameInputs);
        return frames;

        static void Throw(int length, int frameInputs) => throw new ArgumentException(
            $"frames has {length} elements; a block needs a multiple of the inputs of a frame, {frameInputs}.", "frames");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check(int length, int rows, int size, string name, string sizeName, string rowsName = "samples")
    {
        if (length != (long)rows * size)
            Throw(length, rows, size, name, sizeName, rowsName);

        static void Throw(int length, int rows, int size, string name, string sizeName, string rowsName) =>
            throw new ArgumentException(
                $"{name} has {length} elements; {rows} {rowsName} x {sizeName} = {size} need {(long)rows * size}.", name);
    }
}
