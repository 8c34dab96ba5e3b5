using System.Numerics;
using System.Runtime.CompilerServices;

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
    /// <exception cref="ArgumentException">A length does not fit, or spans overlap; nothing has been written.</exception>
    /// <inheritdoc cref="Network{T, TEngine}.Predict" path="/remarks"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.AggressiveInlining)]
    public static void Predict(ReadOnlySpan<T> parameters, ReadOnlySpan<T> inputs, Span<T> outputs)
    {
        int rows = BatchLengths.Rows(inputs.Length, TEngine.InputSize);
        BatchLengths.Check(outputs.Length, rows, TEngine.OutputSize, nameof(outputs), "OutputSize");
        if (rows == 0)
            return;
        if (rows > 1)
            Overlap.CheckRows(outputs, inputs);
        TEngine.CheckInputs(inputs, nameof(inputs));
        fixed (T* p = parameters, x = inputs, y = outputs)
            TEngine.Predict(new(p), new(x), rows, new(y));
    }
}
