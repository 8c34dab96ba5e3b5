namespace GenNet.Networks;

/// <summary>Checks the lengths of values that the caller has apart.</summary>
public static class ValueLengths
{
    /// <summary>The number of samples of a batch, m.</summary>
    /// <param name="length">The length of the first of its values.</param>
    /// <param name="size">The numbers that it has for each sample.</param>
    /// <param name="argument">The argument that it is a part of.</param>
    /// <param name="member">Its name there.</param>
    /// <exception cref="ArgumentException">They are no whole samples.</exception>
    public static int Samples(int length, int size, string argument, string member)
    {
        (int samples, int rest) = Math.DivRem(length, size);
        if (rest != 0)
        {
            throw new ArgumentException(
                $"{argument}.{member} has {length} elements; a batch needs a multiple of its size, {size}.", argument);
        }

        return samples;
    }

    /// <summary>The number of samples of a batch of whole rows, m.</summary>
    /// <param name="length">Their length.</param>
    /// <param name="inputSize">The numbers of a row.</param>
    /// <exception cref="ArgumentException">They are no whole rows.</exception>
    public static int Samples(int length, int inputSize) => BatchLengths.Rows(length, inputSize);

    /// <summary>Checks a value.</summary>
    /// <param name="length">Its length.</param>
    /// <param name="samples">The number of samples of the batch, m.</param>
    /// <param name="size">The numbers that it needs for each sample.</param>
    /// <param name="argument">The argument that it is a part of.</param>
    /// <param name="member">Its name there.</param>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    public static void Check(int length, int samples, int size, string argument, string member)
    {
        if (length != (long)samples * size)
        {
            throw new ArgumentException(
                $"{argument}.{member} has {length} elements; {samples} samples x its size, {size}, need {(long)samples * size}.", argument);
        }
    }

    /// <summary>Checks classes.</summary>
    /// <param name="labels">[m x frames], each the number of a class.</param>
    /// <param name="samples">The number of samples of the batch, m.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="argument">The argument that they are a part of.</param>
    /// <param name="member">Their name there.</param>
    /// <param name="frames">The frames of a sample, each of which has a class; 1 where it is no sequence.</param>
    /// <exception cref="ArgumentException">The length or a label does not fit.</exception>
    public static void CheckLabels(
        ReadOnlySpan<int> labels, int samples, int classes, string argument, string member, int frames = 1)
    {
        Check(labels.Length, samples, frames, argument, member);
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
            {
                throw new ArgumentException(
                    $"{argument}.{member}[{i}] is {labels[i]}; a label must be from 0 to {classes - 1}.", argument);
            }
        }
    }
}
