using System.Numerics;
using GenNet.Onnx;
using GenNet.Protobuf;

namespace GenNet;

public abstract partial record RecurrentDescription
{
    /// <summary>Writes the operator of ONNX, whose dimensions are [frames x batch x n], with one for the direction.</summary>
    /// <param name="onnx">The graph.</param>
    /// <param name="operator">Its name.</param>
    /// <param name="gates">The gates in its order, by their places in this layer's tensors.</param>
    /// <param name="states">The symbols of its states, h first.</param>
    /// <param name="attributes">Its attributes beside the size.</param>
    private protected void WriteOnnx<T>(
        OnnxLayers<T> onnx, string @operator, int[] gates, string[] states, params IReadOnlyList<ProtobufMessage> attributes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        onnx.Begin();
        T[][] tensors = [.. onnx.TakeTensors(this).Select(taken => InOrder(taken.Numbers.ToArray()))];
        List<string> inputs =
        [
            onnx.AddTranspose(onnx.Value, 1, 0, 2),
            onnx.Graph.AddInitializer($"W{onnx.Number}", tensors[0], 1, Gates * Units, Inputs),
            onnx.Graph.AddInitializer($"R{onnx.Number}", tensors[1], 1, Gates * Units, Units),
            onnx.Graph.AddInitializer($"B{onnx.Number}", [.. tensors[2], .. tensors[3]], 1, 2 * Gates * Units),
        ];
        string[] next = [];
        if (onnx.IsStream)
        {
            (string State, string Next)[] all = [.. states.Select(state => onnx.AddState(state, 1, OnnxSize.Batch, Units))];
            inputs.AddRange(["", .. all.Select(state => state.State)]);
            next = [.. all.Select(state => state.Next)];
        }

        string output = onnx.AddNode(
            @operator, [.. inputs], [OnnxGraph<T>.Attribute("hidden_size", (long)Units), .. attributes]);
        onnx.Graph.AddFurtherOutputs(next);
        onnx.AddTranspose(onnx.AddNode("Squeeze", [output, onnx.Graph.AddIndex(1)]), 1, 0, 2);
        onnx.Rename($"z{onnx.Number}");

        T[] InOrder(T[] numbers)
        {
            int gate = numbers.Length / Gates;
            return [.. gates.SelectMany(place => numbers.AsSpan(place * gate, gate).ToArray())];
        }
    }
}
