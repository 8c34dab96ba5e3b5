using GenNet.Onnx;

namespace GenNet;

public sealed partial record BatchNormDescription
{
    internal override void WriteOnnx<T>(OnnxLayers<T> onnx)
    {
        onnx.Begin();
        string channels = onnx.IsSequence ? onnx.AddTranspose(onnx.Value, 0, 2, 1) : onnx.Value;
        string normalized = onnx.AddNode(
            "BatchNormalization", [channels, .. onnx.AddTensors(this)], OnnxGraph<T>.Attribute("epsilon", Epsilon));
        if (onnx.IsSequence)
            onnx.AddTranspose(normalized, 0, 2, 1);
        onnx.Rename($"z{onnx.Number}");
    }
}
