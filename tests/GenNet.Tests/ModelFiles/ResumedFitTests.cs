using GenNet.Tests.Support;

namespace GenNet.Tests.ModelFiles;

/// <summary>Fit with checkpoints: interrupted anywhere, it comes to the bits and the history of a training that was not.</summary>
public sealed class ResumedFitTests
{
    private static readonly Dataset s_training = Samples(50, 0), s_validation = Samples(20, 1);

    private static readonly Dictionary<string, Func<TrainingOptions>> s_options = new()
    {
        ["plain"] = () => new() { Epochs = 6, BatchSize = 8, Seed = 3 },
        ["whole batches"] = () => new() { Epochs = 6, BatchSize = 100 },
        ["early stopping"] = () => new()
        {
            Epochs = 6, BatchSize = 8, Validation = s_validation, MeasureTrainingAccuracy = true,
            EarlyStopping = new() { Patience = 2, MinDelta = 0.02 },
        },
        ["plateau"] = () =>
            new() { Epochs = 6, BatchSize = 8, Validation = s_validation, Schedule = new ReduceOnPlateauSchedule(0.5, patience: 0) },
        ["step"] = () => new() { Epochs = 6, BatchSize = 8, Schedule = new StepSchedule(2, 0.5) },
        ["warm-up and cosine"] = () =>
            new() { Epochs = 6, BatchSize = 8, Schedule = new WarmUpSchedule(5, new CosineRestartsSchedule(9, 2)) },
        ["one cycle"] = () => new() { Epochs = 6, BatchSize = 8, Schedule = new OneCycleSchedule(0.01, 42) },
    };

