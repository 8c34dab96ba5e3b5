using GenNet.Tests.Support;

namespace GenNet.Tests.Optimizers;

/// <summary>What every update rule has to do beyond what is recorded.</summary>
public sealed class RuleTests
{
    /// <summary>Every optimizer but L-BFGS, with everything that it can do switched on.</summary>
    public static Dictionary<string, Func<Optimizer>> Rules { get; } = new()
    {
        ["Sgd"] = () => new Sgd(0.05),
        ["Sgd with all"] = () => new Sgd(0.05, momentum: 0.9, nesterov: true, weightDecay: 0.01),
        ["Adam"] = () => new Adam(weightDecay: 0.01, amsGrad: true),
        ["AdamW"] = () => new AdamW(amsGrad: true),
        ["RmsProp"] = () => new RmsProp(1e-3, momentum: 0.9, centered: true, weightDecay: 0.01),
        ["Adagrad"] = () => new Adagrad(learningRateDecay: 0.1, initialAccumulator: 0.1, weightDecay: 0.01),
        ["Adadelta"] = () => new Adadelta(weightDecay: 0.01),
        ["Adamax"] = () => new Adamax(weightDecay: 0.01),
        ["NAdam"] = () => new NAdam(weightDecay: 0.01),
        ["NAdam decoupled"] = () => new NAdam(weightDecay: 0.01, decoupledWeightDecay: true),
        ["RAdam"] = () => new RAdam(beta2: 0.9, weightDecay: 0.01),
        ["RAdam decoupled"] = () => new RAdam(beta2: 0.9, weightDecay: 0.01, decoupledWeightDecay: true),
        ["Rprop"] = () => new Rprop(1e-3),
        ["Lion"] = () => new Lion(1e-3, weightDecay: 0.01),
    };

    public static TheoryData<string> Names => new(Rules.Keys);

    /// <summary>Rules whose denominators have no epsilon to keep them from zero.</summary>
    public static TheoryData<Optimizer> WithoutEpsilon => new(
        new Adam(epsilon: 0, amsGrad: true), new AdamW(epsilon: 0, weightDecay: 0), new RmsProp(epsilon: 0, centered: true),
        new Adagrad(epsilon: 0), new Adadelta(epsilon: 0), new Adamax(epsilon: 0), new NAdam(epsilon: 0),
        new RAdam(beta2: 0.9, epsilon: 0));

    [Theory, MemberData(nameof(WithoutEpsilon))]
    public void AParameterWithoutGradientStays(Optimizer optimizer)
    {
        Problem<float> problem = new([3, -2, 0]);
        for (int step = 0; step < 8; step++) problem.Step(optimizer, [0, 0.5f, 0], fused: step % 2 == 0);
        Assert.Equal((3, 0), (problem.Parameters[0], problem.Parameters[2]));
        Assert.True(float.IsFinite(problem.Parameters[1]));
    }

    [Theory, MemberData(nameof(Names))]
    public void NaNReachesTheParameter(string name)
    {
        Problem<float> problem = new([1, 2]);
        problem.Step(Rules[name](), [float.NaN, 0]);
        Assert.True(float.IsNaN(problem.Parameters[0]));
        Assert.True(float.IsFinite(problem.Parameters[1]));
    }

    [Theory, InlineData(typeof(AdamW)), InlineData(typeof(NAdam)), InlineData(typeof(RAdam)), InlineData(typeof(Lion))]
    public void DecoupledDecayIsAStepOfItsOwn(Type type)
    {
        Optimizer Create(double weightDecay) => type.Name switch
        {
            nameof(AdamW) => new AdamW(0.1, weightDecay: weightDecay),
            nameof(NAdam) => new NAdam(0.1, weightDecay: weightDecay, decoupledWeightDecay: true),
            nameof(RAdam) => new RAdam(0.1, weightDecay: weightDecay, decoupledWeightDecay: true),
            _ => new Lion(0.1, weightDecay: weightDecay),
        };

        // Without decay the rule's steps depend on the gradients alone: those are added to parameters that decay by hand.
        Optimizer decaying = Create(0.5), plain = Create(0);
        double[] expected = [2, -3];
        Problem<double> decayed = new([.. expected]), steps = new(new double[2]);
        for (int step = 0; step < 4; step++)
        {
            double[] before = [.. steps.Parameters], gradient = [0.3 - step, 0.2];
            steps.Step(plain, gradient);
            decayed.Step(decaying, gradient);
            for (int i = 0; i < 2; i++) expected[i] += steps.Parameters[i] - before[i] - (0.1 * 0.5 * expected[i]);
            Close.To(expected, decayed.Parameters, Close.Double, $"parameters after step {step}");
        }
    }

    [Fact]
    public void AConstantGradientHasNoVarianceAndNoNaN()
    {
        // The mean of the squares less the square of the mean is zero but for rounding, which makes it negative now and then.
        Problem<float> problem = new(new float[64]);
        RmsProp optimizer = new(1e-3, alpha: 0.5, centered: true);
        float[] gradient = [.. Enumerable.Range(1, 64).Select(i => 1f / i)];
        for (int step = 0; step < 200; step++) problem.Step(optimizer, gradient);
        Assert.All(problem.Parameters, p => Assert.True(float.IsFinite(p)));
    }

    [Fact]
    public void RpropTellsSignsOfTinyGradients()
    {
        Problem<float> problem = new([0f]);
        Rprop optimizer = new(1);
        for (int step = 0; step < 2; step++) problem.Step(optimizer, [1e-30f]);
        Assert.Equal(-2.2f, problem.Parameters[0]);
    }

    [Theory, MemberData(nameof(Names))]
    public void TheLearningRateCanBeSetAtAnyTime(string name)
    {
        Optimizer optimizer = Rules[name]();
        if (optimizer is Rprop) return;
        Problem<double> problem = new([1, -1]);
        problem.Step(optimizer, [0.5, 0.25]);
        double[] before = [.. problem.Parameters];
        optimizer.LearningRate = 0;
        problem.Step(optimizer, [0.5, 0.25]);
        // The velocity of RMSprop is of steps without their length, so nothing at all moves.
        Assert.Equal(before, problem.Parameters);
        Assert.Equal(2, optimizer.StepCount);
    }
}
