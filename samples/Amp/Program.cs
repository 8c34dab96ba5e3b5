// Learns to sound like an amplifier from what went in and what came out, then plays a file through what it has learnt.

using System.CommandLine;
using System.Diagnostics;
using GenNet;
using GenNet.Samples;

const int TrainingSeconds = 10, TestSeconds = 5, Epochs = 60, Block = 64;

var seed = new Option<int>("--seed")
{
    Description = "Decides all that is random: what is played, the first weights, the order of learning.",
    DefaultValueFactory = _ => 1,
};

var folder = new Option<DirectoryInfo>("--folder")
{
    Description = "Where before.wav, target.wav, after.wav and spectra.svg are written.",
    DefaultValueFactory = _ => new("amp"),
};

return new RootCommand("Learns to sound like an amplifier.") { seed, folder }.Run(args, (values, cancellationToken) =>
{
    string inFolder(string file) => Path.Combine(values.GetValue(folder)!.FullName, file);
    values.GetValue(folder)!.Create();

    // The recording to learn from, and another one to test by, which the network has not heard.
    float[] played = Guitar.Play(values.GetValue(seed), TrainingSeconds), recorded = new Amplifier().Process(played);
    float[] before = Guitar.Play(values.GetValue(seed) + 1, TestSeconds), target = new Amplifier().Process(before);
    int windows = played.Length / AmpNet.InputSize, length = windows * AmpNet.InputSize;
    var training = Dataset.FromArrays(played.AsSpan(0, length), AmpNet.InputSize, recorded.AsSpan(0, length), AmpNet.OutputSize);
    Console.WriteLine($"{AmpNet.ParameterCount} parameters learn from {windows} windows of {AmpNet.InputSize} frames.");

    var network = new AmpNet(values.GetValue(seed));
    var options = new TrainingOptions
    {
        Epochs = Epochs,
        BatchSize = 16,
        Seed = values.GetValue(seed),
        Schedule = new CosineSchedule(Epochs * ((windows + 15) / 16), minimum: 1e-4),
    };
    network.Fit(training, new Adam(1e-2), options, new ErrorDisplay(network, before, target), cancellationToken);

    // As a plug-in hears it: a file, block by block.
    WaveFile.Write(inFolder("before.wav"), before);
    WaveFile.Write(inFolder("target.wav"), target);
    float[] heard = WaveFile.Read(inFolder("before.wav")), after = new float[heard.Length];
    var state = new AmpNet.State();
    long start = Stopwatch.GetTimestamp();
    for (int first = 0, count; first < heard.Length; first += count)
    {
        count = Math.Min(Block, heard.Length - first);
        network.Process(heard.AsSpan(first, count), after.AsSpan(first, count), state);
    }

    double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
    WaveFile.Write(inFolder("after.wav"), after);
    SpectraPicture.Save(inFolder("spectra.svg"), before, target, after);
    Console.WriteLine($"written: before.wav, target.wav, after.wav, spectra.svg in {values.GetValue(folder)}");
    Console.WriteLine($"blocks of {Block}: {TestSeconds / seconds:F0} times faster than real time");
    Console.WriteLine($"error-to-signal ratio: {ErrorToSignal.Ratio(after, target):P2}");
});

/// <summary>Takes a guitar's signal and gives the amplifier's.</summary>
[NeuralNetwork(inputs: 1, Steps = 512, BurnIn = 64)]
[LSTM(16)]
[Dense(1)]
public sealed partial class AmpNet;
