using System.Numerics;
using GenNet.Kernels;
using GenNet.Numerics;
using GenNet.Tests.Reference;
using GenNet.Tests.Support;

namespace GenNet.Tests.Networks;

/// <summary>
/// Holds dropout after the first layer, 6 units and rate 0.4, to the reference: dropping an output of a sample is the same as
/// scaling the second layer's weights of that unit by the factor, for that sample.
/// </summary>
public abstract class DropoutContract<TNet>(Func<int, TNet> create) where TNet : class, INeuralNetwork<TNet, double>
{
    private const int Seed = 5, Units = 6, NextUnits = 5, FirstLayerParameters = Units * 4;
    private const double Rate = 0.4;
    private static readonly Tolerance s_exact = new(Relative: 1e-9, Absolute: 1e-12);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    [InlineData(300)]
    public void TrainingStepsByTheGradientOfWhatIsLeft(int samples)
    {
        TNet network = create(Seed);
        (double[] inputs, double[] targets) = Samples(samples);
        Sgd sgd = new(1);
        for (int step = 1; step <= 3; step++)
        {
            double[] before = Parameters(network);
            (double loss, double[] gradient) = Expected(before, inputs, targets, step);
            Close.To(loss, network.Train(inputs, targets, sgd), s_exact, "loss");
            Close.To(gradient, [.. before.Zip(Parameters(network), (p, q) => p - q)], s_exact, $"step {step}");
        }
    }

    [Fact]
    public void OnlyTrainingDrops()
    {
        TNet network = create(Seed);
        ReferenceNetwork reference = Reference(Parameters(network));
        (double[] inputs, double[] targets) = Samples(20);
        (double loss, double[] gradient, double[] inputGradient) = reference.ComputeGradients(inputs, targets);
        double[] outputs = new double[targets.Length], actual = new double[gradient.Length], byInputs = new double[inputs.Length];
        network.Predict(inputs, outputs);
        Close.To(reference.Predict(inputs), outputs, s_exact, "outputs");
        Close.To(loss, network.ComputeLoss(inputs, targets), s_exact, "loss");
        network.ComputeGradient(inputs, targets, actual);
        Close.To(gradient, actual, s_exact, "gradient");
        network.Backward(inputs, [.. outputs.Zip(targets, (a, y) => 2 * (a - y) / outputs.Length)], actual, byInputs);
        Close.To(gradient, actual, s_exact, "gradient of Backward");
        Close.To(inputGradient, byInputs, s_exact, "input gradient of Backward");
        network.ComputeInputGradient(inputs, targets, byInputs);
        Close.To(inputGradient, byInputs, s_exact, "input gradient");

        double[] input = inputs[..3];
        (double[] byParameters, double[] jacobianByInputs) = reference.ComputeJacobians(input);
        double[] jacobian = new double[byParameters.Length], inputJacobian = new double[jacobianByInputs.Length];
        network.ComputeJacobian(input, jacobian);
        network.ComputeInputJacobian(input, inputJacobian);
        Close.To(byParameters, jacobian, s_exact, "Jacobian");
        Close.To(jacobianByInputs, inputJacobian, s_exact, "input Jacobian");
    }

    [Fact]
    public void TheSeedChoosesWhatIsDropped()
    {
        (double[] inputs, double[] targets) = Samples(40);
        TNet other = create(Seed + 1);
        other.SetParameters(Parameters(create(Seed)));
        Assert.Equal(Trained(create(Seed)), Trained(create(Seed)));
        Assert.NotEqual(Trained(create(Seed)), Trained(other));

        double[] Trained(TNet network)
        {
            Adam adam = new();
            for (int step = 0; step < 10; step++) network.Train(inputs, targets, adam);
            return Parameters(network);
        }
    }

    /// <summary>The mean over the samples, each of which has its own second layer.</summary>
    private static (double Loss, double[] Gradient) Expected(double[] parameters, double[] inputs, double[] targets, int step)
    {
        int samples = targets.Length / TNet.OutputSize;
        double[] keep = Factors(Seed, step, samples);
        double[] gradient = new double[parameters.Length];
        double loss = 0;
        for (int s = 0; s < samples; s++)
        {
            double[] scaled = [.. parameters];
            Scale(scaled, keep, s);
            (double sampleLoss, double[] sampleGradient, _) = Reference(scaled).ComputeGradients(
                inputs[(s * 3)..((s + 1) * 3)], targets[(s * TNet.OutputSize)..((s + 1) * TNet.OutputSize)]);
            Scale(sampleGradient, keep, s);
            loss += sampleLoss / samples;
            for (int i = 0; i < gradient.Length; i++) gradient[i] += sampleGradient[i] / samples;
        }

        return (loss, gradient);
    }

    private static void Scale(double[] parameters, double[] keep, int sample)
    {
        for (int i = 0; i < NextUnits; i++)
        {
            for (int k = 0; k < Units; k++) parameters[FirstLayerParameters + (i * Units) + k] *= keep[(sample * Units) + k];
        }
    }

    private static double[] Factors(int seed, long step, int samples)
    {
        AlignedBuffer<double> buffer = new(samples * Units);
        new DropoutStep(seed, step).Draw(buffer.Start, samples * Units, Units, 1, samples, 0, Units, layer: 1, Rate);
        return buffer.Span.ToArray();
    }

    private static ReferenceNetwork Reference(double[] parameters)
    {
        ReferenceNetwork reference = ReferenceNetwork.Of(typeof(TNet));
        reference.Parameters = parameters;
        return reference;
    }

