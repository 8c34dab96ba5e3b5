using System.Numerics;
using System.Runtime.CompilerServices;

namespace GenNet.Onnx;

/// <summary>Writes a network as an ONNX model.</summary>
internal static class OnnxWriter<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const long IrVersion = 8, OperatorSet = 17;
    private const string Input = "input", Output = "output";

    // What a protocol buffer holds, with room for all but the parameters.
    private const long MaxBytes = int.MaxValue - (1 << 20);

    /// <summary>The ModelProto.</summary>
    public static OnnxMessage Write(INeuralNetwork<T> network)
    {
        ArgumentNullException.ThrowIfNull(network);
        long bytes = (long)network.ParameterCount * Unsafe.SizeOf<T>();
        if (bytes > MaxBytes)
            throw new NotSupportedException($"The network has {bytes:N0} bytes of parameters; an ONNX file holds {MaxBytes:N0}.");

        var parameters = new T[network.ParameterCount];
        network.GetParameters(parameters);
        var graph = new OnnxGraph<T>();
        string a = Input;
        int number = 0, next = 0;
        foreach (LayerDescription layer in network.Layers)
        {
            number++;
            string w = graph.AddInitializer($"W{number}", Take(layer.Inputs * layer.Units), layer.Units, layer.Inputs);
            string[] operands = layer.HasBias ? [a, w, graph.AddInitializer($"b{number}", Take(layer.Units), layer.Units)] : [a, w];
            graph.AddNode($"layer{number}", "Gemm", operands, OnnxGraph<T>.Attribute("transB", 1L));
            string z = graph.Rename($"z{number}");
            if (layer.Activation == Activation.PReLU)
                graph.AddNode($"layer{number}", "PRelu", [z, graph.AddInitializer($"alpha{number}", Take(layer.Units), layer.Units)]);
            else
                new OnnxActivation<T>(graph, $"layer{number}").Write(layer, number, z);
            a = graph.Rename(number == network.LayerCount ? Output : $"a{number}");
        }

        string version = typeof(OnnxExtensions).Assembly.GetName().Version!.ToString(fieldCount: 3);
        return new OnnxMessage()
            .Add(1, IrVersion)
            .Add(2, "GenNet")
            .Add(3, version)
            .Add(7, graph.Complete(network.GetType().Name, Input, network.InputSize, Output, network.OutputSize))
            .Add(8, new OnnxMessage().Add(1, "").Add(2, OperatorSet));

        ReadOnlySpan<T> Take(int count) => parameters.AsSpan((next += count) - count, count);
    }
}
