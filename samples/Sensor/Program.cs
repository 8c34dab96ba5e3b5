// Learns from windows what the wearer of a sensor does, then tells it live, frame by frame.

using System.CommandLine;
using GenNet;
using GenNet.Samples;

const int Windows = 2000, SpellFrames = 6 * Wearer.Rate;
int classes = Enum.GetValues<Activity>().Length;

var seed = new Option<int>("--seed")
{
    Description = "Decides all that is random: the movements, the first weights, the order of learning.",
    DefaultValueFactory = _ => 1,
};

return new RootCommand("Tells what the wearer of a sensor does.") { seed }.Run(args, (values, cancellationToken) =>
{
    var random = new Random(values.GetValue(seed));
    var wearer = new Wearer(random);
    var (training, validation) = Record(wearer, random).Split(0.8, values.GetValue(seed));
    var network = new ActivityNet(values.GetValue(seed));
    var options = new TrainingOptions { Epochs = 40, BatchSize = 32, Validation = validation, Seed = values.GetValue(seed) };
    network.Fit(training, new Adam(1e-2), options, new TrainingDisplay(), cancellationToken);
    Follow(network, wearer, random, cancellationToken);
});

// Windows in which one activity gives way to another, with a class for each frame.
Dataset Record(Wearer wearer, Random random)
{
    const int length = ActivityNet.InputSize / Wearer.Axes;
    return Dataset.FromRows(
        Enumerable.Range(0, Windows).Select(_ => (
            Before: (Activity)random.Next(classes), After: (Activity)random.Next(classes), Change: random.Next(length))).ToArray(),
        window => [.. wearer.Do(window.Before, window.Change), .. wearer.Do(window.After, length - window.Change)],
        window => [.. Enumerable.Range(0, length).SelectMany(frame => OneHot(frame < window.Change ? window.Before : window.After))]);
}

IEnumerable<float> OneHot(Activity activity) => Enumerable.Range(0, classes).Select(i => i == (int)activity ? 1f : 0);

// Three spells of each activity, in any order. Says what it sees when that changes: a terminal waits for the sensor, a pipe does not.
void Follow(ActivityNet network, Wearer wearer, Random random, CancellationToken cancellationToken)
{
    Activity[] spells = [.. Enum.GetValues<Activity>(), .. Enum.GetValues<Activity>(), .. Enum.GetValues<Activity>()];
    random.Shuffle(spells);
    var state = new ActivityNet.State();
    float[] probabilities = new float[classes];
    Activity? told = null;
    int right = 0;
    foreach ((int spell, Activity activity) in spells.Index())
    {
        float[] frames = wearer.Do(activity, SpellFrames);
        for (int frame = 0; frame < SpellFrames; frame++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            network.Process(frames.AsSpan(frame * Wearer.Axes, Wearer.Axes), probabilities, state);
            var seen = (Activity)Metrics.PredictedLabel(probabilities);
            right += seen == activity ? 1 : 0;

            // What is less sure than this is a movement that has only begun.
            if (seen != told && probabilities.Max() > 0.9f)
            {
                double seconds = (spell * SpellFrames + frame) / (double)Wearer.Rate;
                Console.WriteLine($"{seconds,5:F1} s: {seen,-7} {probabilities.Max():P0} sure; is {activity}");
                told = seen;
            }

            if (!Console.IsOutputRedirected)
                Thread.Sleep(1000 / Wearer.Rate);
        }
    }

    Console.WriteLine($"frames told right: {right / (double)(spells.Length * SpellFrames):P1}");
}

/// <summary>Takes accelerations along three axes and gives the probability of each activity, frame by frame.</summary>
[NeuralNetwork(inputs: 3, Steps = 200, BurnIn = 25)]
[GRU(16)]
[Dense(4, Activation.Softmax)]
public sealed partial class ActivityNet;
