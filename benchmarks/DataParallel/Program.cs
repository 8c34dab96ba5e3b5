using System.Globalization;
using GenNet;
using GenNet.Benchmarks;

// A step of training on all samples: as one batch, in shards on one thread and on two, and on two silos of a thread each. With the argument
// check, only whether a training has the same bits in one process and on the two silos.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
(string Name, Func<INeuralNetwork<float>> Make, int Rows)[] cases =
[
    .. from rows in new[] { 1_000, 10_000, 100_000 } select ("4-16-16-3", (Func<INeuralNetwork<float>>)(() => new NarrowNet(1)), rows),
    .. from rows in new[] { 1_000, 10_000, 100_000 } select ("30-64-64-2", (Func<INeuralNetwork<float>>)(() => new TableNet(1)), rows),
    .. from rows in new[] { 1_000, 10_000, 30_000 } select ("784-128-10", (Func<INeuralNetwork<float>>)(() => new PictureNet(1)), rows),
];
Dataset[] data = [.. cases.Select(one => Data(one.Make(), one.Rows))];
if (args is [var port] && int.TryParse(port, out int primaryPort))
{
    await LoopbackCluster.BeOtherAsync(AddTrainings, primaryPort);
    return 0;
}

await using LoopbackCluster cluster = await LoopbackCluster.StartAsync(AddTrainings);
if (args is ["check"])
{
    const int TenThousandRows = 4;
    string alone = Train(TenThousandRows, new());
    string divided = Train(TenThousandRows, new() { Workers = new ClusterWorkers(cluster.Grains, $"{TenThousandRows}") });
    Console.WriteLine($"one process: {alone}\ntwo silos:   {divided}");
    return alone == divided ? 0 : 1;
}

Console.WriteLine($"{Processor.Name}, {Processor.VectorBits} bits; microseconds a step (Sgd)");
Console.WriteLine($"{"",-12}{"rows",8}{"whole",10}{"shards",10}{"2 threads",11}{"2 silos",10}{"gain",8}{"KB sent",9}");
for (int i = 0; i < cases.Length; i++)
{
    var workers = new ClusterWorkers(cluster.Grains, $"{i}");
    double whole = Time(i, 1, null), shards = Time(i, 1, new()), threads = Time(i, 2, new());
    double silos = Time(i, 1, new() { Workers = workers });
    Console.WriteLine(
        $"{cases[i].Name,-12}{cases[i].Rows,8}{whole,10:N0}{shards,10:N0}{threads,11:N0}{silos,10:N0}{shards / silos,8:F2}"
        + $"{4 * cases[i].Make().ParameterCount / 1000.0,9:F1}");
}

return 0;

void AddTrainings(ISiloBuilder silo)
{
    for (int i = 0; i < cases.Length; i++)
        silo.AddTraining($"{i}", cases[i].Make(), data[i]);
}

string Train(int number, DataParallel parallel) => cases[number].Make().Fit(
    data[number], new LBfgs(), new TrainingOptions { Epochs = 5, BatchSize = int.MaxValue, DataParallel = parallel }).ParameterHash;

// The median of the epochs of a second, each of which is a step.
double Time(int number, int threads, DataParallel? parallel)
{
    INeuralNetwork<float> network = cases[number].Make();
    network.Threads = threads;
    using var second = new CancellationTokenSource();
    List<double> steps = [];
    try
    {
        network.Fit(
            data[number], new Sgd(1e-3), new TrainingOptions { Epochs = int.MaxValue, BatchSize = int.MaxValue, DataParallel = parallel },
            new Steps(report =>
            {
                steps.Add(report.Result!.Duration.TotalMicroseconds);
                if (report.Elapsed > TimeSpan.FromSeconds(1) && steps.Count > 8)
                    second.Cancel();
            }), second.Token);
    }
    catch (OperationCanceledException)
    {
    }

    steps.RemoveRange(0, steps.Count / 2);
    steps.Sort();
    return steps[steps.Count / 2];
}

static Dataset Data(INeuralNetwork<float> network, int rows)
{
    var random = new Random(1);
    float[] features = [.. Enumerable.Range(0, rows * network.InputSize).Select(_ => random.NextSingle() - 0.5f)];
    int[] labels = [.. Enumerable.Range(0, rows).Select(_ => random.Next(network.OutputSize))];
    return Dataset.FromArrays(features, network.InputSize, labels);
}

/// <summary>Reports where they are made.</summary>
internal sealed class Steps(Action<TrainingProgress> report) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => report(value);
}
