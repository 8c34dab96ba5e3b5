namespace GenNet.Benchmarks;

/// <summary>PyTorch, traced and frozen where it predicts.</summary>
internal sealed class PyTorchPeer : Peer
{
    private readonly PyTorchProcess _process = new();

    public override string Name => "PyTorch";

    public override string? Version => _process.Version;

    public override string Installation => _process.Installation;

    public override Timing? Measure(Work work) => _process.Measure(new
    {
        activity = work.Activity.ToString(),
        optimizer = work.Optimizer,
        widths = work.Network.Widths,
        hidden = work.Network.Hidden.ToString(),
        classifier = work.Network.IsClassifier,
        doubles = work.Network.IsDouble,
        rows = work.Rows,
        batch = work.Activity == Activity.Fit ? Work.FitBatch : work.Rows,
    }).DividedBy(work.Rows);

    public override void Dispose() => _process.Dispose();
}
