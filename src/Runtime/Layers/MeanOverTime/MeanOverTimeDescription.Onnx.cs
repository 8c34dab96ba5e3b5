using GenNet.Onnx;

namespace GenNet;

public sealed partial record MeanOverTimeDescription
{
    internal override void WriteOnnx<T>(OnnxLayers<T> onnx)
    {
        onnx.Begin();
        onnx.AddNode("ReduceMean", [onnx.Value], OnnxGraph<T>.Attribute("axes", [1]), OnnxGraph<T>.Attribute("keepdims", 0L));
        onnx.Rename($"z{onnx.Number}");
        onnx.IsSequence = false;
    }
}
