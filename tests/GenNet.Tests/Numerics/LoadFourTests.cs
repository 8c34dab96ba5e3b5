using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GenNet.Numerics;

namespace GenNet.Tests.Numerics;

/// <summary>Four numbers at places that are constants to the compiler: one of .NET 10's encodes them wrongly in one instruction.</summary>
public sealed unsafe class LoadFourTests
{
    [Fact]
    public void EachOfFourNumbersIsInAllLanes()
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Check<Wide512<float>, float>();
            Check<Wide512<double>, double>();
        }

        if (Vector256.IsHardwareAccelerated)
        {
            Check<Wide256<float>, float>();
            Check<Wide256<double>, double>();
        }

        Check<Wide128<float>, float>();
        Check<Wide128<double>, double>();
    }

    private static void Check<V, T>()
        where V : struct, IWideVector<V, T>
        where T : unmanaged, INumber<T>
    {
        T[] numbers = [.. Enumerable.Range(0, 20).Select(T.CreateChecked)];
        var lanes = new T[5 * 4 * V.Count];
        fixed (T* source = numbers, result = lanes)
            Broadcast<V, T>(new(source), new(result));
        for (int i = 0; i < lanes.Length; i++)
            Assert.Equal(numbers[i / V.Count], lanes[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Broadcast<V, T>(Block<T> source, Block<T> result)
        where V : struct, IWideVector<V, T>
        where T : unmanaged
    {
        Each<V, T>(V.LoadFour(source, 0), result);
        Each<V, T>(V.LoadFour(source, 4), result.At(4 * V.Count));
        Each<V, T>(V.LoadFour(source, 8), result.At(8 * V.Count));
        Each<V, T>(V.LoadFour(source, 12), result.At(12 * V.Count));
        Each<V, T>(V.LoadFour(source, 16), result.At(16 * V.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Each<V, T>(V four, Block<T> result)
        where V : struct, IWideVector<V, T>
        where T : unmanaged
    {
        V.Store(result, 0, V.BroadcastOfFour(four, 0));
        V.Store(result, V.Count, V.BroadcastOfFour(four, 1));
        V.Store(result, 2 * V.Count, V.BroadcastOfFour(four, 2));
        V.Store(result, 3 * V.Count, V.BroadcastOfFour(four, 3));
    }
}
