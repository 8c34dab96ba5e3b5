using System.Numerics;
using System.Runtime.InteropServices;

namespace GenNet;

/// <summary>Finds numbers that nothing can be learned from.</summary>
internal static class FiniteNumbers
{
    /// <summary>The index of the first number that is NaN or infinite, or -1.</summary>
    /// <param name="numbers">Any numbers.</param>
    /// <param name="canBeMissing">Whether NaN is passed over.</param>
    public static int IndexOfOther<T>(ReadOnlySpan<T> numbers, bool canBeMissing)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (AreFinite(numbers))
            return -1;
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!T.IsFinite(numbers[i]) && !(canBeMissing && T.IsNaN(numbers[i])))
                return i;
        }

        return -1;
    }

    /// <summary>x - x is 0 for finite numbers alone, and NaN for all others, which no sum loses.</summary>
    private static bool AreFinite<T>(ReadOnlySpan<T> numbers) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<Vector<T>> vectors = MemoryMarshal.Cast<T, Vector<T>>(numbers);
        Vector<T> sum = default;
        foreach (Vector<T> vector in vectors)
            sum += vector - vector;
        T rest = T.Zero;
        foreach (T number in numbers[(vectors.Length * Vector<T>.Count)..])
            rest += number - number;
        return Vector.EqualsAll(sum, default) && rest == T.Zero;
    }
}
