using GenNet.Numerics;
using GenNet.Tests.Parity;
using GenNet.Tests.Support;

namespace GenNet.Tests.Optimizers;

/// <summary>That L-BFGS gets to the bottom.</summary>
public sealed class LBfgsTests
{
    [Theory, InlineData(2), InlineData(4), InlineData(40)]
    public void SolvesRosenbrock(int size)
    {
        Problem<double> problem = new([.. Enumerable.Range(0, size).Select(i => i % 2 == 0 ? -1.2 : 1)]);
        LBfgs optimizer = new(maxIterations: 400, toleranceGradient: 1e-10, toleranceChange: 1e-20, lineSearch: LineSearch.StrongWolfe);
        problem.Step(optimizer, Rosenbrock.LossGradient);
        double loss = Rosenbrock.LossGradient(problem.Parameters, new double[size]);
        Assert.InRange(problem.Evaluations, 1, 60 + (10 * size));
        // There is another minimum of the longer valleys, which begins near -1; at either the gradient is zero.
        if (size == 2) Close.To([1, 1], problem.Parameters, new(Relative: 0, Absolute: 1e-9), "parameters");
        double[] gradient = new double[size];
        Rosenbrock.LossGradient(problem.Parameters, gradient);
        Assert.True(gradient.Max(Math.Abs) < 1e-8, $"gradient of {gradient.Max(Math.Abs)}, loss of {loss}");
    }

    [Theory, InlineData(LineSearch.None), InlineData(LineSearch.StrongWolfe)]
    public void SolvesARegression(LineSearch lineSearch)
    {
        Random random = new(1);
        float[] inputs = [.. Enumerable.Range(0, 300).Select(_ => (2 * random.NextSingle()) - 1)];
        float[] truth = [0.5f, -1, 2, 0.25f, 1.5f, -0.75f, 1, -2];
        Linear3x2 network = new(), teacher = new();
        teacher.SetParameters(truth);
        float[] targets = new float[200], parameters = new float[8];
        teacher.Predict(inputs, targets);

        LBfgs optimizer = new(lineSearch: lineSearch, toleranceGradient: 0, toleranceChange: 0);
        for (int step = 0; step < 2; step++) network.Train(inputs, targets, optimizer);
        network.GetParameters(parameters);
        Close.To(Close.Widen(truth), parameters, new(Relative: 0, Absolute: 1e-5), "parameters");
    }

    [Fact]
    public void TurnsBackFromWhereThereIsNoLoss()
    {
        // The square root's first step leads to where it is NaN.
        Problem<double> problem = new([1.0]);
        LBfgs optimizer = new(learningRate: 8, lineSearch: LineSearch.StrongWolfe, toleranceChange: 1e-15);
        problem.Step(optimizer, (p, gradient) =>
        {
            gradient[0] = (0.5 / Math.Sqrt(p[0])) - (0.1 / p[0]);
            return Math.Sqrt(p[0]) - (0.1 * Math.Log(p[0]));
        });
        Close.To([0.04], problem.Parameters, new(Relative: 1e-6, Absolute: 0), "parameter");
    }

    // One goes round in a ring that has grown, the other has just filled it.
    [Fact]
    public void RemembersTheLastPairsHoweverManyCameBefore()
    {
        const int size = 250, length = 16;
        LBfgsHistory<double> longer = new(size, length), shorter = new(size, length);
        AlignedBuffer<double> g = new(length), last = new(length), d = new(length), other = new(length);
        var random = new Random(1);
        for (int pair = 0; pair < 620; pair++)
        {
            foreach (ref double number in d.Span) number = random.NextDouble() - 0.5;
            for (int i = 0; i < length; i++) g.Span[i] = last.Span[i] + d.Span[i] * (1 + i);
            longer.Add(0.5, d.Start, g.Start, last.Start);
            if (pair >= 620 - size)
                shorter.Add(0.5, d.Start, g.Start, last.Start);
        }

        longer.Direct(d.Start, g.Start);
        shorter.Direct(other.Start, g.Start);
        Assert.Equal(size * 2, longer.Pairs.Length);
        Assert.Equal(other.Span.ToArray(), d.Span.ToArray());
        Assert.All(d.Span.ToArray(), number => Assert.True(double.IsFinite(number) && number != 0));
    }

    [Fact]
    public void StaysWhereTheGradientIsZero()
    {
        Problem<double> problem = new([1, 1]);
        problem.Step(new LBfgs(), Rosenbrock.LossGradient);
        Assert.Equal([1, 1], problem.Parameters);
        Assert.Equal(1, problem.Evaluations);
    }
}
