using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>
/// Runs the forward pass of a network of straight-line arithmetic: a single sample with the units of a layer across the lanes, a batch in
/// blocks of one sample a lane.
/// </summary>
/// <typeparam name="T">The floating-point type.</typeparam>
/// <typeparam name="TForward">The generated pass.</typeparam>
public readonly struct UnrolledPredictor<T, TForward> : IPredictionEngine<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TForward : struct, IUnrolledForward<T>
{
    // A multiple of the lanes. The blocks of a chunk go from step to step together, so that one has work where another waits for a result.
    internal const int Chunk = 64;

    static int IPredictionEngine<T>.InputSize => TForward.InputSize;

    static int IPredictionEngine<T>.OutputSize => TForward.OutputSize;

    static int IPredictionEngine<T>.ScratchPerRow => TForward.ScratchPerRow;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IPredictionEngine<T>.Predict(Block<T> p, Block<T> x, int rows, Block<T> y) => Run(p, x, rows, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Run(Block<T> p, Block<T> x, int rows, Block<T> y)
    {
        if (Interpreter.IsRunning) RunSamples(p, x, rows, y);
        else if (Vector512.IsHardwareAccelerated) Run<Wide512<T>>(p, x, rows, y);
        else if (Vector256.IsHardwareAccelerated) Run<Wide256<T>>(p, x, rows, y);
        else Run<Wide128<T>>(p, x, rows, y);
    }

    /// <summary>Predicts a single sample.</summary>
    /// <returns>The outputs.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Block<T> Row<V>(Block<T> p, Block<T> x, Block<T> scratch) where V : struct, IWideVector<V, T>
    {
        TForward.DrawDropoutRow(default, scratch);
        Block<T> output = TForward.ForwardRow<V>(p, x, scratch);
        TForward.Output<V, UnitsInLanes>(output);
        return output;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<V>(Block<T> p, Block<T> x, int rows, Block<T> y) where V : struct, IWideVector<V, T>
    {
        if (rows == 1)
            SingleRow<T, UnrolledPredictor<T, TForward>>.Predict<V>(p, x, y);
        else
            RunBatch<V>(p, x, rows, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void IPredictionEngine<T>.PredictRow<V>(Block<T> p, Block<T> x, Block<T> y, Block<T> scratch)
    {
        Block<T> outputs = Row<V>(p, x, scratch);
        for (nint k = 0; k < TForward.OutputSize; k++)
            y[k] = outputs[k];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunBatch<V>(Block<T> p, Block<T> x, int rows, Block<T> y) where V : struct, IWideVector<V, T>
    {
        int size = V.Count * (TForward.InputSize + TForward.ScratchPerSample);
        using Workspace<T> blocks = Workspace<T>.Rent((long)Blocks<V>(Math.Min(rows, Chunk)) * size);
        for (int first = 0; first < rows; first += Chunk)
        {
            int count = Blocks<V>(Math.Min(Chunk, rows - first));
            for (int block = 0; block < count; block++)
            {
                int sample = first + block * V.Count;
                Transpose.Copy(
                    x.At((nint)sample * TForward.InputSize), TForward.InputSize, blocks.Start.At((nint)block * size), V.Count,
                    Math.Min(V.Count, rows - sample), TForward.InputSize);
            }

            // The last first, which leaves the place of the first block's outputs.
            Block<T> output = default;
            for (int block = count - 1; block >= 0; block--)
            {
                Block<T> inputs = blocks.Start.At((nint)block * size), scratch = inputs.At(V.Count * TForward.InputSize);
                TForward.DrawDropout<V>(default, V.Count, 0, scratch);
                output = TForward.Forward<V>(p, inputs, scratch);
            }

            for (int block = 0; block < count; block++)
                TForward.Output<V, SamplesInLanes>(output.At((nint)block * size));
            for (int block = 0; block < count; block++)
            {
                int sample = first + block * V.Count;
                Transpose.Copy(
                    output.At((nint)block * size), V.Count, y.At((nint)sample * TForward.OutputSize), TForward.OutputSize,
                    TForward.OutputSize, Math.Min(V.Count, rows - sample));
            }
        }
    }

    /// <summary>Sample by sample, in a single lane.</summary>
    private static void RunSamples(Block<T> p, Block<T> x, int rows, Block<T> y)
    {
        using Workspace<T> scratch = Workspace<T>.Rent(TForward.ScratchPerSample);
        for (nint row = 0; row < rows; row++)
        {
            TForward.DrawDropout<Scalar<T>>(default, 1, 0, scratch.Start);
            Block<T> output = TForward.Forward<Scalar<T>>(p, x.At(row * TForward.InputSize), scratch.Start);
            TForward.Output<Scalar<T>, SamplesInLanes>(output);
            for (nint k = 0; k < TForward.OutputSize; k++)
                y[row * TForward.OutputSize + k] = output[k];
        }
    }

    private static int Blocks<V>(int rows) where V : struct, IWideVector<V, T> => (rows + V.Count - 1) / V.Count;
}
