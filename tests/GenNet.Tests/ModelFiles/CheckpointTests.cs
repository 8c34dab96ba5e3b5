using System.Numerics;
using System.Text;
using GenNet.Tests.Networks;
using GenNet.Tests.Optimizers;

namespace GenNet.Tests.ModelFiles;

/// <summary>
/// Training that goes on from a checkpoint, with another instance of the network, gives the bits of training that never stopped.
/// </summary>
public sealed class CheckpointTests
{
    private static readonly Dictionary<string, Func<Optimizer>> s_optimizers = new(RuleTests.Rules)
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
            foreach (string name in s_optimizers.Keys)
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
        Resume(new Mixed(1), new Mixed(2), new Mixed(3), s_optimizers[name], steps);
        Resume(new MixedDouble(1), new MixedDouble(2), new MixedDouble(3), s_optimizers[name], steps);
        Resume(new Wide(1), new Wide(2), new Wide(3), s_optimizers[name], steps);
        Resume(new UnrolledDropout(1), new UnrolledDropout(2), new UnrolledDropout(3), s_optimizers[name], steps);
    }

    [Fact]
    public void WhatCanBeSetIsTheCheckpoints()
    {
        Mixed network = new(1), other = new(2);
        Adam adam = new() { ClipNorm = 2 }, another = new(0.5) { ClipValue = 3 };
        adam.LearningRate = 0.25;
        using var stream = new MemoryStream();
        network.SaveCheckpoint(stream, adam);
        stream.Position = 0;
        other.LoadCheckpoint(stream, another);
        Assert.Equal((0.25, null, 2d), (another.LearningRate, another.ClipValue, another.ClipNorm));
    }

    [Fact]
    public void WhatCannotBeSetIsCompared() => Assert.All(s_optimizers.Values.Select(create => create()), optimizer => Assert.Equal(
        optimizer.GetType().GetProperties().Where(property => property.SetMethod is null).Select(property => property.Name).Order(),
        optimizer.Hyperparameters.Select(hyperparameter => hyperparameter.Name).Order()));

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
        Refuses(() => new Adam(), () => new Adam(amsGrad: true), "whose AmsGrad is \"False\"; that of the one given is \"True\"");
        Refuses(() => new Adam(), () => new Adam(beta1: 0.8), "whose Beta1 is \"0.9\"; that of the one given is \"0.8\"");
        Refuses(() => new Sgd(0.1, momentum: 0.9), () => new Sgd(0.1), "whose Momentum is \"0.9\"; that of the one given is \"0\"");
        Refuses(
            () => new LBfgs(), () => new LBfgs(lineSearch: LineSearch.StrongWolfe),
            "whose LineSearch is \"None\"; that of the one given is \"StrongWolfe\"");

        using var parameters = new MemoryStream();
        new Mixed().Save(parameters);
        parameters.Position = 0;
        Refuses(parameters, new Adam(), "is no checkpoint");

        using var others = new MemoryStream();
        new Tiny().SaveCheckpoint(others, new Adam());
        others.Position = 0;
        Refuses(
            others, new Adam(),
            "is of the network \"Dense(2, 1)\"; this one is \"Dense(5, 7), PReLU(0.25), Dropout(0.25), Dense(7, 6, no bias), "
                + "ELU(0.5), Dense(6, 4), Dense(4, 3), Softmax\"");
    }

    [Fact]
    public void RefusesAStateThatNoOptimizerComesTo()
    {
        Mixed network = new(1);
        Adam adam = new();
        Train(network, adam, 1);
        using var stream = new MemoryStream();
        network.SaveCheckpoint(stream, adam);
        string file = Encoding.Latin1.GetString(stream.ToArray());
        Refuses("VectorCount\\\":2", "VectorCount\\\":3", "has 3 numbers for each parameter");
        Refuses("ClipNorm\\\":null", "ClipNorm\\\":   0", "is none that a training comes to");
        Refuses("LearningRate\\\":0.001", "LearningRate\\\":-0.01", "is none that a training comes to");

        void Refuses(string was, string @is, string message)
        {
            Assert.Contains(was, file, StringComparison.Ordinal);
            using var damaged = new MemoryStream(Encoding.Latin1.GetBytes(file.Replace(was, @is, StringComparison.Ordinal)));
            CheckpointTests.Refuses(damaged, new Adam(), message);
        }
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
        INeuralNetwork<TNetwork, T> uninterrupted, INeuralNetwork<TNetwork, T> fresh, INeuralNetwork<TNetwork, T> used,
        Func<Optimizer> create, int steps)
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
        T[] targets =
            [.. Enumerable.Range(0, rows * TNetwork.OutputSize).Select(i => T.CreateChecked(i % TNetwork.OutputSize == i / 7 % 3 ? 1 : 0))];
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
