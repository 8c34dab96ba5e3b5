using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace GenNet.Paths;

/// <summary>Tiled, with dropout.</summary>
[NeuralNetwork(inputs: 12)]
[Dense(40, Activation.PReLU)]
[Dropout(0.3)]
[Dense(3, Activation.Softmax)]
public sealed partial class Resumable;

/// <summary>A training with everything that has a state, which says before each step how many are over.</summary>
internal static class ResumableRun
{
    public const int Interval = 7;

    /// <returns>A hash of the parameters and of the history at the end.</returns>
    public static string Fit(string checkpoint)
    {
        Dataset training = Samples(120, 0), validation = Samples(40, 1);
        Resumable network = new(seed: Environment.ProcessId);
        if (!File.Exists(checkpoint))
            network = new(seed: 1);
        TrainingHistory history = network.Fit(training, new AdamW(2e-3), new()
        {
            Epochs = 400,
            BatchSize = 16,
            Seed = 4,
            Validation = validation,
            EarlyStopping = new() { Patience = 400 },
            Schedule = new Spoken(new CosineRestartsSchedule(100, 2)),
            Checkpointing = new(checkpoint) { Unit = ScheduleUnit.Step, Interval = Interval },
        });
        var parameters = new float[Resumable.ParameterCount];
        network.GetParameters(parameters);
        double[] losses =
            [.. history.Epochs.SelectMany(epoch => new[] { epoch.TrainingLoss, epoch.ValidationLoss!.Value, epoch.LearningRate })];
        return Convert.ToHexString(
            SHA256.HashData([.. MemoryMarshal.AsBytes<float>(parameters), .. MemoryMarshal.AsBytes<double>(losses)]));
    }

    private static Dataset Samples(int count, int phase) => Dataset.FromArrays(
        [.. Enumerable.Range(0, count * Resumable.InputSize).Select(i => MathF.Sin(i * (i % 5 + 1f) + phase))], Resumable.InputSize,
        [.. Enumerable.Range(0, count).Select(i => i * i % 3)]);

    private sealed class Spoken(LearningRateSchedule schedule) : LearningRateSchedule(ScheduleUnit.Step)
    {
        public override double GetRate(double initialRate, long time, ReadOnlySpan<double> losses = default)
        {
            Console.WriteLine($"over {time}");
            return schedule.GetRate(initialRate, time, losses);
        }
    }
}
