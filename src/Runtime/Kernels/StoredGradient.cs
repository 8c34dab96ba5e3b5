using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>Hands a gradient that is complete in memory to a sink.</summary>
internal static class StoredGradient
{
    public static void HandTo<T, TSink>(TSink sink, Block<T> gradient, int length)
        where T : unmanaged
        where TSink : struct, IGradientSink<T>
    {
        if (Vector512.IsHardwareAccelerated) HandTo<Wide512<T>, T, TSink>(sink, gradient, length);
        else if (Vector256.IsHardwareAccelerated) HandTo<Wide256<T>, T, TSink>(sink, gradient, length);
        else HandTo<Wide128<T>, T, TSink>(sink, gradient, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void HandTo<V, T, TSink>(TSink sink, Block<T> gradient, int length)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TSink : struct, IGradientSink<T>
    {
        for (nint i = 0; i < length; i += V.Count)
            sink.Take(V.Load(gradient, i), i);
    }
}
