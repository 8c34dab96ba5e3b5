using GenNet.Networks;
using GenNet.Tests.ModelFiles;
using GenNet.Tests.Reference;
using GenNet.Tests.Support;

namespace GenNet.Tests.Networks;

/// <summary>Batch normalisation beside the rest: dropout, fitting, files.</summary>
public sealed class BatchNormTests
{
    [Fact]
    public void DropoutAfterItDropsInTrainingAlone()
    {
        (float[] inputs, float[] targets) = Samples(40);
        BatchNormedDropout20x40x30x3 network = new(1), same = new(1), other = new(2);
        StoreOf(other).SetState(StateOf(network));
        float[] gradient = new float[BatchNormedDropout20x40x30x3.ParameterCount];
        float whole = network.ComputeGradient(inputs, targets, gradient), loss = network.Train(inputs, targets, new Sgd(0.01));
        Assert.NotEqual(whole, loss);
        Assert.Equal(loss, same.Train(inputs, targets, new Sgd(0.01)));
        Assert.NotEqual(loss, other.Train(inputs, targets, new Sgd(0.01)));
    }

    [Fact]
    public void AStepOfSeveralGradientsLearnsToo()
    {
        BatchNormed64x64x64x10 network = new(1);
        float[] features = [.. Enumerable.Range(0, 40 * 64).Select(i => MathF.Sin(i * i))], classes = new float[40 * 10];
        for (int i = 0; i < 40; i++) classes[(10 * i) + (i % 10)] = 1;
        LBfgs optimizer = new();
        float first = network.Train(features, classes, optimizer), second = network.Train(features, classes, optimizer);
        Assert.True(second < first / 2, $"{first} became {second}");
    }

    [Fact]
    public void ABatchThatDoesNotFitInMemoryIsRefused()
    {
        BatchNormed5x21x18x4 network = new();
        const int rows = 4_000_000;
        float[] inputs = new float[rows * BatchNormed5x21x18x4.InputSize], gradient = new float[BatchNormed5x21x18x4.ParameterCount];
        ArgumentException e = Assert.Throws<ArgumentException>("inputs", () => network.ComputeGradient(inputs, new int[rows], gradient));
        Assert.StartsWith($"inputs has {rows} samples; a network with BatchNorm", e.Message);
    }

    // 65 samples in batches of 32 are two steps: the last sample, which alone has no variance, joins the second batch.
    [Theory]
    [InlineData(64, 32, 2)]
    [InlineData(65, 32, 2)]
    [InlineData(66, 32, 3)]
    [InlineData(65, 64, 1)]
    [InlineData(3, 2, 1)]
    [InlineData(2, int.MaxValue, 1)]
    public void FitGivesASingleLastSampleToTheBatchBefore(int samples, int batchSize, int steps)
    {
        Dataset data = Data(samples);
        Adam adam = new();
        TrainingHistory history = new BatchNormedDropout20x40x30x3(1).Fit(data, adam, new() { Epochs = 2, BatchSize = batchSize });
        Assert.Equal(2 * steps, adam.StepCount);
        Assert.True(double.IsFinite(history.Epochs[^1].TrainingLoss));
    }

    // A chunk has 16 windows, each of which is a whole number of the blocks of losses, so that threads may take any.
    [Fact]
    public void StatisticsAreOfAllChunksAndDoNotDependOnTheThreads()
    {
        const int windows = 17, steps = 256;
        Random random = new(Seed: 1);
        float[] inputs = [.. Enumerable.Range(0, windows * steps).Select(_ => random.NextSingle())], targets = [.. inputs.Reverse()];
        LongBatchNormStream network = new(1);
        float[] parameters = new float[LongBatchNormStream.ParameterCount], gradient = new float[parameters.Length];
        float[] byInputs = new float[inputs.Length], threaded = new float[gradient.Length], threadedByInputs = new float[inputs.Length];
        network.GetParameters(parameters);
        ReferenceNetwork reference = ReferenceNetwork.Of(typeof(LongBatchNormStream));
        reference.Parameters = Close.Widen(parameters);
        (double[] expected, double[] expectedByInputs) = reference.Backward(Close.Widen(inputs), Close.Widen(targets));
        network.Backward(inputs, targets, gradient, byInputs);
        Close.To(expected, gradient, Close.Long(expected), "gradient");
        Close.To(expectedByInputs, byInputs, Close.Long(expectedByInputs), "input gradients");
        Close.To(
            [reference.ComputeGradientsOfBatch(Close.Widen(inputs), Close.Widen(targets)).Loss],
            [network.ComputeGradient(inputs, targets, threaded)], Close.Single, "loss");

        network.Threads = 3;
        Division.Check<LongBatchNormStream, float>(network, windows);
        network.Backward(inputs, targets, threaded, threadedByInputs);
        Close.SameBits(gradient, threaded, "gradient of three threads");
        Close.SameBits(byInputs, threadedByInputs, "input gradients of three threads");
    }

