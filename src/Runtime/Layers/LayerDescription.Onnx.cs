using System.Numerics;
using GenNet.Onnx;

namespace GenNet;

public abstract partial record LayerDescription
{
    /// <summary>Writes the layer's nodes, and its tensors as initializers.</summary>
    /// <exception cref="NotSupportedException">ONNX has no operator for it.</exception>
    internal abstract void WriteOnnx<T>(OnnxLayers<T> onnx) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
