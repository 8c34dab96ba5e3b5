using System.Diagnostics;
using System.Globalization;
using GenNet;
using GenNet.Benchmarks;

// Prints what the first prediction adds to the time from process start to process end, JIT included: the program starts itself with the
// name of one work, as a process of its own, and compares it with a process that does nothing. The fewest of `Starts` times counts, taken
// in turns.
const int Starts = 20;
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
var least = works.ToDictionary(work => work.Name, _ => TimeSpan.MaxValue);
for (int start = 0; start < Starts; start++)
{
    foreach ((string work, _) in works)
    {
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(Environment.ProcessPath!, work);
        process.WaitForExit();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(begin);
        least[work] = elapsed < least[work] ? elapsed : least[work];
    }
}
Console.WriteLine("first prediction       whole process    over an empty program");
foreach ((string work, TimeSpan time) in least)
    Console.WriteLine($"{work,-20} {time.TotalMilliseconds,12:F1} ms {(time - least["nothing"]).TotalMilliseconds,20:F1} ms");

static void PredictOnce<TNetwork>(TNetwork network) where TNetwork : class, INeuralNetwork<TNetwork, float> =>
    network.Predict(new float[TNetwork.InputSize], new float[TNetwork.OutputSize]);
