using GenNet.Onnx;

namespace GenNet;

public sealed partial record LastDescription
{
    internal override void WriteOnnx<T>(OnnxLayers<T> onnx)
    {
        onnx.Begin();
        string last = onnx.AddNode("Gather", [onnx.Value, onnx.Graph.AddIndex(-1)], OnnxGraph<T>.Attribute("axis", 1L));
        onnx.AddNode("Squeeze", [last, onnx.Graph.AddIndex(1)]);
        onnx.Rename($"z{onnx.Number}");
        onnx.IsSequence = false;
    }
}
