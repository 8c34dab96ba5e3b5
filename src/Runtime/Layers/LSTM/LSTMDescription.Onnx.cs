using GenNet.Onnx;

namespace GenNet;

public sealed partial record LSTMDescription
{
    // ONNX's gates are i, o, f, g.
    internal override void WriteOnnx<T>(OnnxLayers<T> onnx)
    {
        if (HasInitialState)
            throw new NotSupportedException($"{this} starts from a state that is not zero, which ExportOnnx does not write.");
        WriteOnnx(onnx, "LSTM", [0, 3, 1, 2], ["h", "c"]);
    }
}
