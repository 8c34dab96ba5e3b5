using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace GenNet.Generator.Tests.Onnx;

/// <summary>What ONNX Runtime predicts: the oracle of the reader's tests.</summary>
internal static class OnnxRuntime
{
    private static readonly Lazy<SessionOptions> s_options = new(() => new()
    {
        IntraOpNumThreads = 1,
        InterOpNumThreads = 1,
        LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
    });

    /// <summary>The numbers of an output, row after row.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">The numbers of its only input.</param>
    /// <param name="shape">The input's dimensions with the batch.</param>
    /// <param name="output">The output's name; null for the first.</param>
    /// <exception cref="OnnxRuntimeException">The model is wrong, or not implemented.</exception>
    public static double[] Predict(byte[] model, double[] inputs, long[] shape, string? output = null) =>
        Predict(model, [(inputs, shape)], output);

    /// <summary>The same, of a model of several inputs.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">The numbers of each input, and its dimensions with the batch.</param>
    /// <param name="output">The output's name; null for the first.</param>
    public static double[] Predict(byte[] model, (double[] Numbers, long[] Shape)[] inputs, string? output = null) =>
        Run(model, inputs, output).Numbers;

    /// <summary>The same, with the output's dimensions.</summary>
    public static (double[] Numbers, long[] Shape) Run(byte[] model, (double[] Numbers, long[] Shape)[] inputs, string? output = null)
    {
        using var session = new InferenceSession(model, s_options.Value);
        List<string> names = [.. session.InputNames.Take(inputs.Length)];
        List<OrtValue> values = [];
        try
        {
            values.AddRange(names.Zip(inputs, (name, input) =>
                Tensor(session.InputMetadata[name].ElementDataType, input.Numbers, input.Shape)));
            using var options = new RunOptions();
            using IDisposableReadOnlyCollection<OrtValue> outputs =
                session.Run(options, names, values, [output ?? session.OutputNames[0]]);
            OrtTensorTypeAndShapeInfo shape = outputs[0].GetTensorTypeAndShape();
            return shape.ElementDataType == TensorElementType.Double
                ? ([.. outputs[0].GetTensorDataAsSpan<double>()], shape.Shape)
                : ([.. outputs[0].GetTensorDataAsSpan<float>().ToArray().Select(number => (double)number)], shape.Shape);
        }
        finally
        {
            values.ForEach(value => value.Dispose());
        }
    }

    private static OrtValue Tensor(TensorElementType type, double[] numbers, long[] shape) => type switch
    {
        TensorElementType.Double => OrtValue.CreateTensorValueFromMemory(numbers, shape),
        TensorElementType.Int64 => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(numbers, number => (long)number), shape),
        _ => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(numbers, number => (float)number), shape),
    };
}
