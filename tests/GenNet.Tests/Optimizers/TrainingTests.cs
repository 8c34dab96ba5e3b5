using GenNet.Tests.Networks;
using GenNet.Tests.Support;

namespace GenNet.Tests.Optimizers;

/// <summary>Every optimizer on networks of both forms of code, with batches that step fused and that are too large for it.</summary>
public abstract class TrainingTests<TNet>(Func<TNet> create) where TNet : class, INeuralNetwork<TNet, float>
{
    public static TheoryData<string, int> Cases
    {
        get
        {
            TheoryData<string, int> cases = [];
            foreach (string name in RuleTests.Rules.Keys)
            {
                cases.Add(name, 1);
                cases.Add(name, 40);
                cases.Add(name, 500);
            }

            return cases;
        }
    }

    public static TheoryData<string> Names => new([.. RuleTests.Rules.Keys, "LBfgs", "LBfgs with a line search"]);

    [Theory, MemberData(nameof(Cases))]
    public void StepsByTheGradient(string name, int rows)
    {
        TNet network = create();
        (float[] inputs, float[] targets) = Samples(rows);
        float[] parameters = new float[TNet.ParameterCount], gradient = new float[TNet.ParameterCount];
        network.GetParameters(parameters);
        Problem<float> expected = new([.. parameters]);
        Optimizer actual = RuleTests.Rules[name](), same = RuleTests.Rules[name]();
        for (int step = 0; step < 6; step++)
        {
            network.ComputeGradient(inputs, targets, gradient);
            expected.Step(same, gradient);
            network.Train(inputs, targets, actual);
            network.GetParameters(parameters);
            Close.SameBits(expected.Parameters, parameters, $"parameters after step {step}");
        }

        Assert.Equal(6, actual.StepCount);
    }

    [Theory, InlineData(1), InlineData(40), InlineData(500)]
    public void ClipsTheGradient(int rows)
    {
        TNet network = create();
        (float[] inputs, float[] targets) = Samples(rows);
        float[] before = new float[TNet.ParameterCount], after = new float[TNet.ParameterCount], gradient = new float[TNet.ParameterCount];
        foreach ((double? value, double? norm) in new (double?, double?)[] { (1e-3, null), (null, 1e-2), (1e-3, 1e-2), (null, 1e6) })
        {
            network.GetParameters(before);
            network.ComputeGradient(inputs, targets, gradient);
            network.Train(inputs, targets, new Sgd(1) { ClipValue = value, ClipNorm = norm });
            network.GetParameters(after);

            double limit = value ?? double.PositiveInfinity;
            double[] clipped = [.. gradient.Select(g => Math.Clamp(g, -limit, limit))];
            double length = Math.Sqrt(clipped.Sum(g => g * g)), scale = Math.Min(1, (norm ?? double.PositiveInfinity) / (length + 1e-6));
            Close.To([.. clipped.Zip(before, (g, p) => p - (scale * g))], after, Close.Single, $"parameters with {value}, {norm}");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void LearnsAndAllocatesNothing(string name)
    {
        TNet network = create();
        (float[] inputs, float[] targets) = Samples(40);
        Optimizer optimizer = Create(name);
        float first = network.Train(inputs, targets, optimizer);
        long least = long.MaxValue;
        for (int round = 0; round < 10; round++)
        {
            // The runtime may allocate on this thread, once, when it compiles a method anew.
            long before = GC.GetAllocatedBytesForCurrentThread();
            network.Train(inputs, targets, optimizer);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
        Assert.InRange(network.ComputeLoss(inputs, targets), 0, first);
    }

    [Theory, MemberData(nameof(Names))]
    public void ServesOneNetwork(string name)
    {
        TNet network = create(), other = create();
        (float[] inputs, float[] targets) = Samples(3);
        Optimizer optimizer = Create(name);
        network.Train(inputs, targets, optimizer);
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => other.Train(inputs, targets, optimizer));
        Assert.Contains(optimizer.GetType().Name, exception.Message);
        network.Train(inputs, targets, optimizer);
        Assert.Equal(2, optimizer.StepCount);
    }

    private static Optimizer Create(string name) => name switch
    {
        "LBfgs" => new LBfgs(0.1, maxIterations: 4, historySize: 3),
        "LBfgs with a line search" => new LBfgs(maxIterations: 4, historySize: 3, lineSearch: LineSearch.StrongWolfe),
        _ => RuleTests.Rules[name](),
    };

    private static (float[] Inputs, float[] Targets) Samples(int rows)
    {
        Random random = new(rows);
        return (
            [.. Enumerable.Range(0, rows * TNet.InputSize).Select(_ => (2 * random.NextSingle()) - 1)],
            [.. Enumerable.Range(0, rows * TNet.OutputSize).Select(_ => random.NextSingle() / 2)]);
    }
}

public sealed class TiledTrainingTests() : TrainingTests<Tiled64x32x16x8>(() => new(3));

public sealed class UnrolledTrainingTests() : TrainingTests<Unrolled15x16x17x3>(() => new(3));
