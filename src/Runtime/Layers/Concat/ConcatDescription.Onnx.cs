using GenNet.Onnx;

namespace GenNet;

public sealed partial record ConcatDescription
{
    internal override void WriteOnnx<T>(OnnxLayers<T> onnx)
    {
        onnx.Begin();
        onnx.AddNode("Concat", onnx.Values, OnnxGraph<T>.Attribute("axis", -1L));
        onnx.Rename($"z{onnx.Number}");
    }
}