    // Frames of one window have a variance, unless it has only one, or one row is made of it.
    [Fact]
    public void FitTakesASingleWindow()
    {
        Random random = new(Seed: 1);
        Adam adam = new();
        Dataset windows = Windows(steps: 5, inputs: 3, outputs: 5);
        new BatchNormStream(1).Fit(windows, adam, new() { Epochs = 1, BatchSize = 4 });
        Assert.Equal(3, adam.StepCount);
        new BatchNormStream(1).Fit(windows, new Adam(), new() { Epochs = 1, BatchSize = 1 });

        adam = new();
        new SingleFrameBatchNorm(1).Fit(Windows(steps: 1, inputs: 2, outputs: 2), adam, new() { Epochs = 1, BatchSize = 4 });
        Assert.Equal(2, adam.StepCount);
        Assert.Throws<ArgumentException>("inputs", () => new SingleFrameBatchNorm(1).Train(Numbers(2), Numbers(2), new Adam()));
        Dataset rows = Dataset.FromArrays(new float[5 * 12], 12, new float[5 * 4], 4);
        ArgumentException e = Assert.Throws<ArgumentException>(
            "options", () => new BatchNormWindows(1).Fit(rows, new Adam(), new() { BatchSize = 1 }));
        Assert.Contains("BatchSize is 1; the network has BatchNorm", e.Message);

        Dataset Windows(int steps, int inputs, int outputs) => Dataset.FromArrays(
            Numbers(9 * steps * inputs), steps * inputs, Numbers(9 * steps * outputs), steps * outputs);

        float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
    }

    [Fact]
    public void FitSaysWhatBatchesItNeeds()
    {
        BatchNormedDropout20x40x30x3 network = new(1);
        Assert.Contains("1 sample was given", Assert.Throws<ArgumentException>("training", () => network.Fit(Data(1), new Adam())).Message);
        ArgumentException e = Assert.Throws<ArgumentException>("options", () => network.Fit(Data(9), new Adam(), new() { BatchSize = 1 }));
        Assert.Contains("BatchSize is 1; the network has BatchNorm", e.Message);
    }

    [Fact]
    public void TheBestEpochsStatisticsAreRestored()
    {
        Dataset data = Data(64), other = Data(50);
        BatchNormedDropout20x40x30x3 network = new(1), best = new(1);
        TrainingOptions options = new()
        {
            Epochs = 12, BatchSize = 16, Validation = other, EarlyStopping = new() { Patience = 20, RestoreBest = true },
        };
        Adam adam = new(0.05);
        TrainingHistory history = network.Fit(data, adam, options, new Spoiling(adam));
        Assert.NotEqual(history.Epochs.Count, history.Best.Epoch);
        best.Fit(data, new Adam(0.05), new() { Epochs = history.Best.Epoch, BatchSize = 16, Validation = other });
        Close.SameBits(StateOf(best), StateOf(network), "state");
        Assert.Equal(history.Best.ValidationLoss!.Value, network.Evaluate(other).Loss);
    }

    [Fact]
    public void AResumedFitIsAsIfItHadNeverStopped()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("fit.checkpoint");
        Dataset data = Data(65);
        BatchNormedDropout20x40x30x3 whole = new(1), first = new(1), second = new(2);
        Fit(whole, 6, null);
        Fit(first, 3, path);
        Fit(second, 6, path);
        Close.SameBits(StateOf(whole), StateOf(second), "state");

        void Fit(BatchNormedDropout20x40x30x3 network, int epochs, string? checkpoint) => network.Fit(data, new Adam(0.05), new()
        {
            Epochs = epochs, BatchSize = 16, Validation = data, EarlyStopping = new() { Patience = 10, RestoreBest = true },
            Checkpointing = checkpoint is null ? null : new(checkpoint),
        });
    }

    [Fact]
    public void FilesHaveTheRunningStatistics()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("model.safetensors");
        (float[] inputs, float[] targets) = Samples(40);
        BatchNormedDropout20x40x30x3 network = new(1);
        network.Train(inputs, targets, new Sgd(0.1));
        network.Save(path);
        Close.SameBits(StateOf(network), StateOf(BatchNormedDropout20x40x30x3.Load(path)), "state");
        Assert.Equal(
            ["2.weight", "2.bias", "2.running_mean", "2.running_var"],
            StoreOf(network).Layout.Tensors.Select(tensor => tensor.Name).Where(name => name.StartsWith("2.", StringComparison.Ordinal)));
    }

    /// <summary>Makes what a training learns worse from the fourth epoch on.</summary>
    private sealed class Spoiling(Optimizer optimizer) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Result is { Epoch: 3 }) optimizer.LearningRate = 5;
        }
    }

    private static ParameterStore<float> StoreOf(INeuralNetwork<float> network) => network.Parameters;

    private static float[] StateOf(INeuralNetwork<float> network) => StoreOf(network).GetState();

    private static (float[] Inputs, float[] Targets) Samples(int count)
    {
        Random random = new(Seed: count);
        return (Numbers(20), Numbers(3));

        float[] Numbers(int width) => [.. Enumerable.Range(0, count * width).Select(_ => (2 * random.NextSingle()) - 1)];
    }

    private static Dataset Data(int count)
    {
        (float[] features, float[] targets) = Samples(count);
        return Dataset.FromArrays(features, 20, targets, 3);
    }
}
