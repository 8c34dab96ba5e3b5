using GenNet.Onnx;

namespace GenNet;

public sealed partial record AddDescription
{
    internal override void WriteOnnx<T>(OnnxLayers<T> onnx)
    {
        onnx.Begin();
        onnx.AddNode("Add", onnx.Values);
        onnx.Rename($"z{onnx.Number}");
    }
}
