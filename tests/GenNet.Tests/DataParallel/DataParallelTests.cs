using System.Numerics;
using GenNet.Tests.Networks;
using GenNet.Tests.Support;
using GenNet.Tests.Trials;

namespace GenNet.Tests.DataParallel;

/// <summary>Training in shards has the same bits whoever computes them.</summary>
public sealed class DataParallelTests
{
    private const int Samples = 150;

    private static readonly Dataset s_labelled = Labelled();

    /// <summary>Networks, data and batch sizes by name: single precision.</summary>
    private static readonly Dictionary<string, (Func<INeuralNetwork<float>> Network, Dataset Data, int BatchSize)> s_cases = new()
    {
        ["straight lines, dropout, penalty"] = (() => new StraightNet(1), s_labelled, Samples),
        ["straight lines, minibatches"] = (() => new StraightNet(1), s_labelled, 64),
        ["tiles, a sum"] = (() => new TiledNet(2), s_labelled, Samples),
        ["weights"] = (() => new TiledNet(2), s_labelled.WithClassWeights([0.5, 2]), 40),
        ["several outputs"] = (() => new ForkNet(3), Targets(3), Samples),
        ["windows"] = (() => new WindowNet(4), Windows(), 70),
        ["several outputs of windows"] = (() => new TagAndValue(5), Heads(), 70),
    };

    public static TheoryData<string, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, bool>();
            foreach (string name in s_cases.Keys)
            {
                cases.Add(name, false);
                cases.Add(name, true);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void BitsDoNotDependOnThreadsAndWorkers(string name, bool searchesLines)
    {
        (Func<INeuralNetwork<float>> network, Dataset data, int batchSize) = s_cases[name];
        (string Parameters, double[] Losses) one = Fit(1, null);
        foreach (int count in (int[])[2, 3, 7])
        {
            AssertSame(one, Fit(count, null));
            AssertSame(one, Fit(1, LoopbackWorkers.Of(count, network(), data)));
        }

        (string Parameters, double[] Losses) Fit(int threads, IShardWorkers? workers)
        {
            INeuralNetwork<float> trained = network();
            trained.Threads = threads;
            return Trained(trained, data, searchesLines, batchSize, new() { Shards = 11, Workers = workers });
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void OneShardIsTrainingWithoutShards(string name, bool searchesLines)
    {
        (Func<INeuralNetwork<float>> network, Dataset data, int batchSize) = s_cases[name];
        AssertSame(
            Trained(network(), data, searchesLines, batchSize, null),
            Trained(network(), data, searchesLines, batchSize, new() { Shards = 1 }));
    }

    [Fact]
    public void DoublePrecisionTrainsTheSame()
    {
        DoubleDataset data = Precise();
        double[] one = Trained(1, null);
        Assert.Equal(one, Trained(2, null));
        Assert.Equal(one, Trained(1, LoopbackWorkers.Of(3, new PreciseNet(), data)));

        double[] Trained(int threads, IShardWorkers? workers)
        {
            var network = new PreciseNet(1) { Threads = threads };
            network.Fit(data, new LBfgs(lineSearch: LineSearch.StrongWolfe), new TrainingOptions<double>
            {
                Epochs = 3, BatchSize = Samples, DataParallel = new() { Workers = workers },
            });
            return Parameters(network);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(Samples)]
    public void TheSumOfShardsIsTheGradient(int shards)
    {
        DoubleDataset data = Precise();
        var network = new PreciseNet(1);
        double[] expected = new double[PreciseNet.ParameterCount], before = Parameters(network);
        double loss = network.ComputeGradient(data.Features, data.Labels, expected);
        TrainingHistory history = network.Fit(data, new Sgd(1), new TrainingOptions<double>
        {
            Epochs = 1, BatchSize = Samples, DataParallel = new() { Shards = shards },
        });
        Close.To(expected, [.. before.Zip(Parameters(network), (p, q) => p - q)], new(Relative: 1e-12, Absolute: 1e-15), "gradient");
        Close.To(loss, history.Epochs[0].TrainingLoss, new(Relative: 1e-14, Absolute: 0), "loss");
    }

    [Fact]
    public void ThereMayBeMoreShardsThanSamples()
    {
        var parallel = new GenNet.DataParallel { Shards = 1000 };
        AssertSame(
            Trained(new StraightNet(1), s_labelled, false, Samples, parallel),
            Trained(new StraightNet(1), s_labelled, false, Samples, new() { Shards = Samples }));
    }

    [Fact]
    public void CheckpointsGoOnToTheSameBits()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "training");
        Fit(2);
        Assert.Equal(Fit(5), Trained(new StraightNet(1), s_labelled, false, 64, new()).Parameters);

        string Fit(int epochs)
        {
            var network = new StraightNet(1);
            network.Fit(s_labelled, new Adam(0.01), new TrainingOptions
            {
                Epochs = epochs, BatchSize = 64, DataParallel = new(), Checkpointing = new(file), Seed = 5,
            });
            return Spirals.Hash(network);
        }
    }

    [Fact]
    public void BatchNormIsRefused()
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new NormalizedNet().Fit(
            s_labelled, new Adam(), new TrainingOptions { DataParallel = new() }));
        Assert.Contains("BatchNorm", refused.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new GenNet.DataParallel { Shards = 0 });
    }

