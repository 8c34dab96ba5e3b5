using GenNet.Onnx;

namespace GenNet;

public sealed partial record DropoutDescription
{
    internal override void WriteOnnx<T>(OnnxLayers<T> onnx)
    {
        // The model predicts.
    }
}
