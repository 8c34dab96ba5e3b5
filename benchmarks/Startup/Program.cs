using System.Diagnostics;
using System.Globalization;
using GenNet;
using GenNet.Benchmarks;

// Prints what the first prediction adds to the time from process start to process end, JIT included: the program starts itself with the
// name of one work, as a process of its own, and compares it with a process that does nothing.
(string Name, Action Work)[] works =
[
    ("nothing", () => { }),
    ("784-128-10", () => PredictOnce<ImageNet>(new ImageNet())),
    ("64-64-32-10", () => PredictOnce<MediumNet>(new MediumNet())),
    ("4-16-16-3", () => PredictOnce<NarrowNet>(new NarrowNet())),
];

if (args is [var name])
{
    works.Single(work => work.Name == name).Work();
    return;
}

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Timing nothing = Start("nothing");
Console.WriteLine("first prediction       whole process    over an empty program    quiet");
foreach ((string work, _) in works[1..])
{
    Timing timing = Start(work);
    Console.WriteLine(
        $"{work,-20} {Milliseconds(timing.Seconds),15} {Milliseconds(timing.Seconds - nothing.Seconds),24} {timing.Quiet,8:P0}");
}

static Timing Start(string work) => Stopclock.Measure(() =>
{
    using Process process = Process.Start(Environment.ProcessPath!, work);
    process.WaitForExit();
});

static string Milliseconds(double? seconds) => seconds is null ? "too busy" : $"{seconds * 1e3:F1} ms";

static void PredictOnce<TNetwork>(TNetwork network) where TNetwork : class, INeuralNetwork<TNetwork, float> =>
    network.Predict(new float[TNetwork.InputSize], new float[TNetwork.OutputSize]);
