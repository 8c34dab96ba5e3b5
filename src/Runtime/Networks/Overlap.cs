using System.Runtime.CompilerServices;

namespace GenNet.Networks;

/// <summary>Refuses memory that a call would write while it still reads it.</summary>
internal static class Overlap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check<T>(ReadOnlySpan<T> written, string name, ReadOnlySpan<T> read, string readName)
    {
        if (written.Overlaps(read))
            Throw(name, readName);
    }

    /// <summary>That of a batch's rows, each of which may take the place of its own inputs, whatever thread has it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckRows<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> inputs)
    {
        if (outputs.Overlaps(inputs, out int offset) && (offset != 0 || outputs.Length != inputs.Length))
            Throw(nameof(outputs), nameof(inputs));
    }

    private static void Throw(string name, string readName) =>
        throw new ArgumentException($"{name} overlaps {readName}; it needs memory of its own.", name);
}
