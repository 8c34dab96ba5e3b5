using System.Numerics;
using Microsoft.ML.OnnxRuntime;

namespace GenNet.Tests.Onnx;

/// <summary>A model in ONNX Runtime, on one thread.</summary>
internal sealed class OnnxRuntime : IDisposable
{
    private readonly InferenceSession _session;

    /// <summary>Loads a model.</summary>
    /// <exception cref="OnnxRuntimeException">It is wrong, or has an operator that is not implemented for its type.</exception>
    public OnnxRuntime(byte[] model)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        _session = new(model, options);
    }

    /// <summary>The version of the library.</summary>
    public static string Version => OrtEnv.Instance().GetVersionString();

    /// <summary>Computes the outputs of a batch, [m x their sizes], from the named outputs of the model.</summary>
    public T[] Predict<T>(T[] inputs, int inputSize, IReadOnlyList<OutputDescription> outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using OrtValue input = Tensor(inputs, inputSize);
        using var options = new RunOptions();
        string[] names = [.. outputs.Select(output => output.Name)];
        using IDisposableReadOnlyCollection<OrtValue> values = _session.Run(options, ["input"], [input], names);
        List<T> rows = [];
        for (int row = 0; row < inputs.Length / inputSize; row++)
        {
            foreach ((OutputDescription output, OrtValue value) in outputs.Zip(values))
                rows.AddRange(value.GetTensorDataAsSpan<T>().Slice(row * output.Size, output.Size));
        }

        return [.. rows];
    }

    /// <summary>Binds arrays, pinned meanwhile, to the model's input and output.</summary>
    public Batch Bind<T>(T[] inputs, int inputSize, T[] outputs, int outputSize) where T : unmanaged =>
        new(_session, Tensor(inputs, inputSize), Tensor(outputs, outputSize));

    public void Dispose() => _session.Dispose();

    private static OrtValue Tensor<T>(T[] data, int columns) where T : unmanaged =>
        OrtValue.CreateTensorValueFromMemory(data, [data.Length / columns, columns]);

    /// <summary>The input and the output of a batch.</summary>
    public sealed class Batch(InferenceSession session, OrtValue input, OrtValue output) : IDisposable
    {
        private static readonly string[] s_inputNames = ["input"], s_outputNames = ["output"];

        private readonly RunOptions _options = new();
        private readonly OrtValue[] _inputs = [input], _outputs = [output];

        public void Run() => session.Run(_options, s_inputNames, _inputs, s_outputNames, _outputs);

        public void Dispose()
        {
            input.Dispose();
            output.Dispose();
            _options.Dispose();
        }
    }
}
