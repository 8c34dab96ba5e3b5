using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>Predicts a single row, in memory of the stack, which is quicker to ask than a <see cref="Workspace{T}"/>.</summary>
internal static unsafe class SingleRow<T, TEngine>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TEngine : struct, IPredictionEngine<T>
{
    private const int VectorBytes = 64;

    // A network may be deep and a thread's stack small.
    private const int MaxStackBytes = 16_384;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Predict<V>(Block<T> p, Block<T> x, Block<T> y) where V : struct, IWideVector<V, T>
    {
        if (TEngine.ScratchPerRow <= MaxStackBytes / sizeof(T))
            PredictOnStack<V>(p, x, y);
        else
            PredictInWorkspace<V>(p, x, y);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void PredictOnStack<V>(Block<T> p, Block<T> x, Block<T> y) where V : struct, IWideVector<V, T>
    {
        // Aligned by hand, as the stack is not.
        byte* memory = stackalloc byte[TEngine.ScratchPerRow * sizeof(T) + VectorBytes];
        TEngine.PredictRow<V>(p, x, y, new((T*)(((nint)memory + VectorBytes - 1) & -VectorBytes)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void PredictInWorkspace<V>(Block<T> p, Block<T> x, Block<T> y) where V : struct, IWideVector<V, T>
    {
        using Workspace<T> memory = Workspace<T>.Rent(TEngine.ScratchPerRow);
        TEngine.PredictRow<V>(p, x, y, memory.Start);
    }
}
