using System.Diagnostics;

namespace GenNet.Benchmarks;

/// <summary>Times GenNet and the peers that are on this machine, on the vectors that this process has.</summary>
internal static class Session
{
    private const string FashionMnist = "/usr/share/datasets/fashion-mnist/train-";

    /// <param name="vectorBits">The width that the vectors must have.</param>
    /// <param name="only">Restricts it to the networks whose name contains this.</param>
    public static PathResults Run(int vectorBits, string only)
    {
        if (Processor.VectorBits != vectorBits)
            throw new InvalidOperationException($"Vectors of {vectorBits} bits are to be measured; they have {Processor.VectorBits} here.");
        StayOnThisProcessor();

        Peer[] peers = [new OnnxRuntimePeer(), new PyTorchPeer(), new LoopsPeer(), new FannPeer()];
        Peer[] present = [.. peers.Where(peer => peer.Version is not null)];
        double peak = FmaPeak.Measure();
        Work[] works = [.. Works().Where(work => work.Network.ToString().Contains(only, StringComparison.Ordinal))];
        Measurement[] measurements = [.. works.Select(work => Measure(work, peak, present))];
        PathResults results = new(
            vectorBits,
            peak / 1e9,
            L1Tile.ShareOf(peak),
            new Dictionary<string, string>(present.ToDictionary(peer => peer.Name, peer => peer.Version!))
            {
                ["GenNet"] = typeof(Optimizer).Assembly.GetName().Version!.ToString(3),
                [".NET"] = Environment.Version.ToString(),
            },
            peers.Except(present).ToDictionary(peer => peer.Name, peer => peer.Installation),
            [.. present.Select(peer => peer.Remark).OfType<string>()],
            measurements);
        foreach (Peer peer in peers)
            peer.Dispose();
        return results;
    }

    // With the processes that are started from here: what tells whether the machine is quiet must run where the work runs.
    private static void StayOnThisProcessor()
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
            Process.GetCurrentProcess().ProcessorAffinity = (nint)1 << Thread.GetCurrentProcessorId();
    }

    private static IEnumerable<Work> Works()
    {
        ImageNet image = new();
        MediumNet medium = new();
        NarrowNet narrow = new();
        yield return Predict(image, 64);
        yield return Predict(medium, 64);
        yield return Predict(narrow, 64);
        yield return Predict(image, 1);
        yield return Predict(medium, 1);
        yield return Predict(narrow, 1);
        yield return Work.Train(image, 64, () => new Sgd(1e-6));
        yield return Work.Train(image, 64, () => new Adam(1e-6));
        yield return Work.Train(medium, 32, () => new Sgd(1e-6));
        yield return Work.Train(medium, 32, () => new Adam(1e-6));
        yield return Work.Train(narrow, 32, () => new Sgd(1e-6));
        yield return Work.Train(narrow, 1, () => new Sgd(1e-6));
        yield return Work.Train(new RegressionNet(), 10_000, () => new Adam(1e-6));
        yield return Work.Gradient(new DoubleNet(), 200);
        if (!File.Exists(FashionMnist + "images-idx3-ubyte.gz"))
            yield break;
        Dataset data = Dataset.FromIdx(FashionMnist + "images-idx3-ubyte.gz", FashionMnist + "labels-idx1-ubyte.gz", scaleBytes: true);
        yield return Work.Fit(new ImageNet(), data, new Adam(1e-3));
    }

    private static Measurement Measure(Work work, double peak, Peer[] peers)
    {
        Console.Error.WriteLine($"{Processor.VectorBits} bits: {work.Name} {work.Network}, {work.Rows} rows");
        Timing genNet = work.Measure(work.Run);
        var others = peers.ToDictionary(peer => peer.Name, peer => peer.Measure(work));
        return new(work.Name, work.Network.ToString(), work.Rows, work.AtPeak(peak), genNet, others, AllocatedBytes(work));
    }

    private static Work Predict<TNetwork>(INeuralNetwork<TNetwork, float> network, int rows)
        where TNetwork : class, INeuralNetwork<TNetwork, float> =>
        Work.Predict(network, rows) with
        {
            Export = () =>
            {
                using var stream = new MemoryStream();
                network.ExportOnnx(stream);
                return stream.ToArray();
            },
        };

    // In the steady state: everything has been called before.
    private static long AllocatedBytes(Work work)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        work.Run();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
