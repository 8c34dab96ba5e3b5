using GenNet.Tests.ModelFiles;
using GenNet.Tests.Networks;
using GenNet.Tests.Support;

namespace GenNet.Tests.Fitting;

/// <summary>What is told of each output while a network of several is trained and evaluated.</summary>
public sealed class SeveralOutputsFitTests
{
    private const double ValueWeight = 0.5;

    private static readonly Dataset s_training = Samples(50), s_validation = Samples(21);

    private sealed class Listener : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> Reports { get; } = [];

        public void Report(TrainingProgress value) => Reports.Add(value);
    }

    /// <summary>Over several of the chunks in which datasets are evaluated, the last of them shorter.</summary>
    [Fact]
    public void EvaluationIsThatOfTheOutputRows()
    {
        Dataset data = Samples(2_500);
        var network = new PolicyAndValue(seed: 2);
        EvaluationResult result = network.Evaluate(data);
        double crossEntropy = 0, squares = 0;
        int correct = 0;
        foreach ((float[] a, float[] y) in network.Predict(data).Chunk(4).Zip(data.Targets.ToArray().Chunk(4)))
        {
            int label = Array.IndexOf(y, 1f);
            crossEntropy -= Math.Log(a[label]);
            squares += (a[3] - y[3]) * (a[3] - y[3]);
            correct += a.AsSpan(0, 3).IndexOf(a[..3].Max()) == label ? 1 : 0;
        }

        Assert.Equal(["policy", "value"], result.Outputs.Select(output => output.Name));
        Close.To(crossEntropy / data.Count, result.Outputs["policy"].Loss, Close.Single, "policy");
        Close.To(squares / data.Count, result.Outputs["value"].Loss, Close.Single, "value");
        Assert.Equal((double)correct / data.Count, result.Outputs["policy"].Accuracy);
        Assert.Null(result.Outputs["value"].Accuracy);
        Assert.Null(result.Accuracy);
        IsSum(result.Loss, result.Outputs);
        Assert.Equal(
            "There is no output 'other'; there are policy, value.",
            Assert.Throws<KeyNotFoundException>(() => result.Outputs["other"]).Message);
        Assert.Empty(new PolicyAlone().Evaluate(Dataset.FromArrays(new float[5], 5, [1f, 0, 0], 3)).Outputs);
    }

    /// <summary>Of windows, over the frames that have a loss.</summary>
    [Fact]
    public void EvaluationOfWindowsIsThatOfTheirFrames()
    {
        const int frames = 6, burnIn = 2, count = 1_100;
        var network = new TagAndValue(seed: 2);
        (double[] x, double[] y) = SeveralOutputs.Samples(((INeuralNetwork<float>)network).Outputs, TagAndValue.InputSize, count);
        Dataset data = Dataset.FromArrays(Close.Narrow(x), TagAndValue.InputSize, Close.Narrow(y), TagAndValue.OutputSize);
        double crossEntropy = 0, squares = 0;
        int correct = 0, all = 0;
        int frame = 0;
        foreach ((float[] a, float[] t) in network.Predict(data).Chunk(4).Zip(data.Targets.ToArray().Chunk(4)))
        {
            if (frame++ % frames < burnIn) continue;
            int label = Array.IndexOf(t, 1f);
            crossEntropy -= Math.Log(a[label]);
            squares += (a[3] - t[3]) * (a[3] - t[3]);
            correct += a.AsSpan(0, 3).IndexOf(a[..3].Max()) == label ? 1 : 0;
            all++;
        }

        EvaluationResult result = network.Evaluate(data);
        Assert.Equal(count * (frames - burnIn), all);
        Close.To(crossEntropy / all, result.Outputs["tag"].Loss, Close.Single, "tag");
        Close.To(squares / all, result.Outputs["value"].Loss, Close.Single, "value");
        Assert.Equal((double)correct / all, result.Outputs["tag"].Accuracy);
        Assert.Null(result.Outputs["value"].Accuracy);
        EpochResult epoch = network.Fit(
            data, new Sgd(0), new() { Epochs = 1, BatchSize = 90, Validation = data, MeasureTrainingAccuracy = true }).Epochs[0];
        Assert.Equal(result.Outputs, epoch.ValidationOutputs);
        Assert.Equal(result.Outputs["tag"].Accuracy, epoch.TrainingOutputs["tag"].Accuracy);
        Close.To(
            [.. result.Outputs.Select(output => output.Loss)], [.. epoch.TrainingOutputs.Select(output => output.Loss)], Close.Single,
            "losses of batches");
    }

    [Fact]
    public void TheLossIsThatOfASampleWhateverTheReduction()
    {
        var network = new SingleManyOutputs(seed: 1); // A sum, with a penalty.
        (double[] inputs, double[] targets) = SeveralOutputs.Samples(((INeuralNetwork<float>)network).Outputs, 6, 1_100);
        EvaluationResult all = network.Evaluate(Data(inputs, targets));
        double[] expected = new double[5];
        foreach ((double[] x, double[] y) in inputs.Chunk(6).Zip(targets.Chunk(18)))
        {
            OutputResults one = network.Evaluate(Data(x, y)).Outputs;
            for (int k = 0; k < expected.Length; k++)
                expected[k] += one[k].Loss / 1_100;
        }

        Close.To(expected, [.. all.Outputs.Select(output => output.Loss)], Close.Single, "losses");
        Assert.Equal([false, true, false, false, true], all.Outputs.Select(output => output.Accuracy is not null));

        static Dataset Data(double[] x, double[] y) => Dataset.FromArrays(Close.Narrow(x), 6, Close.Narrow(y), 18);
    }

    [Fact]
    public void EpochsTellOfEachOutput()
    {
        var network = new PolicyAndValue(seed: 1);
        EvaluationResult before = network.Evaluate(s_training);
        TrainingHistory history = network.Fit(
            s_training, new Adam(0.01),
            new() { Epochs = 1, BatchSize = 50, Validation = s_validation, MeasureTrainingAccuracy = true });
        EpochResult whole = history.Epochs[0];
        Assert.Equal(before.Outputs.Select(output => output.Loss), whole.TrainingOutputs.Select(output => output.Loss));
        Assert.Equal(network.Evaluate(s_validation).Outputs, whole.ValidationOutputs);
        Assert.Equal(
            network.Evaluate(s_training).Outputs.Select(output => output.Accuracy),
            whole.TrainingOutputs.Select(output => output.Accuracy));

        // Batches of which the last is shorter: the mean is that of the samples.
        EpochResult first = network.Fit(s_training, new Sgd(0), new() { Epochs = 1, BatchSize = 8 }).Epochs[0];
        Close.To(
            [.. network.Evaluate(s_training).Outputs.Select(output => output.Loss)],
            [.. first.TrainingOutputs.Select(output => output.Loss)], Close.Single, "losses of batches");
        Assert.Equal([null, null], first.TrainingOutputs.Select(output => output.Accuracy));
        Assert.Empty(first.ValidationOutputs);

        history = network.Fit(s_training, new Adam(0.01), new() { Epochs = 4, BatchSize = 8, Validation = s_validation });
        foreach (EpochResult epoch in history.Epochs)
        {
            IsSum(epoch.TrainingLoss, epoch.TrainingOutputs);
            IsSum(epoch.ValidationLoss!.Value, epoch.ValidationOutputs);
        }
    }

    [Fact]
    public void ProgressTellsOfEachOutput()
    {
        var listener = new Listener();
        TrainingHistory history = new PolicyAndValue(seed: 1).Fit(
            s_training, new Adam(0.01), new() { Epochs = 3, BatchSize = 1, Schedule = new Slow() }, listener);
        TrainingProgress[] ends = [.. listener.Reports.Where(report => report.Result is not null)];
        Assert.Equal(history.Epochs.Select(epoch => epoch.TrainingOutputs), ends.Select(report => report.Outputs));
        Assert.True(listener.Reports.Count > ends.Length);
        Assert.All(listener.Reports, report => IsSum(report.Loss, report.Outputs));
    }

    /// <summary>Cancelled within epochs again and again, each time another network goes on.</summary>
    [Theory, InlineData(ScheduleUnit.Step, 3), InlineData(ScheduleUnit.Epoch, 1)]
    public void AResumedFitHasTheBitsOfOneThatWasNot(ScheduleUnit unit, int interval)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("run.safetensors");
        var expected = new PolicyAndValue(seed: 1);
        TrainingHistory history = expected.Fit(s_training, new Adam(0.01), Options(null, _ => { }));

        int interruptions = 0;
        for (int stopAt = 4; ; stopAt += 5)
        {
            Assert.True(stopAt < 100, "Training does not come to its end.");
            var network = new PolicyAndValue(seed: File.Exists(path) ? stopAt : 1);
            using CancellationTokenSource cancellation = new();
            try
            {
                TrainingHistory resumed = network.Fit(
                    s_training, new Adam(0.01), Options(new(path) { Unit = unit, Interval = interval }, step =>
                    {
                        if (step == stopAt)
                            cancellation.Cancel();
                    }),
                    cancellationToken: cancellation.Token);
                Close.SameBits(Parameters(expected), Parameters(network), "parameters");
                Assert.Equal(history.Epochs.Select(Timeless), resumed.Epochs.Select(Timeless));
                Assert.Equal(Timeless(history.Best), Timeless(resumed.Best));
                break;
            }
            catch (OperationCanceledException)
            {
                interruptions++;
            }
        }

        Assert.True(interruptions > 3);

        static TrainingOptions Options(Checkpointing? checkpointing, Action<long> beforeStep) => new()
        {
            Epochs = 5,
            BatchSize = 8,
            Seed = 3,
            Validation = s_validation,
            MeasureTrainingAccuracy = true,
            EarlyStopping = new() { Patience = 5 },
            Checkpointing = checkpointing,
            Schedule = new Watched(beforeStep),
        };
    }

    [Fact]
    public void LabelsAreRefused()
    {
        Dataset labels = Dataset.FromArrays(new float[10], 5, [0, 1]);
        var network = new PolicyAndValue(seed: 1);
        float[] before = Parameters(network);
        const string Message = "Samples with labels were given; the network has 2 outputs, which need targets side by side, 4 numbers";
        Assert.StartsWith(Message, Assert.Throws<ArgumentException>("dataset", () => network.Evaluate(labels)).Message);
        Assert.StartsWith(Message, Assert.Throws<ArgumentException>("training", () => network.Fit(labels, new Adam())).Message);
        Close.SameBits(before, Parameters(network), "parameters");
    }

    private static void IsSum(double loss, OutputResults outputs) =>
        Assert.Equal(outputs["policy"].Loss + (ValueWeight * outputs["value"].Loss), loss, 1e-5 * loss);

    private static Dataset Samples(int count)
    {
        (double[] inputs, double[] targets) =
            SeveralOutputs.Samples(((INeuralNetwork<float>)new PolicyAndValue()).Outputs, PolicyAndValue.InputSize, count);
        return Dataset.FromArrays(Close.Narrow(inputs), PolicyAndValue.InputSize, Close.Narrow(targets), PolicyAndValue.OutputSize);
    }

    private static EpochResult Timeless(EpochResult result) => result with { Duration = TimeSpan.Zero };

    private static float[] Parameters(PolicyAndValue network)
    {
        float[] parameters = new float[PolicyAndValue.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }

    private sealed class Watched(Action<long> beforeStep) : LearningRateSchedule(ScheduleUnit.Step)
    {
        public override double GetRate(double initialRate, long time, ReadOnlySpan<double> losses = default)
        {
            beforeStep(time);
            return initialRate;
        }
    }

    /// <summary>Steps that take as long as it needs for some to be reported.</summary>
    private sealed class Slow() : LearningRateSchedule(ScheduleUnit.Step)
    {
        public override double GetRate(double initialRate, long time, ReadOnlySpan<double> losses = default)
        {
            Thread.Sleep(5);
            return initialRate;
        }
    }
}
