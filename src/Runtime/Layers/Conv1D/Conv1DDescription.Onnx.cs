using System.Numerics;
using GenNet.Onnx;

namespace GenNet;

public sealed partial record Conv1DDescription
{
    internal override void WriteOnnx<T>(OnnxLayers<T> onnx)
    {
        onnx.Begin();
        int past = (Kernel - 1) * Dilation, padding = onnx.IsStream ? 0 : past;
        string frames = onnx.IsStream && past > 0 ? WithPast(onnx, past) : onnx.Value;
        string channels = onnx.AddNode(
            "Conv", [onnx.AddTranspose(frames, 0, 2, 1), .. onnx.AddTensors(this)],
            OnnxGraph<T>.Attribute("dilations", [Dilation]), OnnxGraph<T>.Attribute("group", (long)Groups),
            OnnxGraph<T>.Attribute("pads", [padding, 0]));
        onnx.AddTranspose(channels, 0, 2, 1);
        onnx.Rename($"z{onnx.Number}");
    }

    /// <summary>The frames behind those of the block before that its taps reach.</summary>
    private string WithPast<T>(OnnxLayers<T> onnx, int past) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (string before, string next) = onnx.AddState("past", OnnxSize.Batch, past, Inputs);
        string all = onnx.AddNode("Concat", [before, onnx.Value], OnnxGraph<T>.Attribute("axis", 1L));
        onnx.AddNode(
            "Slice", [all, onnx.Graph.AddIndex(-past), onnx.Graph.AddIndex(long.MaxValue), onnx.Graph.AddIndex(1)]);
        onnx.Graph.Rename(next);
        return all;
    }
}
