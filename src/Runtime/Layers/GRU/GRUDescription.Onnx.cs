using GenNet.Onnx;

namespace GenNet;

public sealed partial record GRUDescription
{
    // ONNX's gates are z, r, n.
    internal override void WriteOnnx<T>(OnnxLayers<T> onnx) =>
        WriteOnnx(onnx, "GRU", [1, 0, 2], ["h"], OnnxGraph<T>.Attribute("linear_before_reset", 1L));
}
