using GenNet.Tests.Reference;
using GenNet.Tests.Support;

namespace GenNet.Tests.Networks;

/// <summary>Holds weighted samples to what they mean: a sum of the samples' losses, each times its weight.</summary>
public abstract class SampleWeightContract<TNet>(Func<TNet> create) where TNet : class, INeuralNetwork<TNet, double>
{
    private static readonly Tolerance s_exact = new(Relative: 1e-9, Absolute: 1e-12);

    private readonly TNet _network = create();

    public static TheoryData<int> Batches => [1, 7, 300];

    [Theory, MemberData(nameof(Batches))]
    public void WeightsOfOneChangeNoBit(int samples)
    {
        Batch batch = Samples(samples);
        double[] ones = [.. Enumerable.Repeat(1.0, samples)];
        Assert.Equal(_network.ComputeLoss(batch.Inputs, batch.Targets), _network.ComputeLoss(batch.Inputs, batch.Targets, ones));
        Assert.Equal(_network.ComputeLoss(batch.Inputs, batch.Labels), _network.ComputeLoss(batch.Inputs, batch.Labels, ones));

        double[] expected = new double[TNet.ParameterCount];
        Assert.Equal(_network.ComputeGradient(batch.Inputs, batch.Targets, expected), Gradient(batch, ones, out double[] actual));
        Assert.Equal(expected, actual);
        Assert.Equal(_network.ComputeGradient(batch.Inputs, batch.Labels, expected), LabelGradient(batch, ones, out actual));
        Assert.Equal(expected, actual);

        TNet twin = create();
        Sgd sgd = new(0.1), twinSgd = new(0.1);
        Assert.Equal(twin.Train(batch.Inputs, batch.Targets, twinSgd), _network.Train(batch.Inputs, batch.Targets, ones, sgd));
        Assert.Equal(twin.Train(batch.Inputs, batch.Labels, twinSgd), _network.Train(batch.Inputs, batch.Labels, ones, sgd));
        Assert.Equal(Parameters(twin), Parameters(_network));
    }

    [Theory, MemberData(nameof(Batches))]
    public void IsTheSumOfWhatTheReferenceComputesForEachSampleTimesItsWeight(int samples)
    {
        Batch batch = Samples(samples);
        double divisor = TNet.Reduction == Reduction.Mean ? samples : 1;
        ReferenceNetwork reference = ReferenceNetwork.Of(typeof(TNet));
        reference.Parameters = Parameters(_network);
        double expectedLoss = 0;
        double[] expected = new double[TNet.ParameterCount];
        for (int i = 0; i < samples; i++)
        {
            double share = batch.Weights[i] / divisor;
            (double loss, double[] gradient, _) = reference.ComputeGradients(batch.Input(i), batch.Target(i));
            expectedLoss += share * loss;
            for (int p = 0; p < gradient.Length; p++)
                expected[p] += share * gradient[p];
        }

        Close.To(expectedLoss, _network.ComputeLoss(batch.Inputs, batch.Targets, batch.Weights), s_exact, "loss");
        Close.To(expectedLoss, Gradient(batch, batch.Weights, out double[] actual), s_exact, "loss of ComputeGradient");
        Close.To(expected, actual, s_exact, "gradient");

        double[] stepped = Parameters(_network);
        Close.To(expectedLoss, _network.Train(batch.Inputs, batch.Targets, batch.Weights, new Sgd(0.5)), s_exact, "loss of Train");
        for (int p = 0; p < stepped.Length; p++)
            stepped[p] -= 0.5 * expected[p];
        Close.To(stepped, Parameters(_network), s_exact, "parameters");
    }

    [Theory, MemberData(nameof(Batches))]
    public void ASampleCountsAsOftenAsItsWeightSays(int samples)
    {
        // Times 0, 1 or 2: left out, once, or twice in a batch without weights.
        Batch batch = Samples(samples + 1);
        int[] times = [2, .. Enumerable.Range(1, samples).Select(i => i % 3)];
        int[] repeated = [.. Enumerable.Range(0, times.Length).SelectMany(i => Enumerable.Repeat(i, times[i]))];
        double[] weights = [.. times.Select(t => (double)t)], inputs = [.. repeated.SelectMany(batch.Input)];
        double[] expected = new double[TNet.ParameterCount];

        // The mean divides by the number of samples, whatever they weigh.
        double divisor = TNet.Reduction == Reduction.Mean ? (double)times.Length / repeated.Length : 1;
        double loss = _network.ComputeGradient(inputs, repeated.SelectMany(batch.Target).ToArray(), expected);
        Close.To(loss / divisor, Gradient(batch, weights, out double[] actual), s_exact, "loss");
        Close.To([.. expected.Select(g => g / divisor)], actual, s_exact, "gradient");

        loss = _network.ComputeGradient(inputs, repeated.Select(i => batch.Labels[i]).ToArray(), expected);
        Close.To(loss / divisor, LabelGradient(batch, weights, out actual), s_exact, "loss by labels");
        Close.To([.. expected.Select(g => g / divisor)], actual, s_exact, "gradient by labels");
        Close.To(loss / divisor, _network.ComputeLoss(batch.Inputs, batch.Labels, weights), s_exact, "ComputeLoss by labels");
        Close.To(loss / divisor, _network.Train(batch.Inputs, batch.Labels, weights, new Sgd(0.1)), s_exact, "Train by labels");
    }

