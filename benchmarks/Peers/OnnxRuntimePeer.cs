using GenNet.Tests.Onnx;

namespace GenNet.Benchmarks;

/// <summary>ONNX Runtime: predictions of the model that GenNet exports, on memory that is bound once.</summary>
internal sealed unsafe class OnnxRuntimePeer : Peer
{
    public override string Name => "ONNX Runtime";

    public override string? Version { get; } = OnnxRuntime.Missing is null ? OnnxRuntime.Version : null;

    public override string Installation =>
        "npm install --ignore-scripts onnxruntime-node@1.30.0; "
        + "export ONNXRUNTIME_LIBRARY=$PWD/node_modules/onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime.so.1";

    public override double? Measure(Work work)
    {
        if (work.Export is not { } export)
            return null;
        using var runtime = new OnnxRuntime(export());
        int[] widths = work.Network.Widths;
        float[] inputs = GC.AllocateArray<float>(work.Rows * widths[0], pinned: true);
        float[] outputs = GC.AllocateArray<float>(work.Rows * widths[^1], pinned: true);
        fixed (float* x = inputs, y = outputs)
        {
            using OnnxRuntime.Batch batch = runtime.Bind(x, widths[0], y, widths[^1], work.Rows);
            return work.Measure(batch.Run);
        }
    }

    public override void Dispose()
    {
    }
}