    [Fact]
    public void WorkersThatWouldComputeOtherBitsAreRefused()
    {
        Dataset other = s_labelled.WithClassWeights([1, 2]);
        Refused(ShardWorker.Of(new StraightNet(), other), "its data is '");
        Refused(ShardWorker.Of(new TiledNet(), s_labelled), "its architecture is '");
        Refused(ShardWorker.Of(new SquaresNet(), s_labelled), "its loss of the first samples is '");
        Refused(ShardWorker.Of(new PreciseNet(), Precise()), "its precision is 'Double'; that of the training is 'Single'");

        void Refused(ShardWorker worker, string reason)
        {
            var network = new StraightNet(1);
            float[] before = Parameters(network);
            InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => network.Fit(
                s_labelled, new Adam(), new TrainingOptions { DataParallel = new() { Workers = new LoopbackWorkers(worker) } }));
            Assert.Contains(reason, refused.Message);
            Assert.Equal(before, Parameters(network));
        }
    }

    [Fact]
    public void ShardsThatNobodyComputedAreMissed()
    {
        var workers = new LoopbackWorkers(ShardWorker.Of(new StraightNet(), s_labelled)) { Forgotten = 1 };
        InvalidOperationException failed = Assert.Throws<InvalidOperationException>(() => new StraightNet().Fit(
            s_labelled, new Adam(), new TrainingOptions { DataParallel = new() { Workers = workers } }));
        Assert.Contains("not the sum of 16 shards", failed.Message);
    }

    [Fact]
    public void AWorkerChecksWhichShardsItIsAskedFor()
    {
        ShardWorker worker = ShardWorker.Of(new StraightNet(), s_labelled);
        byte[] order = ShardOrder.Write<float>(new StraightNet(), s_labelled, new(Seed: 0, Epoch: 0, Start: 0, Count: 100, Shards: 4));
        Assert.Throws<ArgumentOutOfRangeException>("first", () => worker.Sum(order, -1, 2));
        Assert.Throws<ArgumentOutOfRangeException>("end", () => worker.Sum(order, 2, 2));
        Assert.Throws<ArgumentOutOfRangeException>("end", () => worker.Sum(order, 2, 5));
        Assert.Throws<ArgumentNullException>("order", () => worker.Sum(null!, 0, 1));
        for (int length = 0; length < order.Length; length += 7)
            Assert.Throws<InvalidDataException>(() => worker.Sum(order[..length], 0, 1));
        byte[] beyond = ShardOrder.Write<float>(new StraightNet(), s_labelled, new(Seed: 0, Epoch: 0, Start: 60, Count: 100, Shards: 4));
        Assert.Throws<InvalidDataException>(() => worker.Sum(beyond, 0, 1));
    }

    [Fact]
    public void AnOptimizerOfAnotherNetworkIsRefusedAndKeepsItsState()
    {
        StraightNet first = new(1), again = new(1);
        Optimizer optimizer = OptimizerOf(true), undisturbed = OptimizerOf(true);
        first.Fit(s_labelled, optimizer, Options(2, null));
        again.Fit(s_labelled, undisturbed, Options(2, null));
        Assert.Throws<InvalidOperationException>(() => new StraightNet(2).Fit(s_labelled, optimizer, Options(1, null)));
        first.Fit(s_labelled, optimizer, Options(2, null));
        again.Fit(s_labelled, undisturbed, Options(2, null));
        Assert.Equal(Spirals.Hash(again), Spirals.Hash(first));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AStepThatIsCancelledInItsMidstChangesNothing(bool searchesLines)
    {
        using var cancellation = new CancellationTokenSource();
        var network = new StraightNet(1);
        Optimizer optimizer = OptimizerOf(searchesLines);
        List<(string Parameters, int Orders)> epochs = [];
        LoopbackWorkers workers = null!;
        workers = new(ShardWorker.Of(network, s_labelled))
        {
            OnOrder = number =>
            {
                // Where lines are searched, the fourth order of a step is at parameters that have moved.
                if (epochs.Count == 2 && number == epochs[^1].Orders + (searchesLines ? 4 : 1))
                    cancellation.Cancel();
            },
        };
        Assert.ThrowsAny<OperationCanceledException>(() => network.Fit(
            s_labelled, optimizer, Options(6, workers),
            new Reporter<TrainingProgress>(_ => epochs.Add((Spirals.Hash(network), workers.Orders))), cancellation.Token));
        Assert.Equal(epochs[1].Parameters, Spirals.Hash(network));
        Assert.Equal(2, epochs.Count);
        Assert.Equal(2, optimizer.StepCount);
        Assert.Equal(2, ((INeuralNetwork<float>)network).Parameters.Dropout.Steps);

        // It can go on.
        double loss = network.ComputeLoss(s_labelled.Features, s_labelled.Labels);
        network.Fit(s_labelled, optimizer, Options(20, null));
        Assert.True(network.ComputeLoss(s_labelled.Features, s_labelled.Labels) < loss);
    }

    [Fact]
    public void AllPartitionsAddTheSameTree()
    {
        var random = new Random(1);
        for (int shards = 1; shards < 40; shards++)
        {
            float[] terms = [.. Enumerable.Range(0, shards).Select(_ => random.NextSingle() - 0.5f)];
            var memory = new ShardSums<float>(16, 1);
            float whole = Sum([0, shards]);
            for (int draw = 0; draw < 20; draw++)
                Assert.Equal(whole, Sum([0, .. Enumerable.Range(1, shards - 1).Where(_ => random.Next(3) == 0), shards]));

            float Sum(int[] cuts)
            {
                var tree = new ShardTree<float>(memory);
                tree.Begin(shards);
                foreach ((int first, int end) in cuts.Zip(cuts.Skip(1)))
                {
                    var part = new ShardTree<float>(memory);
                    part.Begin(shards);
                    for (int shard = first; shard < end; shard++)
                    {
                        ShardSum<float> sum = memory.Take(0, shard);
                        sum.Gradient.Span.Fill(terms[shard]);
                        part.Add(sum);
                    }

                    Assert.Null(tree.Root);
                    part.MoveTo(tree);
                }

                return tree.Root!.Gradient.Span[^1];
            }
        }
    }

    [Fact]
    public void OrdersOfEpochsCanBeHadAgain()
    {
        var order = new EpochOrder(20, seed: 3);
        int[] third = order.In(3).ToArray(), first = order.In(1).ToArray();
        Assert.Equal(Enumerable.Range(0, 20), order.In(0).ToArray());
        Assert.Equal(first, order.In(1).ToArray());
        Assert.Equal(third, order.In(3).ToArray());
        Assert.NotEqual(third, first);
        Assert.Equal(Enumerable.Range(0, 20), third.Order());
    }

    private static (string Parameters, double[] Losses) Trained(
        INeuralNetwork<float> network, Dataset data, bool searchesLines, int batchSize, GenNet.DataParallel? parallel)
    {
        TrainingHistory history = network.Fit(data, OptimizerOf(searchesLines), new TrainingOptions
        {
            Epochs = 5, BatchSize = batchSize, DataParallel = parallel, Seed = 5,
        });
        return (history.ParameterHash, [.. history.Epochs.SelectMany(epoch =>
            epoch.TrainingOutputs.Select(output => output.Loss).Prepend(epoch.TrainingLoss))]);
    }

    private static Optimizer OptimizerOf(bool searchesLines) =>
        searchesLines ? new LBfgs(maxIterations: 4, lineSearch: LineSearch.StrongWolfe) : new Adam(0.01) { ClipNorm = 1 };

    private static TrainingOptions Options(int epochs, IShardWorkers? workers) =>
        new() { Epochs = epochs, BatchSize = Samples, DataParallel = new() { Workers = workers } };

    private static void AssertSame((string Parameters, double[] Losses) expected, (string Parameters, double[] Losses) actual)
    {
        Assert.Equal(expected.Parameters, actual.Parameters);
        Assert.Equal(expected.Losses, actual.Losses);
    }

    private static T[] Parameters<T>(INeuralNetwork<T> network) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var parameters = new T[network.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }

    private static Dataset Labelled() => Dataset.FromArrays([.. Numbers(3).Select(x => (float)x)], 3, Labels());

    private static DoubleDataset Precise() => DoubleDataset.FromArrays(Numbers(3), 3, Labels());

    private static Dataset Targets(int count)
    {
        int[] labels = Labels();
        float[] sizes = [.. Numbers(1).Select(x => (float)x)];
        float[] targets = [.. labels.SelectMany((label, i) => new[] { 1f - label, label, sizes[i] })];
        return Dataset.FromArrays([.. Numbers(3).Select(x => (float)x)], 3, targets, count);
    }

    private static Dataset Windows()
    {
        float[] numbers = [.. Numbers(5).Select(x => (float)x)];
        return Dataset.FromArrays(numbers, 5, [.. numbers.Select(x => x * x)], 5);
    }

    private static Dataset Heads()
    {
        (double[] inputs, double[] targets) =
            SeveralOutputs.Samples(((INeuralNetwork<float>)new TagAndValue()).Outputs, TagAndValue.InputSize, Samples);
        return Dataset.FromArrays(Close.Narrow(inputs), TagAndValue.InputSize, Close.Narrow(targets), TagAndValue.OutputSize);
    }

    private static double[] Numbers(int width)
    {
        var random = new Random(2);
        return [.. Enumerable.Range(0, Samples * width).Select(_ => (2 * random.NextDouble()) - 1)];
    }

    private static int[] Labels()
    {
        double[] numbers = Numbers(3);
        return [.. Enumerable.Range(0, Samples).Select(i => numbers[3 * i] * numbers[(3 * i) + 1] > 0 ? 1 : 0)];
    }
}