    public static TheoryData<string, ScheduleUnit, int> Cases
    {
        get
        {
            TheoryData<string, ScheduleUnit, int> cases = [];
            foreach (string name in s_options.Keys)
            {
                cases.Add(name, ScheduleUnit.Epoch, 1);
                cases.Add(name, ScheduleUnit.Epoch, 2);
                cases.Add(name, ScheduleUnit.Step, 1);
                cases.Add(name, ScheduleUnit.Step, 3);
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void ComesToTheSameBits(string name, ScheduleUnit unit, int interval)
    {
        using TemporaryFolder folder = new();
        Wide expected = new(1);
        Adam adam = new(0.01);
        TrainingHistory history = expected.Fit(s_training, adam, s_options[name]());

        // Cancelled after 4, 8, 12, ... steps: each time another network and another optimizer go on.
        string path = folder.File("run.safetensors");
        TrainingOptions options = With(s_options[name](), new(path) { Unit = unit, Interval = interval });
        TrainingHistory? resumed = null;
        Wide? last = null;
        Adam? lastAdam = null;
        int interruptions = 0;
        for (int limit = 3; resumed is null; limit += 4)
        {
            Assert.True(limit < 200, "Training does not come to its end.");
            last = new(seed: File.Exists(path) ? 100 + interruptions : 1);
            lastAdam = new(0.01);
            using CancellationTokenSource cancellation = new();
            Wide network = last;
            Adam optimizer = lastAdam;
            try
            {
                int stopAt = limit;
                resumed = network.Fit(s_training, optimizer, With(options, options.Checkpointing!, rate =>
                {
                    if (optimizer.StepCount >= stopAt)
                        cancellation.Cancel();
                    return rate;
                }), cancellationToken: cancellation.Token);
            }
            catch (OperationCanceledException)
            {
                interruptions++;
            }
        }

        Assert.True(interruptions > 0);
        Close.SameBits(Parameters(expected), Parameters(last!), "parameters");
        Assert.Equal((adam.StepCount, adam.LearningRate), (lastAdam!.StepCount, lastAdam.LearningRate));
        Assert.Equal(history.StopReason, resumed.StopReason);
        Assert.Equal(history.Epochs.Select(Timeless), resumed.Epochs.Select(Timeless));
        Assert.Equal(Timeless(history.Best), Timeless(resumed.Best));
        Assert.Equal(["run.safetensors"], folder.Files);

        // Once more: there is nothing left to do.
        Wide again = new(7);
        TrainingHistory repeated = again.Fit(s_training, new Adam(0.01), options);
        Close.SameBits(Parameters(expected), Parameters(again), "parameters");
        Assert.Equal(resumed.Epochs.Select(Timeless), repeated.Epochs.Select(Timeless));
        Assert.Equal(history.StopReason, repeated.StopReason);
    }

    [Fact]
    public void MoreEpochsContinue()
    {
        using TemporaryFolder folder = new();
        Wide expected = new(1), actual = new(1), resumed = new(2);
        expected.Fit(s_training, new Adam(), new() { Epochs = 5, BatchSize = 8 });
        Checkpointing checkpointing = new(folder.File("run.safetensors")) { Interval = 100 };
        actual.Fit(s_training, new Adam(), new() { Epochs = 2, BatchSize = 8, Checkpointing = checkpointing });
        TrainingHistory history = resumed.Fit(s_training, new Adam(), new() { Epochs = 5, BatchSize = 8, Checkpointing = checkpointing });
        Close.SameBits(Parameters(expected), Parameters(resumed), "parameters");
        Assert.Equal([1, 2, 3, 4, 5], history.Epochs.Select(epoch => epoch.Epoch));
    }

    [Fact]
    public void RefusesAnotherTrainingsCheckpoint()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("run.safetensors");
        TrainingOptions Run(int seed = 3, int batchSize = 8) =>
            new() { Epochs = 1, Seed = seed, BatchSize = batchSize, Checkpointing = new(path) };
        new Wide().Fit(s_training, new Adam(), Run());
        byte[] file = File.ReadAllBytes(path);

        Refuses(s_training, new Adam(), Run(seed: 4), "whose seed is 3; 4 was given");
        Refuses(s_training, new Adam(), Run(batchSize: 9), "whose batch size is 8; 9 was given");
        Refuses(s_validation, new Adam(), Run(), "whose number of samples is 50; 20 was given");
        Refuses(s_training, new AdamW(), Run(), "is of the optimizer \"Adam\"; AdamW was given");
        TrainingOptions stopping =
            new() { Epochs = 2, Seed = 3, BatchSize = 8, Validation = s_validation, EarlyStopping = new(), Checkpointing = new(path) };
        Refuses(s_training, new Adam(), stopping, "lacks the best parameters");
        Assert.Equal(file, File.ReadAllBytes(path));

        new Wide().SaveCheckpoint(path, new Adam());
        Refuses(s_training, new Adam(), Run(), "is none of Fit's");
        File.WriteAllBytes(path, file[..^1]);
        Refuses(s_training, new Adam(), Run(), "ends within the tensor");

        static void Refuses(Dataset data, Optimizer optimizer, TrainingOptions options, string message)
        {
            Wide network = new(5);
            float[] before = Parameters(network);
            Assert.Contains(message, Assert.Throws<ModelFileException>(() => network.Fit(data, optimizer, options)).Message);
            Close.SameBits(before, Parameters(network), "parameters");
            Assert.Equal(0, optimizer.StepCount);
        }
    }

    [Fact]
    public void SaysAtOnceThatThereIsNoFolder()
    {
        TrainingOptions options =
            new() { Checkpointing = new(Path.Combine(Path.GetTempPath(), "gennet-no-such-folder", "run.safetensors")) };
        Assert.Contains(
            "which does not exist",
            Assert.Throws<ArgumentException>("options", () => new Wide().Fit(s_training, new Adam(), options)).Message);
        Assert.Throws<ArgumentException>(() => new Checkpointing(""));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Checkpointing("x") { Interval = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Checkpointing("x") { Unit = (ScheduleUnit)9 });
    }

    /// <summary>A save that fails leaves the file that there was, and nothing beside it.</summary>
    [Fact]
    public void AFailedSaveLosesNothing()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("net.safetensors");
        new Wide(1).Save(path);
        byte[] before = File.ReadAllBytes(path);
        Adam others = new();
        new Tiny().Train([1f, 2f], [1f], others);
        Assert.Throws<InvalidOperationException>(() => new Wide(2).SaveCheckpoint(path, others));
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal(["net.safetensors"], folder.Files);
        new Wide(2).Save(path);
        Close.SameBits(Parameters(new Wide(2)), Parameters(Wide.Load(path)), "parameters");
        Assert.Equal(["net.safetensors"], folder.Files);
    }

    private static Dataset Samples(int count, int phase) => Dataset.FromArrays(
        [.. Enumerable.Range(0, count * Wide.InputSize).Select(i => MathF.Sin(i + phase))], Wide.InputSize,
        [.. Enumerable.Range(0, count).Select(i => i * i % 3)]);

    private static EpochResult Timeless(EpochResult result) => result with { Duration = TimeSpan.Zero };

    private static float[] Parameters(Wide network)
    {
        var parameters = new float[Wide.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }

    /// <summary>The options with checkpoints and, around their schedule, a function that is called before each step.</summary>
    private static TrainingOptions With(TrainingOptions options, Checkpointing checkpointing, Func<double, double>? beforeStep = null) =>
        new()
        {
            Epochs = options.Epochs,
            BatchSize = options.BatchSize,
            Seed = options.Seed,
            Validation = options.Validation,
            EarlyStopping = options.EarlyStopping,
            MeasureTrainingAccuracy = options.MeasureTrainingAccuracy,
            Checkpointing = checkpointing,
            Schedule = beforeStep is null ? options.Schedule : new Watched(options.Schedule, beforeStep),
        };

    private sealed class Watched(LearningRateSchedule? schedule, Func<double, double> beforeStep) : LearningRateSchedule(ScheduleUnit.Step)
    {
        private const int StepsPerEpoch = 7;

        public override double GetRate(double initialRate, long time, ReadOnlySpan<double> losses = default) => beforeStep(schedule switch
        {
            null => initialRate,
            { Unit: ScheduleUnit.Step } => schedule.GetRate(initialRate, time, losses),
            _ => schedule.GetRate(initialRate, time / StepsPerEpoch, losses),
        });
    }
}
