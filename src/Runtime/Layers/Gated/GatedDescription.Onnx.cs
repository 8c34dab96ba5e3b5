using GenNet.Onnx;

namespace GenNet;

public sealed partial record GatedDescription
{
    internal override void WriteOnnx<T>(OnnxLayers<T> onnx)
    {
        onnx.Begin();
        var activations = new OnnxActivation<T>(onnx.Graph, onnx.Scope);
        string signal = activations.Write(Activation, onnx.Number, Half(0)), gate = activations.Write(Gate, onnx.Number, Half(1));
        onnx.AddNode("Mul", [signal, gate]);
        onnx.Rename($"z{onnx.Number}");

        string Half(int half) => onnx.AddNode(
            "Slice",
            [onnx.Value, onnx.Graph.AddIndex(half * Units), onnx.Graph.AddIndex((half + 1) * Units), onnx.Graph.AddIndex(-1)]);
    }
}
