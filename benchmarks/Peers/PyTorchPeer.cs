using System.Diagnostics;
using System.Text.Json;

namespace GenNet.Benchmarks;

/// <summary>PyTorch in a process of its own: pytorch.py takes a line for each work and answers with a line.</summary>
internal sealed class PyTorchPeer : Peer
{
    private readonly Process? _python = Start();

    public PyTorchPeer() => Version = _python?.StandardOutput.ReadLine();

    public override string Name => "PyTorch";

    public override string? Version { get; }

    public override string Installation => "apt-get install python3-torch libopenblas0-pthread";

    public override double? Measure(Work work)
    {
        _python!.StandardInput.WriteLine(JsonSerializer.Serialize(new
        {
            activity = work.Activity.ToString(),
            optimizer = work.Optimizer,
            widths = work.Network.Widths,
            hidden = work.Network.Hidden.ToString(),
            classifier = work.Network.IsClassifier,
            doubles = work.Network.IsDouble,
            rows = work.Rows,
            batch = work.Activity == Activity.Fit ? Work.FitBatch : work.Rows,
        }));
        return JsonSerializer.Deserialize<double>(_python.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException($"PyTorch ended at {work.Name} {work.Network}: see its message above."));
    }

    public override void Dispose()
    {
        _python?.StandardInput.Close();
        _python?.WaitForExit();
        _python?.Dispose();
    }

    private static Process? Start()
    {
        // Debian's interpreter, for which python3-torch is installed; another may come first in PATH.
        const string Interpreter = "/usr/bin/python3";
        if (!File.Exists(Interpreter))
            return null;
        ProcessStartInfo start = new(Interpreter, [Path.Combine(AppContext.BaseDirectory, "pytorch.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        start.Environment.Remove("OPENBLAS_CORETYPE"); // It can force kernels of an older processor.
        return Process.Start(start);
    }
}
