using System.Runtime.CompilerServices;

namespace GenNet.Generator.Model;

/// <summary>The parameters of a network that are compiled in.</summary>
/// <param name="Source">Where they come from, for the reader.</param>
/// <param name="Bits">In canonical order, the bits of each number in the network's precision: equal are only those, not 0 and -0.</param>
/// <param name="AreInitial">Whether training starts from them; otherwise they stay as they are.</param>
internal sealed record BakedParameters(string Source, EquatableArray<ulong> Bits, bool AreInitial = false)
{
    /// <summary>
    /// The most parameters that source code holds: the compiler takes about 20 us and 1.2 KB for each number, 10 s and 0.6 GB in all.
    /// </summary>
    public const int MaxCount = 500_000;

    /// <summary>The numbers, in canonical order.</summary>
    public double[] Numbers(Precision precision) => [.. Bits.Select(bits => Number(bits, precision))];

    /// <summary>Other numbers from the same source, as the network's precision rounds them.</summary>
    public BakedParameters With(IEnumerable<double> numbers, Precision precision) => precision == Precision.Double
        ? Of(Source, [.. numbers])
        : Of(Source, [.. numbers.Select(number => (float)number)]);

    private static double Number(ulong bits, Precision precision)
    {
        if (precision == Precision.Double)
            return Unsafe.As<ulong, double>(ref bits);
        uint half = (uint)bits;
        return Unsafe.As<uint, float>(ref half);
    }

    public static BakedParameters Of(string source, float[] numbers) =>
        new(source, numbers.Select(number => (ulong)Unsafe.As<float, uint>(ref number)).ToEquatableArray());

    public static BakedParameters Of(string source, double[] numbers) =>
        new(source, numbers.Select(number => Unsafe.As<double, ulong>(ref number)).ToEquatableArray());
}
