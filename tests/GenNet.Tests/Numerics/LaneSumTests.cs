using System.Runtime.Intrinsics;
using GenNet.Numerics;

namespace GenNet.Tests.Numerics;

/// <summary>
/// The sums over the lanes of many vectors at once are, bit by bit, those of one vector after the other, which add halves, and so the same
/// at every register width.
/// </summary>
public sealed unsafe class LaneSumTests
{
    [Fact]
    public void SixteenVectorsOfFloats()
    {
        if (Vector512.IsHardwareAccelerated) Floats<Wide512<float>>();
        if (Vector256.IsHardwareAccelerated) Floats<Wide256<float>>();
        Floats<Wide128<float>>();
    }

    [Fact]
    public void EightVectorsOfDoubles()
    {
        if (Vector512.IsHardwareAccelerated) Doubles<Wide512<double>>();
        if (Vector256.IsHardwareAccelerated) Doubles<Wide256<double>>();
        Doubles<Wide128<double>>();
    }

    private static void Floats<V>() where V : struct, IWideVector<V, float>
    {
        var random = new Random(1);
        float[] numbers = [.. Enumerable.Range(0, 16 * 16).Select(_ => random.NextSingle() - 0.3f)], sums = new float[16];
        fixed (float* start = numbers, result = sums)
        {
            var block = new Block<float>(start);
            var v = new V[16];
            for (int i = 0; i < v.Length; i++)
                v[i] = V.Load(block, 16 * i);
            V.Store(new(result), 0, LaneSum.Of(
                v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10], v[11], v[12], v[13], v[14], v[15]));
            Assert.Equal(v.Select(V.Sum), sums);

            V.Store(new(result), 0, LaneSum.Of(v[0], v[1], v[2]));
            Assert.Equal([V.Sum(v[0]), V.Sum(v[1]), V.Sum(v[2]), .. new float[13]], sums);
            Assert.Equal(Halves(numbers.AsSpan(0, 16).ToArray()), V.Sum(V.Load(block, 0)));
        }
    }

    private static void Doubles<V>() where V : struct, IWideVector<V, double>
    {
        var random = new Random(2);
        double[] numbers = [.. Enumerable.Range(0, 8 * 8).Select(_ => random.NextDouble() - 0.3)], sums = new double[8];
        fixed (double* start = numbers, result = sums)
        {
            var block = new Block<double>(start);
            var v = new V[8];
            for (int i = 0; i < v.Length; i++)
                v[i] = V.Load(block, 8 * i);
            V.Store(new(result), 0, LaneSum.OfDoubles(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7]));
            Assert.Equal(v.Select(V.Sum), sums);

            V.Store(new(result), 0, LaneSum.OfDoubles(v[0], v[1], v[2]));
            Assert.Equal([V.Sum(v[0]), V.Sum(v[1]), V.Sum(v[2]), .. new double[5]], sums);
        }
    }

    /// <summary>The upper half is added to the lower until one number is left.</summary>
    private static float Halves(float[] lanes)
    {
        for (int half = lanes.Length / 2; half > 0; half /= 2)
            lanes = [.. lanes.Take(half).Zip(lanes.Skip(half), (low, high) => low + high)];
        return lanes[0];
    }
}
