using System.Numerics;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>The prediction of a generated network: it checks the arguments and hands the batch to the engine.</summary>
/// <typeparam name="T">The floating-point type.</typeparam>
/// <typeparam name="TEngine">The way in which the network's forward pass runs.</typeparam>
public static unsafe class Predictor<T, TEngine>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TEngine : struct, IPredictionEngine<T>
{
    /// <summary>Computes the outputs of m samples; m may be 0.</summary>
    /// <param name="parameters">The parameters, laid out as the passes read them: data of the assembly, which are not copied.</param>
    /// <param name="inputs">[m x n_0].</param>
    /// <param name="outputs">[m x n_L].</param>
    /// <exception cref="ArgumentException">A length does not fit; nothing has been written.</exception>
    public static void Predict(ReadOnlySpan<T> parameters, ReadOnlySpan<T> inputs, Span<T> outputs)
    {
        fixed (T* p = parameters)
            Predict(new Block<T>(p), inputs, outputs);
    }

    internal static void Predict(Block<T> parameters, ReadOnlySpan<T> inputs, Span<T> outputs)
    {
        int rows = Rows(inputs);
        CheckLength(outputs.Length, rows, TEngine.OutputSize, nameof(outputs), "OutputSize");
        if (rows == 0)
            return;
        fixed (T* x = inputs, y = outputs)
            TEngine.Predict(parameters, new(x), rows, new(y));
    }

    /// <summary>The number of samples of a batch.</summary>
    internal static int Rows(ReadOnlySpan<T> inputs)
    {
        if (inputs.Length % TEngine.InputSize != 0)
        {
            throw new ArgumentException(
                $"inputs has {inputs.Length} elements; a batch needs a multiple of InputSize = {TEngine.InputSize}.", nameof(inputs));
        }

        return inputs.Length / TEngine.InputSize;
    }

    internal static void CheckLength(int length, int rows, int size, string name, string sizeName, string rowsName = "samples")
    {
        if (length != (long)rows * size)
            throw new ArgumentException($"{name} has {length} elements; {rows} {rowsName} x {sizeName} = {size} need {(long)rows * size}.", name);
    }
}
