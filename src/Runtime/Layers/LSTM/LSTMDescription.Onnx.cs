using GenNet.Onnx;

namespace GenNet;

public sealed partial record LSTMDescription
{
    // ONNX's gates are i, o, f, g.
    internal override void WriteOnnx<T>(OnnxLayers<T> onnx) => WriteOnnx(onnx, "LSTM", [0, 3, 1, 2], ["h", "c"]);
}
