using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>Runs the forward pass of a network of register tiles on the widest registers that the machine has.</summary>
/// <typeparam name="T">The floating-point type.</typeparam>
/// <typeparam name="TForward">The generated pass.</typeparam>
public readonly struct TiledPredictor<T, TForward> : IPredictionEngine<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TForward : struct, ITiledForward<T>
{
    /// <summary>
    /// The rows of a chunk: a multiple of the lanes and of the tiles' rows, whose activations stay in the second-level cache. As many
    /// windows as share a step of recurrent layers, where rows are windows.
    /// </summary>
    internal static int Chunk => TForward.Steps < 2 ? 96 : Math.Clamp(1_536 / TForward.Steps / 16 * 16, 16, 96);

    /// <summary>The frames of a row.</summary>
    internal static int Frames => Math.Max(1, TForward.Steps);

    static int IPredictionEngine<T>.InputSize => TForward.InputSize;

    static int IPredictionEngine<T>.OutputSize => TForward.OutputSize;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IPredictionEngine<T>.CheckInputs(ReadOnlySpan<T> inputs, string name) => TForward.CheckInputs(inputs, TForward.Steps, name);

    static int IPredictionEngine<T>.ScratchPerRow => TForward.ScratchPerRow;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IPredictionEngine<T>.Predict(Block<T> p, Block<T> x, int rows, Block<T> y)
    {
        if (Vector512.IsHardwareAccelerated) Predict<Wide512<T>>(p, x, rows, y);
        else if (Vector256.IsHardwareAccelerated) Predict<Wide256<T>>(p, x, rows, y);
        else Predict<Wide128<T>>(p, x, rows, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Predict<V>(Block<T> p, Block<T> x, int rows, Block<T> y) where V : struct, IWideVector<V, T>
    {
        if (rows == 1)
            SingleRow<T, TiledPredictor<T, TForward>>.Predict<V>(p, x, y);
        else
            PredictBatch<V>(p, x, rows, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void PredictBatch<V>(Block<T> p, Block<T> x, int rows, Block<T> y) where V : struct, IWideVector<V, T>
    {
        using Workspace<T> memory = Workspace<T>.Rent((long)Math.Min(rows, Chunk) * TForward.ScratchPerRow + TForward.ScratchShared);
        Run<V>(p, x, 0, rows, y, memory.Start);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IPredictionEngine<T>.PredictRow<V>(Block<T> p, Block<T> x, Block<T> y, Block<T> memory)
    {
        Scratch<T> scratch = new(memory, 1, TForward.ScratchPerRow, Frames);
        TForward.DrawDropout(default, 0, scratch);
        Block<T> output = TForward.Forward<V>(p, x, scratch);
        TForward.Output<V>(output, TForward.OutputFrames);
        if (TForward.OutputFrames == 1)
            output.AsSpan(TForward.OutputSize).CopyTo(y.AsSpan(TForward.OutputSize));
        else
            Rows.Copy<V, T>(output, TForward.OutputStride, y, TForward.OutputSize / TForward.OutputFrames, TForward.OutputFrames);
    }

    /// <summary>Predicts some rows of a batch, chunk by chunk.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<V>(Block<T> p, Block<T> x, int first, int end, Block<T> y, Block<T> memory) where V : struct, IWideVector<V, T>
    {
        for (int count; first < end; first += count)
        {
            count = Math.Min(Chunk, end - first);
            Scratch<T> scratch = new(memory, count, TForward.ScratchPerRow, Frames);
            TForward.DrawDropout(default, first, scratch);
            Block<T> output = TForward.Forward<V>(p, x.At((nint)first * TForward.InputSize), scratch);
            int frames = count * TForward.OutputFrames, outputs = TForward.OutputSize / TForward.OutputFrames;
            TForward.Output<V>(output, frames);
            Rows.Copy<V, T>(output, TForward.OutputStride, y.At((nint)first * TForward.OutputSize), outputs, frames);
        }
    }
}
