namespace GenNet.Numerics;

/// <summary>The reduction of large angles to within an eighth of a turn, by Payne and Hanek, in integers.</summary>
internal static class QuarterTurns
{
    private const int MantissaBits = 52, Zeros = 64;

    /// <summary>The bits of 2/pi, after 64 zeros, as many as the largest double asks for.</summary>
    private static ReadOnlySpan<ulong> TwoOverPi =>
    [
        0, 0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041, 0xFE5163ABDEBBC561, 0xB7246E3A424DD2E0, 0x06492EEA09D1921C,
        0xFE1DEB1CB129A73E, 0xE88235F52EBB4484, 0xE99C7026B45F7E41, 0x3991D639835339F4, 0x9C845F8BBDF9283B, 0x1FF897FFDE05980F,
        0xEF2F118B5A0A6D1F, 0x6D367ECF27CB09B7, 0x4F463F669E5FEA2D, 0x7527BAC7EBE5F17B, 0x3D0739F78A5292EA, 0x6BFB5FB11F8D5D08,
        0x56033046FC7B6BAB,
    ];

    /// <summary>The n, modulo 4, of an angle = n pi/2 + high + low, with |high| &lt;= pi/4 and low to make good its rounding.</summary>
    /// <param name="angle">2^16 or more.</param>
    /// <param name="high">The angle that is left; NaN of an infinite angle.</param>
    /// <param name="low">What is left to it.</param>
    /// <remarks>
    /// angle = m 2^e for an integer m, and (m 2^e) (2/pi) modulo 4 needs no bit of 2/pi above 2^(1 - e). Of 192 bits from there the upper 128
    /// of the product are used: 2 of n and 126 of the fraction, at most 62 of which are zeros or ones before it differs from n, for any double.
    /// </remarks>
    public static int TakeOff(double angle, out double high, out double low)
    {
        if (!double.IsFinite(angle))
        {
            high = low = double.NaN;
            return 0;
        }

        long bits = BitConverter.DoubleToInt64Bits(angle);
        ulong m = ((ulong)bits & ((1UL << MantissaBits) - 1)) | (1UL << MantissaBits);
        int e = (int)(bits >> MantissaBits) - 1023 - MantissaBits, first = Zeros + e - 2;
        UInt128 product = ((UInt128)(m * Word(first)) << 64) + (UInt128)m * Word(first + 64) + Math.BigMul(m, Word(first + 128), out _);

        UInt128 fraction = product << 2; // of a quarter turn, in units of 2^-128; above a half it is taken from the next n
        int n = (int)(product >> 126);
        double sign = 1;
        if (fraction >> 127 != 0)
        {
            n++;
            sign = -1;
            fraction = -fraction;
        }

        int zeros = (int)UInt128.LeadingZeroCount(fraction);
        fraction <<= zeros;
        double scale = sign * BitConverter.Int64BitsToDouble((1023L - 53 - zeros) << MantissaBits);
        double f = (double)(ulong)(fraction >> 75), rest = Math.ScaleB((double)(ulong)((fraction >> 22) & ((1UL << 53) - 1)), -53);

        const double Second = 6.123233995736766e-17; // pi/2 - Math.PI / 2
        double whole = f * (Math.PI / 2);
        high = scale * whole;
        low = scale * (Math.FusedMultiplyAdd(f, Math.PI / 2, -whole) + (f * Second + rest * (Math.PI / 2)));
        return n;
    }

    /// <summary>64 bits of the table, from the given one on.</summary>
    private static ulong Word(int bit)
    {
        int word = bit >> 6, shift = bit & 63;
        return (TwoOverPi[word] << shift) | (TwoOverPi[word + 1] >> 1 >> (63 - shift));
    }
}
