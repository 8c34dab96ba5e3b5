using GenNet.Onnx;

namespace GenNet;

public sealed partial record DenseDescription
{
    internal override void WriteOnnx<T>(OnnxLayers<T> onnx)
    {
        onnx.Begin();
        onnx.AddNode("Gemm", [onnx.Value, .. onnx.AddTensors(this)], OnnxGraph<T>.Attribute("transB", 1L));
        onnx.Rename($"z{onnx.Number}");
    }
}
