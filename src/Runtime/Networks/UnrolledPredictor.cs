using System.Numerics;
using System.Runtime.Intrinsics;
using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>
/// Runs the forward pass of a network of straight-line arithmetic: a sample alone as single numbers, a batch in blocks of one sample a
/// lane.
/// </summary>
/// <typeparam name="T">The floating-point type.</typeparam>
/// <typeparam name="TForward">The generated pass.</typeparam>
public readonly struct UnrolledPredictor<T, TForward> : IPredictionEngine<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TForward : struct, IUnrolledForward<T>
{
    static int IPredictionEngine<T>.InputSize => TForward.InputSize;

    static int IPredictionEngine<T>.OutputSize => TForward.OutputSize;

    static void IPredictionEngine<T>.Predict(Block<T> p, Block<T> x, int rows, Block<T> y) => Run(p, x, rows, y);

    internal static void Run(Block<T> p, Block<T> x, int rows, Block<T> y)
    {
        if (rows == 1) Run<Scalar<T>>(p, x, rows, y);
        else if (Vector512.IsHardwareAccelerated) Run<Wide512<T>>(p, x, rows, y);
        else if (Vector256.IsHardwareAccelerated) Run<Wide256<T>>(p, x, rows, y);
        else Run<Wide128<T>>(p, x, rows, y);
    }

    private static void Run<V>(Block<T> p, Block<T> x, int rows, Block<T> y) where V : struct, IVector<V, T>
    {
        using Workspace<T> memory = Workspace<T>.Rent((long)V.Count * (TForward.InputSize + TForward.ScratchPerSample));
        Block<T> inputs = memory.Start, scratch = inputs.At(V.Count * TForward.InputSize);
        for (int first = 0; first < rows; first += V.Count)
        {
            int used = Math.Min(V.Count, rows - first);
            Transpose.Copy(x.At((nint)first * TForward.InputSize), TForward.InputSize, inputs, V.Count, used, TForward.InputSize);
            TForward.DrawDropout<V>(default, used, first, scratch);
            Block<T> output = TForward.Forward<V>(p, inputs, scratch);
            TForward.Output<V>(output);
            Transpose.Copy(output, V.Count, y.At((nint)first * TForward.OutputSize), TForward.OutputSize, TForward.OutputSize, used);
        }
    }
}
