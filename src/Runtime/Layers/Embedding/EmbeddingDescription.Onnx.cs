using GenNet.Onnx;

namespace GenNet;

public sealed partial record EmbeddingDescription
{
    internal override void WriteOnnx<T>(OnnxLayers<T> onnx)
    {
        const long int64 = 7;
        onnx.Begin();
        string categories = onnx.AddNode("Cast", [onnx.Value], OnnxGraph<T>.Attribute("to", int64));
        string vectors = onnx.AddNode("Gather", [.. onnx.AddTensors(this), categories]);
        if (onnx.IsSequence)
        {
            string unchanged = onnx.Graph.AddIndex(0);
            string shape = onnx.AddNode(
                "Concat", [unchanged, unchanged, onnx.Graph.AddIndex(Units)], OnnxGraph<T>.Attribute("axis", 0L));
            onnx.AddNode("Reshape", [vectors, shape]);
        }
        else
        {
            onnx.AddNode("Flatten", [vectors]);
        }

        onnx.Rename($"a{onnx.Number}");
    }
}
