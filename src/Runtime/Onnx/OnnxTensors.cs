using System.Numerics;
using System.Runtime.CompilerServices;
using Onnx;

namespace GenNet.Onnx;

/// <summary>Tensors of one floating-point type, and what ONNX calls it.</summary>
internal static class OnnxTensors<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static readonly int Size = Unsafe.SizeOf<T>();

    public static readonly TensorProto.Types.DataType Type =
        typeof(T) == typeof(float) ? TensorProto.Types.DataType.Float : TensorProto.Types.DataType.Double;

    public static TensorProto Tensor(string name, ReadOnlySpan<T> values, ReadOnlySpan<int> shape)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)Type };
        foreach (int size in shape)
            tensor.Dims.Add(size);
        foreach (T value in values)
        {
            if (typeof(T) == typeof(float))
                tensor.FloatData.Add(float.CreateTruncating(value));
            else
                tensor.DoubleData.Add(double.CreateTruncating(value));
        }

        return tensor;
    }

    /// <summary>A value [batch x size], where batch is any number.</summary>
    public static ValueInfoProto Batch(string name, int size)
    {
        var shape = new TensorShapeProto();
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "batch" });
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = size });
        return new() { Name = name, Type = new() { TensorType = new() { ElemType = (int)Type, Shape = shape } } };
    }
}
