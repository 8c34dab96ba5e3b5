using System.Numerics;
using Onnx;

namespace GenNet.Onnx;

/// <summary>Writes a network as an ONNX model.</summary>
internal static class OnnxWriter<TSelf, T>
    where TSelf : class, INeuralNetwork<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int IrVersion = 8, OperatorSet = 17;
    private const string Input = "input", Output = "output";

    // What a protocol buffer holds, with room for all but the parameters.
    private const long MaxBytes = int.MaxValue - (1 << 20);

    public static ModelProto Write(INeuralNetwork<TSelf, T> network)
    {
        ArgumentNullException.ThrowIfNull(network);
        long bytes = (long)TSelf.ParameterCount * OnnxTensors<T>.Size;
        if (bytes > MaxBytes)
            throw new NotSupportedException($"The network has {bytes:N0} bytes of parameters; an ONNX file holds {MaxBytes:N0}.");

        var parameters = new T[TSelf.ParameterCount];
        network.GetParameters(parameters);
        var graph = new OnnxGraph<T>(typeof(TSelf).Name);
        string a = Input;
        int number = 0, next = 0;
        foreach (LayerDescription layer in TSelf.Layers)
        {
            number++;
            string w = graph.Initializer($"W{number}", Take(layer.Inputs * layer.Units), layer.Units, layer.Inputs);
            string[] operands = layer.HasBias ? [a, w, graph.Initializer($"b{number}", Take(layer.Units), layer.Units)] : [a, w];
            graph.Node($"layer{number}", "Gemm", operands, OnnxGraph<T>.Attribute("transB", 1));
            string z = graph.Rename($"z{number}");
            if (layer.Activation == Activation.PReLU)
                graph.Node($"layer{number}", "PRelu", [z, graph.Initializer($"alpha{number}", Take(layer.Units), layer.Units)]);
            else
                new OnnxActivation<T>(graph, $"layer{number}").Write(layer, number, z);
            a = graph.Rename(number == TSelf.LayerCount ? Output : $"a{number}");
        }

        graph.Proto.Input.Add(OnnxTensors<T>.Batch(Input, TSelf.InputSize));
        graph.Proto.Output.Add(OnnxTensors<T>.Batch(Output, TSelf.OutputSize));
        return new()
        {
            IrVersion = IrVersion,
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = OperatorSet } },
            ProducerName = "GenNet",
            ProducerVersion = typeof(OnnxExtensions).Assembly.GetName().Version!.ToString(fieldCount: 3),
            Graph = graph.Proto,
        };

        ReadOnlySpan<T> Take(int count) => parameters.AsSpan((next += count) - count, count);
    }
}
