using System.Diagnostics;
using System.Globalization;
using GenNet.Benchmarks;

// Prints how many times as fast two workers are as one: of a search that is the first of its process, and of later ones, whose code has
// been compiled for the last time. Beside them stands what the machine has to give: arithmetic on two threads, and two processes that
// search beside each other. The program starts itself for that; so can you, for longer first searches: first 2 600 is one of 600 settings
// by two workers.
const int rounds = 5, warmUps = 8;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["first", var workers, var settings]:
        Console.WriteLine(Table.Run(int.Parse(workers), int.Parse(settings)));
        return;
    case ["later"]:
        WarmUp();
        Console.WriteLine();
        Console.ReadLine();
        Console.WriteLine(Enumerable.Range(0, rounds).Sum(_ => Table.Run(1)) / rounds);
        return;
}

WarmUp();
List<double> oneThread = [], twoThreads = [], oneWorker = [], twoWorkers = [], oneFirst = [], twoFirst = [];
for (int round = 0; round < rounds; round++)
{
    oneThread.Add(Multiply(threads: 1));
    twoThreads.Add(Multiply(threads: 2));
    oneWorker.Add(Table.Run(workers: 1));
    twoWorkers.Add(Table.Run(workers: 2));
}

double alone = Later(processes: 1), beside = Later(processes: 2) / 2;
for (int round = 0; round < 3; round++)
{
    oneFirst.Add(First("1"));
    twoFirst.Add(First("2"));
}

Console.WriteLine("                                  one      two    ratio");
Write("arithmetic, threads", oneThread.Min(), twoThreads.Min());
Write("searches, processes", alone, beside);
Write("first search, workers", oneFirst.Min(), twoFirst.Min());
Write("later searches, workers", oneWorker.Min(), twoWorkers.Min());

static void Write(string name, double one, double two) => Console.WriteLine($"{name,-27} {one,7:F2} s {two,6:F2} s {one / two,8:F2}");

// Until the JIT has compiled all for the last time.
static void WarmUp()
{
    for (int i = 0; i < warmUps; i++)
        Table.Run(Environment.ProcessorCount);
}

static double Multiply(int threads)
{
    const int runs = 20_000;
    long began = Stopwatch.GetTimestamp();
    Thread[] all = [.. Enumerable.Range(0, threads).Select(_ => new Thread(() =>
    {
        for (int run = 0; run < runs / threads; run++)
            L1Tile.Run();
    }))];
    foreach (Thread thread in all)
        thread.Start();
    foreach (Thread thread in all)
        thread.Join();
    return Stopwatch.GetElapsedTime(began).TotalSeconds;
}

static double First(string workers)
{
    using Process process = Self("first", workers, $"{Table.Settings}");
    return double.Parse(process.StandardOutput.ReadToEnd());
}

static double Later(int processes)
{
    Process[] all = [.. Enumerable.Range(0, processes).Select(_ => Self("later"))];
    foreach (Process process in all)
        process.StandardOutput.ReadLine();
    foreach (Process process in all)
        process.StandardInput.WriteLine();
    double seconds = all.Average(process => double.Parse(process.StandardOutput.ReadToEnd()));
    foreach (Process process in all)
        process.Dispose();
    return seconds;
}

static Process Self(params string[] arguments) => Process.Start(
    new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
