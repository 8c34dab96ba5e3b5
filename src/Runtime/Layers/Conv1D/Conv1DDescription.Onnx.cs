using GenNet.Onnx;

namespace GenNet;

public sealed partial record Conv1DDescription
{
    internal override void WriteOnnx<T>(OnnxLayers<T> onnx) =>
        throw new NotSupportedException($"{this} acts on sequences, which ExportOnnx does not write.");
}
