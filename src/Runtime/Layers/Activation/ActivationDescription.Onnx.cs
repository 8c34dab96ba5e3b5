using GenNet.Onnx;

namespace GenNet;

public sealed partial record ActivationDescription
{
    internal override void WriteOnnx<T>(OnnxLayers<T> onnx) => onnx.Value = Activation == GenNet.Activation.PReLU
        ? onnx.AddNode("PRelu", [onnx.Value, .. onnx.AddTensors(this)])
        : new OnnxActivation<T>(onnx.Graph, onnx.Scope).Write(this, onnx.Number, onnx.Value);
}
