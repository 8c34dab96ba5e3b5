using Microsoft.ML.OnnxRuntime;

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
    /// <param name="inputs">The numbers of its first input.</param>
    /// <param name="shape">The input's dimensions with the batch.</param>
    /// <param name="output">The output's name; null for the first.</param>
    /// <exception cref="OnnxRuntimeException">The model is wrong, or not implemented.</exception>
    public static double[] Predict(byte[] model, double[] inputs, long[] shape, string? output = null)
    {
        using var session = new InferenceSession(model, s_options.Value);
        string input = session.InputNames[0];
        bool isDouble = session.InputMetadata[input].ElementDataType == Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Double;
        using OrtValue value = isDouble
            ? OrtValue.CreateTensorValueFromMemory(inputs, shape)
            : OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(inputs, number => (float)number), shape);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs =
            session.Run(options, [input], [value], [output ?? session.OutputNames[0]]);
        return outputs[0].GetTensorTypeAndShape().ElementDataType == Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Double
            ? [.. outputs[0].GetTensorDataAsSpan<double>()]
            : [.. outputs[0].GetTensorDataAsSpan<float>().ToArray().Select(number => (double)number)];
    }
}
