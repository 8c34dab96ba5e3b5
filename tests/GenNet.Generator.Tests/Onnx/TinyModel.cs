extern alias generator;

using generator::Onnx;
using static generator::Onnx.TensorProto.Types;

namespace GenNet.Generator.Tests.Onnx;

/// <summary>A model x [batch x 3], z = Gemm(x, W, b) with W [3 x 2], y = Relu(z), to be changed.</summary>
internal static class TinyModel
{
    public static ModelProto Create() => new()
    {
        IrVersion = 8,
        OpsetImport = { new OperatorSetIdProto { Version = 17 } },
        Graph = new()
        {
            Node = { Node("Gemm", ["x", "W", "b"], "z"), Node("Relu", ["z"], "y") },
            Initializer = { Tensor("W", [3, 2], 1, 2, 3, 4, 5, 6), Tensor("b", [2], -1, 1) },
            Input = { Batch("x", 3) },
            Output = { Batch("y", 2) },
        },
    };

    public static NodeProto Node(string @operator, string[] inputs, string output, params AttributeProto[] attributes) =>
        new() { OpType = @operator, Input = { inputs }, Output = { output }, Attribute = { attributes } };

    public static AttributeProto Attribute(string name, float value) => new() { Name = name, F = value };

    public static AttributeProto Attribute(string name, long value) => new() { Name = name, I = value };

    public static TensorProto Tensor(string name, long[] shape, params float[] values) =>
        new() { Name = name, DataType = (int)DataType.Float, Dims = { shape }, FloatData = { values } };

    public static TensorProto Integers(string name, params long[] values) =>
        new() { Name = name, DataType = (int)DataType.Int64, Dims = { values.Length }, Int64Data = { values } };

    public static ValueInfoProto Batch(string name, params long[] sample)
    {
        var shape = new TensorShapeProto();
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "batch" });
        foreach (long size in sample)
            shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = size });
        return new() { Name = name, Type = new() { TensorType = new() { ElemType = (int)DataType.Float, Shape = shape } } };
    }
}
