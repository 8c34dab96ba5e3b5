using System.Numerics;
using GenNet.Tests.Optimizers;
using GenNet.Tests.Support;

namespace GenNet.Tests.Networks;

/// <summary>Backward and Step where two networks are one, in both precisions, with penalties, clipping and threads.</summary>
public sealed class BackwardTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(300)]
    public void NetworksJoinedByBackwardAreOneNetwork(int samples)
    {
        AreOne<UnrolledFirst, UnrolledSecond, UnrolledWhole>(new(), new(), new(), samples);
        AreOne<TiledFirst, TiledSecond, TiledWhole>(new(), new(), new(), samples);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(300)]
    public void AStepByTheGradientGivesTheBitsOfTrain(int samples)
    {
        foreach (int threads in new[] { 1, 2 })
        {
            StepsAsTrain<UnrolledPenalties, double>(() => new(1), samples, threads);
            StepsAsTrain<TiledPenalties, double>(() => new(1), samples, threads);
            StepsAsTrain<UnrolledSummedPenalties, double>(() => new(1), samples, threads);
            StepsAsTrain<SinglePenalties, float>(() => new(1), samples, threads);
            StepsAsTrain<TiledDouble24x40x33x19, double>(() => new(1), samples, threads);
            StepsAsTrain<ThreadedDouble, double>(() => new(1), samples, threads);
            StepsAsTrain<ThreadedUnrolled, float>(() => new(1), 10 * samples, threads);
        }
    }

    [Fact]
    public void LBfgsIsRefusedBeforeItServesTheNetwork()
    {
        LBfgs optimizer = new();
        UnrolledFirst refused = new();
        ArgumentException exception =
            Assert.Throws<ArgumentException>("optimizer", () => refused.Step(new double[UnrolledFirst.ParameterCount], optimizer));
        Assert.Contains("LBfgs", exception.Message);
        Assert.Equal(0, optimizer.StepCount);
        new UnrolledSecond().Train(new double[5], new double[3], optimizer);
    }

    private static void AreOne<TFirst, TSecond, TWhole>(TFirst first, TSecond second, TWhole whole, int samples)
        where TFirst : class, INeuralNetwork<TFirst, double>
        where TSecond : class, INeuralNetwork<TSecond, double>
        where TWhole : class, INeuralNetwork<TWhole, double>
    {
        double[] parameters = new double[TWhole.ParameterCount];
        first.GetParameters(parameters.AsSpan(0, TFirst.ParameterCount));
        second.GetParameters(parameters.AsSpan(TFirst.ParameterCount));
        whole.SetParameters(parameters);
        double[] x = Draw<double>(samples * TWhole.InputSize, 1), y = Draw<double>(samples * TWhole.OutputSize, 2);
        double[] expected = new double[parameters.Length], expectedByInputs = new double[x.Length];
        whole.ComputeGradient(x, y, expected);
        whole.ComputeInputGradient(x, y, expectedByInputs);

        double[] middle = new double[samples * TFirst.OutputSize], dMiddle = new double[middle.Length];
        double[] gradient = new double[parameters.Length], dx = new double[x.Length];
        first.Predict(x, middle);
        second.ComputeInputGradient(middle, y, dMiddle);
        double[] a = new double[y.Length];
        second.Predict(middle, a);
        double[] da = [.. a.Zip(y, (output, target) => 2 * (output - target) / a.Length)], dMiddleByBackward = new double[middle.Length];
        second.Backward(middle, da, gradient.AsSpan(TFirst.ParameterCount), dMiddleByBackward);
        first.Backward(x, dMiddleByBackward, gradient.AsSpan(0, TFirst.ParameterCount), dx);
        Close.To(dMiddle, dMiddleByBackward, Close.Double, "between the two");
        Close.To(expected, gradient, Close.Double, "gradient");
        Close.To(expectedByInputs, dx, Close.Double, "input gradients");
    }

    private static void StepsAsTrain<TNet, T>(Func<TNet> create, int samples, int threads)
        where TNet : class, INeuralNetwork<TNet, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] x = Draw<T>(samples * TNet.InputSize, 1), y = Draw<T>(samples * TNet.OutputSize, 2), gradient = new T[TNet.ParameterCount];
        foreach ((string name, Func<Optimizer> createOptimizer) in RuleTests.Rules)
        {
            foreach (double? norm in new double?[] { null, 0.05 })
            {
                TNet trained = create(), stepped = create();
                trained.Threads = threads;
                stepped.Threads = threads;
                Optimizer optimizer = createOptimizer(), twin = createOptimizer();
                (optimizer.ClipNorm, twin.ClipNorm) = (norm, norm);
                for (int step = 0; step < 3; step++)
                {
                    trained.Train(x, y, optimizer);
                    stepped.ComputeGradient(x, y, gradient);
                    stepped.Step(gradient, twin);
                }

                T[] expected = new T[TNet.ParameterCount], actual = new T[TNet.ParameterCount];
                trained.GetParameters(expected);
                stepped.GetParameters(actual);
                Assert.True(expected.AsSpan().SequenceEqual(actual), $"{typeof(TNet).Name}, {name}, norm {norm}, {threads} threads");
                Assert.Equal(optimizer.StepCount, twin.StepCount);
                Assert.Equal(trained.Parameters.Dropout, stepped.Parameters.Dropout);
            }
        }
    }

    private static T[] Draw<T>(int count, int seed) where T : IBinaryFloatingPointIeee754<T>
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked(random.NextDouble() - 0.5))];
    }
}
