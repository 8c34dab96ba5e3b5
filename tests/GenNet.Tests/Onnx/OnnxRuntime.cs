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
    /// <param name="inputs">The rows.</param>
    /// <param name="sample">The dimensions of a row.</param>
    /// <param name="outputs">The outputs.</param>
    public T[] Predict<T>(T[] inputs, int[] sample, IReadOnlyList<OutputDescription> outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int inputSize = sample.Aggregate(1, (product, size) => product * size);
        using OrtValue input = Tensor(inputs, sample);
        using var options = new RunOptions();
        string[] names = [.. outputs.Select(output => output.Name)];
        using IDisposableReadOnlyCollection<OrtValue> values = _session.Run(options, ["input"], [input], names);
        return SideBySide<T>(values, inputs.Length / inputSize * outputs[0].Frames);
    }

    /// <summary>Binds arrays, pinned meanwhile, to the model's input and output.</summary>
    public Batch Bind<T>(T[] inputs, int inputSize, T[] outputs, int outputSize) where T : unmanaged =>
        new(_session, Tensor(inputs, inputSize), Tensor(outputs, outputSize));

    /// <summary>Computes a block of streams.</summary>
    /// <param name="frames">The frames, [streams x frames x n].</param>
    /// <param name="shape">Their dimensions.</param>
    /// <param name="outputCount">How many outputs the model has besides those states.</param>
    /// <param name="states">What the block before has left, by its names; none before the first. It becomes what this one leaves.</param>
    public T[] Process<T>(
        T[] frames, long[] shape, int outputCount, ref Dictionary<string, (T[] Numbers, long[] Shape)> states)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string[] given = [.. states.Keys.Select(name => name.Replace("_next", ""))];
        OrtValue[] inputs =
        [
            OrtValue.CreateTensorValueFromMemory(frames, shape),
            .. states.Values.Select(state => OrtValue.CreateTensorValueFromMemory(state.Numbers, state.Shape)),
        ];
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs =
            _session.Run(options, ["input", .. given], inputs, [.. _session.OutputNames]);
        foreach (OrtValue input in inputs)
            input.Dispose();
        states = _session.OutputNames.Zip(outputs).Skip(outputCount).ToDictionary(
            output => output.First,
            output => (output.Second.GetTensorDataAsSpan<T>().ToArray(), output.Second.GetTensorTypeAndShape().Shape));
        return SideBySide<T>(outputs.Take(outputCount), (int)(shape[0] * shape[1]));
    }

    public void Dispose() => _session.Dispose();

    /// <summary>Values row by row, or frame by frame.</summary>
    private static T[] SideBySide<T>(IEnumerable<OrtValue> values, int count) where T : unmanaged
    {
        T[][] all = [.. values.Select(value => value.GetTensorDataAsSpan<T>().ToArray())];
        return
        [
            .. from row in Enumerable.Range(0, count)
            from numbers in all
            from number in numbers.AsSpan(row * (numbers.Length / count), numbers.Length / count).ToArray()
            select number,
        ];
    }

    private static OrtValue Tensor<T>(T[] data, params int[] sample) where T : unmanaged
    {
        long size = sample.Aggregate(1L, (product, next) => product * next);
        return OrtValue.CreateTensorValueFromMemory(data, [data.Length / size, .. sample.Select(next => (long)next)]);
    }

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
