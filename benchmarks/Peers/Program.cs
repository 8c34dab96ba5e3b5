using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GenNet;
using GenNet.Benchmarks;

// Times GenNet and the peers that are on this machine, all on one thread, and writes results.json, results.md and results.svg to
// benchmarks/results, in a folder named after the processor. An argument restricts the run to the networks whose name contains it, and
// writes nothing.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string only = args.FirstOrDefault("");

ImageNet image = new();
MediumNet medium = new();
NarrowNet narrow = new();
List<Work> works =
[
    Predict(image, 64),
    Predict(medium, 64),
    Predict(narrow, 64),
    Predict(image, 1),
    Predict(medium, 1),
    Predict(narrow, 1),
    Work.Train(image, 64, new Sgd(1e-6)),
    Work.Train(image, 64, new Adam(1e-6)),
    Work.Train(medium, 32, new Sgd(1e-6)),
    Work.Train(medium, 32, new Adam(1e-6)),
    Work.Train(narrow, 32, new Sgd(1e-6)),
    Work.Train(narrow, 1, new Sgd(1e-6)),
    Work.Train(new RegressionNet(), 10_000, new Adam(1e-6)),
    Work.Gradient(new DoubleNet(), 200),
];
const string FashionMnist = "/usr/share/datasets/fashion-mnist/train-";
if (File.Exists(FashionMnist + "images-idx3-ubyte.gz"))
{
    Dataset data = Dataset.FromIdx(FashionMnist + "images-idx3-ubyte.gz", FashionMnist + "labels-idx1-ubyte.gz", scaleBytes: true);
    works.Add(Work.Fit(new ImageNet(), data, new Adam(1e-3)));
}

works.RemoveAll(work => !work.Network.ToString().Contains(only, StringComparison.Ordinal));

Peer[] peers = [new OnnxRuntimePeer(), new PyTorchPeer(), new FannPeer()];
Peer[] present = [.. peers.Where(peer => peer.Version is not null)];
foreach (Peer peer in peers.Except(present))
    Console.WriteLine($"{peer.Name} is absent. To compare with it: {peer.Installation}");

double peak = FmaPeak.Measure();
List<Measurement> measurements = [];
foreach (Work work in works)
{
    Console.Error.WriteLine($"{work.Name} {work.Network}, {work.Rows} rows");
    double genNet = work.Measure(work.Run);
    var others = present.ToDictionary(peer => peer.Name, peer => peer.Measure(work) * 1e9);
    measurements.Add(
        new(work.Name, work.Network.ToString(), work.Rows, work.AtPeak(peak) * 1e9, genNet * 1e9, others, AllocatedBytes(work)));
}

Results results = new(
    Processor.Name,
    DateTime.UtcNow.ToString("yyyy-MM-dd"),
    $"one thread, {Processor.VectorBits}-bit vectors, {RuntimeInformation.OSDescription}",
    new Dictionary<string, string>(present.ToDictionary(peer => peer.Name, peer => peer.Version!))
    {
        ["GenNet"] = typeof(Optimizer).Assembly.GetName().Version!.ToString(3),
        [".NET"] = Environment.Version.ToString(),
    },
    peers.Except(present).ToDictionary(peer => peer.Name, peer => peer.Installation),
    peak / 1e9,
    measurements);
Console.WriteLine(results.ToMarkdown());
if (only.Length == 0)
    results.Save(Path.Combine(ThisFolder(), "../results", Processor.FileName));
foreach (Peer peer in peers)
    peer.Dispose();

static Work Predict<TNetwork>(INeuralNetwork<TNetwork, float> network, int rows) where TNetwork : class, INeuralNetwork<TNetwork, float> =>
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
static long AllocatedBytes(Work work)
{
    long before = GC.GetAllocatedBytesForCurrentThread();
    work.Run();
    return GC.GetAllocatedBytesForCurrentThread() - before;
}

static string ThisFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