    [Fact]
    public void WeightsThatDoNotFitAreRefusedBeforeAnythingChanges()
    {
        double[][] wrong = [[], [1, 1], [1, 1, 1, 1], [1, 1, -0.5], [1, 1, double.NaN], [1, 1, double.PositiveInfinity]];
        foreach (double[] weights in wrong)
            Refuses(weights);
    }

    private void Refuses(double[] weights)
    {
        Batch batch = Samples(3);
        double[] parameters = Parameters(_network), gradient = new double[TNet.ParameterCount];
        Action[] calls =
        [
            () => _network.Train(batch.Inputs, batch.Targets, weights, new Sgd(0.1)),
            () => _network.Train(batch.Inputs, batch.Labels, weights, new Sgd(0.1)),
            () => _network.ComputeLoss(batch.Inputs, batch.Targets, weights),
            () => _network.ComputeLoss(batch.Inputs, batch.Labels, weights),
            () => _network.ComputeGradient(batch.Inputs, batch.Targets, weights, gradient),
            () => _network.ComputeGradient(batch.Inputs, batch.Labels, weights, gradient),
        ];
        foreach (Action call in calls)
            Assert.Throws<ArgumentException>("sampleWeights", call);
        Assert.Equal(parameters, Parameters(_network));
        Assert.All(gradient, g => Assert.Equal(0, g));
    }

    private double Gradient(Batch batch, double[] weights, out double[] gradient)
    {
        gradient = new double[TNet.ParameterCount];
        return _network.ComputeGradient(batch.Inputs, batch.Targets, weights, gradient);
    }

    private double LabelGradient(Batch batch, double[] weights, out double[] gradient)
    {
        gradient = new double[TNet.ParameterCount];
        return _network.ComputeGradient(batch.Inputs, batch.Labels, weights, gradient);
    }

    private static double[] Parameters(TNet network)
    {
        double[] parameters = new double[TNet.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }

    private static Batch Samples(int count)
    {
        Random random = new(count);
        double[] Uniform(int length) => [.. Enumerable.Range(0, length).Select(_ => random.NextDouble())];
        return new(
            [.. Uniform(count * TNet.InputSize).Select(x => 4 * x - 2)], Uniform(count * TNet.OutputSize),
            [.. Enumerable.Range(0, count).Select(_ => random.Next(Math.Max(2, TNet.OutputSize)))],
            [.. Uniform(count).Select(w => 3 * w)]);
    }

    private sealed record Batch(double[] Inputs, double[] Targets, int[] Labels, double[] Weights)
    {
        public double[] Input(int sample) => Inputs[(sample * TNet.InputSize)..((sample + 1) * TNet.InputSize)];

        public double[] Target(int sample) => Targets[(sample * TNet.OutputSize)..((sample + 1) * TNet.OutputSize)];
    }
}

[NeuralNetwork(inputs: 5, Reduction = Reduction.Sum, Precision = Precision.Double)]
[Dense(6, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
public sealed partial class UnrolledWeighted5x6x3;

[NeuralNetwork(inputs: 5, Reduction = Reduction.Sum, Precision = Precision.Double, Unroll = Unroll.Never)]
[Dense(6, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
public sealed partial class TiledWeighted5x6x3;

public sealed class UnrolledWeighted5x6x3Tests() : SampleWeightContract<UnrolledWeighted5x6x3>(() => new(1));

public sealed class TiledWeighted5x6x3Tests() : SampleWeightContract<TiledWeighted5x6x3>(() => new(1));

// Under the mean.
public sealed class UnrolledWeighted5x7x6x4Tests() : SampleWeightContract<UnrolledDouble5x7x6x4>(() => new(1));

public sealed class TiledWeighted5x7x6x4Tests() : SampleWeightContract<TiledDouble5x7x6x4>(() => new(2));
