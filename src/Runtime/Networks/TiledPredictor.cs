using System.Numerics;
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
    /// <summary>The rows of a chunk: a multiple of every tile's, whose activations stay in the second-level cache.</summary>
    internal const int Chunk = 96;

    static int IPredictionEngine<T>.InputSize => TForward.InputSize;

    static int IPredictionEngine<T>.OutputSize => TForward.OutputSize;

    static void IPredictionEngine<T>.Predict(Block<T> p, Block<T> x, int rows, Block<T> y) => Run(p, x, rows, y);

    internal static void Run(Block<T> p, Block<T> x, int rows, Block<T> y)
    {
        if (Vector512.IsHardwareAccelerated) Run<Wide512<T>>(p, x, rows, y);
        else if (Vector256.IsHardwareAccelerated) Run<Wide256<T>>(p, x, rows, y);
        else Run<Wide128<T>>(p, x, rows, y);
    }

    private static void Run<V>(Block<T> p, Block<T> x, int rows, Block<T> y) where V : struct, IVector<V, T>
    {
        using Workspace<T> scratch = Workspace<T>.Rent((long)Math.Min(rows, Chunk) * TForward.ScratchPerRow + TForward.ScratchFixed);
        for (int first = 0; first < rows; first += Chunk)
        {
            int count = Math.Min(Chunk, rows - first);
            TForward.DrawDropout(default, count, first, scratch.Start);
            Block<T> output = TForward.Forward<V>(p, x.At((nint)first * TForward.InputSize), count, scratch.Start);
            TForward.Output<V>(output, count, scratch.Start);
            Rows.Copy(output, TForward.OutputStride, y.At((nint)first * TForward.OutputSize), TForward.OutputSize, count);
        }
    }
}
