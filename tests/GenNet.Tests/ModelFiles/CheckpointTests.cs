using System.Numerics;
using GenNet.Tests.Networks;
using GenNet.Tests.Optimizers;

namespace GenNet.Tests.ModelFiles;

/// <summary>Training that goes on from a checkpoint, with another instance of the network, gives the bits of training that never stopped.</summary>
public sealed class CheckpointTests
{
    private static readonly Dictionary<string, Func<Optimizer>> Optimizers = new(RuleTests.Rules)
    {
        ["Sgd clipped"] = () => new Sgd(0.1, momentum: 0.5, dampening: 0.25) { ClipNorm = 0.5 },
        ["LBfgs"] = () => new LBfgs(learningRate: 0.5, maxIterations: 3, historySize: 4),
        ["LBfgs with a line search"] = () => new LBfgs(maxIterations: 2, historySize: 100, lineSearch: LineSearch.StrongWolfe),
    };

    public static TheoryData<string, int> Cases
    {
        get
        {
            TheoryData<string, int> cases = [];
            foreach (string name in Optimizers.Keys)
            {
                cases.Add(name, 0);
                cases.Add(name, 1);
                cases.Add(name, 7);
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void GoesOnBitForBit(string name, int steps)
    {
        // Straight-line and tiled, with dropout that is drawn and one that never drops, a PReLU, a layer without bias; both precisions.
        Resume(new Mixed(1), new Mixed(2), new Mixed(3), Optimizers[name], steps);
        Resume(new MixedDouble(1), new MixedDouble(2), new MixedDouble(3), Optimizers[name], steps);
        Resume(new Wide(1), new Wide(2), new Wide(3), Optimizers[name], steps);
        Resume(new UnrolledDropout(1), new UnrolledDropout(2), new UnrolledDropout(3), Optimizers[name], steps);
    }

    [Fact]
    public void LearningRatesAreTheCheckpoints()
    {
        Mixed network = new(1), other = new(2);
        Adam adam = new(), another = new(0.5);
        adam.LearningRate = 0.25;
        using var stream = new MemoryStream();
        network.SaveCheckpoint(stream, adam);
        stream.Position = 0;
        other.LoadCheckpoint(stream, another);
        Assert.Equal(0.25, another.LearningRate);
    }

    [Fact]
    public void ParametersLoadFromACheckpoint()
    {
        Mixed network = new(1);
        Adam adam = new();
        Train(network, adam, 3);
        using var stream = new MemoryStream();
        network.SaveCheckpoint(stream, adam);
        stream.Position = 0;
        Assert.Equal(Parameters(network), Parameters(Mixed.Load(stream)));
    }

    [Fact]
    public void RefusesAnotherTrainings()
    {
        Refuses(() => new Adam(), () => new AdamW(), "is of the optimizer \"Adam\"; AdamW was given");
        Refuses(() => new Adam(), () => new Adam(amsGrad: true), "keeps 2 numbers for each parameter");
        Refuses(() => new Sgd(0.1, momentum: 0.9), () => new Sgd(0.1), "keeps 1 numbers for each parameter");
        Refuses(() => new LBfgs(maxIterations: 2), () => new LBfgs(historySize: 1), "numbers for each parameter");

        using var parameters = new MemoryStream();
        new Mixed().Save(parameters);
        parameters.Position = 0;
        Refuses(parameters, new Adam(), "is no checkpoint");

        using var others = new MemoryStream();
        new Tiny().SaveCheckpoint(others, new Adam());
        others.Position = 0;
        Refuses(others, new Adam(), "is of the network \"Dense(2, 1)\"; this one is \"Dense(5, 7), PReLU(0.25), Dropout(0.25), Dense(7, 6, no bias), "
            + "ELU(0.5), Dense(6, 4), Dense(4, 3), Softmax\"");
    }

    [Fact]
    public void RefusesAnOptimizerOfAnotherNetwork()
    {
        Mixed network = new(1);
        Adam adam = new();
        Train(new Mixed(2), adam, 1);
        using var stream = new MemoryStream();
        Assert.Throws<InvalidOperationException>(() => network.SaveCheckpoint(stream, adam));
        network.SaveCheckpoint(stream, new Adam());
        stream.Position = 0;
        float[] before = Parameters(network);
        Assert.Throws<InvalidOperationException>(() => network.LoadCheckpoint(stream, adam));
        Assert.Equal(before, Parameters(network));
        Assert.Equal(1, adam.StepCount);
    }

    private static void Refuses(Func<Optimizer> saved, Func<Optimizer> given, string message)
    {
        var network = new Mixed(1);
        Optimizer optimizer = saved();
        Train(network, optimizer, 3);
        using var stream = new MemoryStream();
        network.SaveCheckpoint(stream, optimizer);
        stream.Position = 0;
        Refuses(stream, given(), message);
    }

    private static void Refuses(Stream stream, Optimizer optimizer, string message)
    {
        var network = new Mixed(2);
        Train(network, optimizer, 2);
        float[] before = Parameters(network);
        Assert.Contains(message, Assert.Throws<ModelFileException>(() => network.LoadCheckpoint(stream, optimizer)).Message);
        Assert.Equal(before, Parameters(network));
        Assert.Equal(2, optimizer.StepCount);
    }

    private static void Resume<TNetwork, T>(
        INeuralNetwork<TNetwork, T> uninterrupted, INeuralNetwork<TNetwork, T> fresh, INeuralNetwork<TNetwork, T> used, Func<Optimizer> create, int steps)
        where TNetwork : class, INeuralNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Optimizer optimizer = create(), freshOptimizer = create(), usedOptimizer = create();
        Train(uninterrupted, optimizer, steps);
        using var checkpoint = new MemoryStream();
        uninterrupted.SaveCheckpoint(checkpoint, optimizer);
        T[] expected = Train(uninterrupted, optimizer, 5);

        checkpoint.Position = 0;
        fresh.LoadCheckpoint(checkpoint, freshOptimizer);
        Assert.Equal(expected, Train(fresh, freshOptimizer, 5));
        Assert.Equal(Parameters(uninterrupted), Parameters(fresh));

        // One that has gone another way returns to the checkpoint.
        Train(used, usedOptimizer, 9);
        checkpoint.Position = 0;
        used.LoadCheckpoint(checkpoint, usedOptimizer);
        Assert.Equal(steps, usedOptimizer.StepCount);
        Assert.Equal(expected, Train(used, usedOptimizer, 5));
        Assert.Equal(Parameters(uninterrupted), Parameters(used));
    }

    /// <returns>The losses.</returns>
    private static T[] Train<TNetwork, T>(INeuralNetwork<TNetwork, T> network, Optimizer optimizer, int steps)
        where TNetwork : class, INeuralNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int rows = 20;
        T[] inputs = [.. Enumerable.Range(0, rows * TNetwork.InputSize).Select(i => T.CreateChecked(Math.Sin(i)))];
        T[] targets = [.. Enumerable.Range(0, rows * TNetwork.OutputSize).Select(i => T.CreateChecked(i % TNetwork.OutputSize == i / 7 % 3 ? 1 : 0))];
        var losses = new T[steps];
        for (int step = 0; step < steps; step++)
            losses[step] = network.Train(inputs, targets, optimizer);
        Assert.All(losses, loss => Assert.True(T.IsFinite(loss)));
        return losses;
    }

    private static T[] Parameters<TNetwork, T>(INeuralNetwork<TNetwork, T> network)
        where TNetwork : class, INeuralNetwork<TNetwork, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var parameters = new T[TNetwork.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }
}
