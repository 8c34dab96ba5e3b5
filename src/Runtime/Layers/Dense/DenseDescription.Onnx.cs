using GenNet.Onnx;

namespace GenNet;

public sealed partial record DenseDescription
{
    internal override void WriteOnnx<T>(OnnxLayers<T> onnx)
    {
        onnx.Begin();
        string[] tensors = onnx.AddTensors(this);
        if (onnx.IsSequence)
        {
            // A Gemm takes no frames.
            string products = onnx.AddNode("MatMul", [onnx.Value, onnx.AddTranspose(tensors[0], 1, 0)]);
            if (HasBias)
                onnx.AddNode("Add", [products, tensors[1]]);
        }
        else
        {
            onnx.AddNode("Gemm", [onnx.Value, .. tensors], OnnxGraph<T>.Attribute("transB", 1L));
        }

        onnx.Rename($"z{onnx.Number}");
    }
}