    private static double[] Parameters(TNet network)
    {
        double[] parameters = new double[TNet.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }

    private static (double[] Inputs, double[] Targets) Samples(int count)
    {
        Random random = new(count);
        return (
            [.. Enumerable.Range(0, count * 3).Select(_ => 4 * random.NextDouble() - 2)],
            [.. Enumerable.Range(0, count * 2).Select(_ => random.NextDouble())]);
    }
}

public sealed class UnrolledDropoutTests() : DropoutContract<UnrolledDropout>(seed => new(seed));

public sealed class TiledDropoutTests() : DropoutContract<TiledDropout>(seed => new(seed));

public sealed class FusedDropoutTests() : DropoutContract<FusedDropout>(seed => new(seed));

public sealed class SoftmaxDropoutTests() : DropoutContract<SoftmaxDropout>(seed => new(seed));

public sealed class UnrolledDropoutBesideTests() : DropoutContract<UnrolledDropoutBeside>(seed => new(seed));

public sealed class TiledDropoutBesideTests() : DropoutContract<TiledDropoutBeside>(seed => new(seed));

public sealed class UnrolledDropoutBelowTests() : DropoutContract<UnrolledDropoutBelow>(seed => new(seed));

public sealed class TiledDropoutBelowTests() : DropoutContract<TiledDropoutBelow>(seed => new(seed));

public sealed class DropoutStepTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void DropsTheShareThatTheRateSays(double rate)
    {
        const int samples = 1000, units = 100;
        AlignedBuffer<float> keep = new(samples * units);
        new DropoutStep(1, 1).Draw(keep.Start, samples * units, units, 1, samples, 0, units, layer: 1, rate);
        float[] factors = keep.Span.ToArray();
        Assert.All(factors, factor => Assert.True(factor == 0 || factor == (float)(1 / (1 - rate))));
        double deviation = Math.Sqrt(rate * (1 - rate) / factors.Length);
        Assert.InRange(factors.Count(factor => factor == 0) / (double)factors.Length, rate - (4 * deviation), rate + (4 * deviation));
    }

    // The lanes of vectors have samples or units in them, and what is left over is drawn one by one.
    [Theory, InlineData(1, 1), InlineData(1, 16), InlineData(3, 37), InlineData(16, 8), InlineData(37, 3), InlineData(21, 64)]
    public void DrawsTheHashOfEachOutputWhateverTheLayout(int samples, int units)
    {
        Check<float>();
        Check<double>();

        void Check<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            const int seed = -7, layer = 3, firstSample = 1000;
            const long number = 1L << 40;
            const double rate = 0.3;
            DropoutStep step = new DropoutStep(seed, number).From(5);
            int sampleStep = units + 2, unitStep = samples + 3;
            AlignedBuffer<T> rows = new(samples * sampleStep), columns = new(units * unitStep);
            rows.Span.Fill(T.NaN);
            columns.Span.Fill(T.NaN);
            step.Draw(rows.Start, rows.Length, sampleStep, 1, samples, firstSample, units, layer, rate);
            step.Draw(columns.Start, columns.Length, 1, unitStep, samples, firstSample, units, layer, rate);
            T[] expectedRows = new T[rows.Length], expectedColumns = new T[columns.Length];
            for (int s = 0; s < samples; s++)
            {
                for (int unit = 0; unit < units; unit++)
                {
                    ulong key = Mix(Mix(Mix(unchecked((ulong)seed)) + (ulong)number) + layer);
                    ulong hash = Mix(key + (ulong)(5 + firstSample + s) * 0xD1B54A32D192ED03 + (ulong)unit * 0x9E3779B97F4A7C15);
                    T factor = hash >> 32 < (ulong)(rate * (1UL << 32)) ? T.Zero : T.CreateChecked(1 / (1 - rate));
                    expectedRows[s * sampleStep + unit] = expectedColumns[unit * unitStep + s] = factor;
                }
            }

            Assert.Equal(expectedRows, rows.Span.ToArray());
            Assert.Equal(expectedColumns, columns.Span.ToArray());
        }

        static ulong Mix(ulong z)
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    // Networks that were trained with dropout train on to the same bits in every version.
    [Fact]
    public void DrawsWhatEveryVersionDrew()
    {
        AlignedBuffer<float> keep = new(64);
        new DropoutStep(seed: 1, step: 2).Draw(keep.Start, 64, 64, 1, 1, 3, 64, layer: 4, rate: 0.5);
        Assert.Equal("-+---++-+--++-++-++----++-++-+-++-+++--+-+-++----+++--++--++--+-", string.Concat(keep.Span.ToArray().Select(factor => factor == 0 ? '-' : '+')));
    }

    [Fact]
    public void EachSampleStepAndLayerDropsOthers()
    {
        float[][] draws =
        [
            Draw(new(1, 1), firstSample: 0, layer: 1), Draw(new(1, 2), firstSample: 0, layer: 1), Draw(new(2, 1), firstSample: 0, layer: 1),
            Draw(new(1, 1), firstSample: 10, layer: 1), Draw(new(1, 1), firstSample: 0, layer: 2),
        ];
        for (int i = 0; i < draws.Length; i++)
        {
            for (int j = 0; j < i; j++) Assert.InRange(draws[i].Zip(draws[j]).Count(pair => pair.First == pair.Second), 400, 600);
        }

        static float[] Draw(DropoutStep step, int firstSample, int layer)
        {
            AlignedBuffer<float> keep = new(1000);
            step.Draw(keep.Start, 1000, 100, 1, 10, firstSample, 100, layer, rate: 0.5);
            return keep.Span.ToArray();
        }
    }
}
