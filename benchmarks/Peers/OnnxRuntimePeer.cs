using GenNet.Tests.Onnx;

namespace GenNet.Benchmarks;

/// <summary>ONNX Runtime: predictions of the model that GenNet exports, on memory that is bound once.</summary>
internal sealed class OnnxRuntimePeer : Peer
{
    public override string Name => "ONNX Runtime";

    public override string Version => OnnxRuntime.Version;

    public override string Installation => "dotnet restore";

    public override string? Remark => Processor.IsLimited
        ? $"{Name} chooses its instructions by the processor and has no setting for it: it used AVX-512 here."
        : null;

    public override Timing? Measure(Work work)
    {
        if (work.Export is not { } export)
            return null;
        using var runtime = new OnnxRuntime(export());
        int[] widths = work.Network.Widths;
        float[] inputs = new float[work.Rows * widths[0]], outputs = new float[work.Rows * widths[^1]];
        using OnnxRuntime.Batch batch = runtime.Bind(inputs, widths[0], outputs, widths[^1]);
        return work.Measure(batch.Run);
    }

    public override void Dispose()
    {
    }
}
