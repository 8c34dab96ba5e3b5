using System.Diagnostics;
using System.Text.Json;

namespace GenNet.Benchmarks;

/// <summary>
/// PyTorch in a process of its own, on one thread and on the processor of this one: pytorch.py takes a line for each work, then lines with
/// numbers of calls, which it answers with their time.
/// </summary>
internal sealed class PyTorchProcess : IDisposable
{
    private readonly Process? _python = Start();
    private readonly string? _blas;

    public PyTorchProcess()
    {
        Version = _python?.StandardOutput.ReadLine();
        _blas = _python?.StandardOutput.ReadLine();
        if (_blas?.Contains("openblas", StringComparison.Ordinal) == false)
            Version = null; // Debian's reference BLAS is 60 times slower than an OpenBLAS: no peer.
        else if (Version is not null)
            Version += $" with {_blas}";
    }

    /// <summary>Its version, or null where it is not on this machine, or without an OpenBLAS.</summary>
    public string? Version { get; }

    public string Installation =>
        "apt-get install python3-torch libopenblas0-pthread" + (_blas is null ? "" : $" (it would use the BLAS {_blas})");

    /// <summary>The time of a work.</summary>
    /// <param name="work">What pytorch.py's <c>prepare</c> reads.</param>
    public Timing Measure(object work)
    {
        _python!.StandardInput.WriteLine(JsonSerializer.Serialize(work));
        return Stopclock.Measure(calls =>
        {
            _python.StandardInput.WriteLine(calls);
            return JsonSerializer.Deserialize<double>(_python.StandardOutput.ReadLine()
                ?? throw new InvalidOperationException($"PyTorch ended at {work}: see its message above."));
        });
    }

    public void Dispose()
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
        if (Processor.IsLimited)
        {
            start.Environment["OPENBLAS_CORETYPE"] = "Zen"; // AVX2
            start.Environment["ATEN_CPU_CAPABILITY"] = "avx2";
            start.Environment["ONEDNN_MAX_CPU_ISA"] = "AVX2";
        }

        return Process.Start(start);
    }
}
