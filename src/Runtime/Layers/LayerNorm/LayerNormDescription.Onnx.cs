using GenNet.Onnx;

namespace GenNet;

public sealed partial record LayerNormDescription
{
    internal override void WriteOnnx<T>(OnnxLayers<T> onnx)
    {
        onnx.Begin();
        string[] tensors = Affine
            ? onnx.AddTensors(this)
            : [onnx.Graph.AddInitializer($"{onnx.Scope}/ones", [.. Enumerable.Repeat(T.One, Units)], Units)];
        onnx.AddNode("LayerNormalization", [onnx.Value, .. tensors], OnnxGraph<T>.Attribute("epsilon", Epsilon));
        onnx.Rename($"z{onnx.Number}");
    }
}
