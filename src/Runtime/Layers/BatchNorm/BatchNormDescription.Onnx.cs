using GenNet.Onnx;

namespace GenNet;

public sealed partial record BatchNormDescription
{
    internal override void WriteOnnx<T>(OnnxLayers<T> onnx)
    {
        onnx.Begin();
        onnx.AddNode("BatchNormalization", [onnx.Value, .. onnx.AddTensors(this)], OnnxGraph<T>.Attribute("epsilon", Epsilon));
        onnx.Rename($"z{onnx.Number}");
    }
}
