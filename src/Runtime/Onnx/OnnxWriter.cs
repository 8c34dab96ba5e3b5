using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Protobuf;
using GenNet.SafeTensors;

namespace GenNet.Onnx;

/// <summary>Writes a network as an ONNX model: messages of src/Onnx/onnx.proto, whose fields have these numbers.</summary>
internal static class OnnxWriter<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const long IrVersion = 8, OperatorSet = 17;

    // What a protocol buffer holds, with room for all but the parameters.
    private const long MaxBytes = int.MaxValue - (1 << 20);

    /// <summary>The ModelProto.</summary>
    public static ProtobufMessage Write(INeuralNetwork<T> network, bool isStream = false)
    {
        ArgumentNullException.ThrowIfNull(network);
        long bytes = (long)network.ParameterCount * Unsafe.SizeOf<T>();
        if (bytes > MaxBytes)
            throw new NotSupportedException($"The network has {bytes:N0} bytes of parameters; an ONNX file holds {MaxBytes:N0}.");

        int steps = network.Parameters.Layout.Steps;
        if (isStream && steps == 0)
            throw new NotSupportedException("The samples of the network are no windows of a stream: ExportOnnx writes it.");
        var layers = new OnnxLayers<T>(
            new(steps, isStream), network.InputSize / Math.Max(1, steps),
            TensorData.Place(network.Parameters.Layout.Tensors, network.Parameters.GetState()).Select(data => (data.Tensor, data.Numbers)));
        layers.Write(network.Layers, network.Outputs.Select(output => output.Source));
        layers.WriteOutputs([.. network.Outputs.Select(output => (output.Name, output.Source))]);

        string version = typeof(OnnxExtensions).Assembly.GetName().Version!.ToString(fieldCount: 3);
        return new ProtobufMessage()
            .Add(1, IrVersion)
            .Add(2, "GenNet")
            .Add(3, version)
            .Add(7, layers.Graph.Complete(network.GetType().Name))
            .Add(8, new ProtobufMessage().Add(1, "").Add(2, OperatorSet));
    }
}
