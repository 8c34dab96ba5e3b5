namespace GenNet.Tests.Optimizers;

/// <summary>Values out of range are told by the parameter's name.</summary>
public sealed class ArgumentTests
{
    public static TheoryData<string, Action> Wrong => new()
    {
        { "learningRate", () => new Sgd(-1) },
        { "learningRate", () => new Adam(double.NaN) },
        { "momentum", () => new Sgd(0.1, momentum: 1) },
        { "dampening", () => new Sgd(0.1, dampening: double.PositiveInfinity) },
        { "weightDecay", () => new Sgd(0.1, weightDecay: -1) },
        { "beta1", () => new Adam(beta1: 1) },
        { "beta2", () => new AdamW(beta2: -0.1) },
        { "epsilon", () => new Adamax(epsilon: -1) },
        { "weightDecay", () => new AdamW(weightDecay: double.NaN) },
        { "momentumDecay", () => new NAdam(momentumDecay: -1) },
        { "beta2", () => new RAdam(beta2: 1) },
        { "alpha", () => new RmsProp(alpha: 1) },
        { "momentum", () => new RmsProp(momentum: -1) },
        { "learningRateDecay", () => new Adagrad(learningRateDecay: -1) },
        { "initialAccumulator", () => new Adagrad(initialAccumulator: -1) },
        { "rho", () => new Adadelta(rho: 1) },
        { "etaMinus", () => new Rprop(etaMinus: 1) },
        { "etaPlus", () => new Rprop(etaPlus: 1) },
        { "stepMinimum", () => new Rprop(stepMinimum: -1) },
        { "stepMaximum", () => new Rprop(stepMinimum: 2, stepMaximum: 1) },
        { "beta1", () => new Lion(beta1: 1) },
        { "maxIterations", () => new LBfgs(maxIterations: 0) },
        { "maxEvaluations", () => new LBfgs(maxEvaluations: 0) },
        { "toleranceGradient", () => new LBfgs(toleranceGradient: -1) },
        { "toleranceChange", () => new LBfgs(toleranceChange: double.NaN) },
        { "historySize", () => new LBfgs(historySize: 0) },
        { "lineSearch", () => new LBfgs(lineSearch: (LineSearch)7) },
        { "LearningRate", () => new Sgd(0.1).LearningRate = -1 },
        { "ClipValue", () => new Sgd(0.1).ClipValue = 0 },
        { "ClipNorm", () => new Sgd(0.1).ClipNorm = double.NaN },
        { "stepSize", () => new StepSchedule(0) },
        { "factor", () => new StepSchedule(1, 0) },
        { "milestones", () => new MultiStepSchedule([3, -1]) },
        { "factor", () => new MultiStepSchedule([3], -1) },
        { "factor", () => new ExponentialSchedule(double.NaN) },
        { "length", () => new CosineSchedule(0) },
        { "minimum", () => new CosineSchedule(1, -1) },
        { "period", () => new CosineRestartsSchedule(0) },
        { "periodFactor", () => new CosineRestartsSchedule(1, 0) },
        { "length", () => new WarmUpSchedule(0, new ConstantSchedule()) },
        { "maximum", () => new OneCycleSchedule(-1, 10) },
        { "length", () => new OneCycleSchedule(1, 0) },
        { "rise", () => new OneCycleSchedule(1, 10, rise: 1.1) },
        { "startDivisor", () => new OneCycleSchedule(1, 10, startDivisor: 0) },
        { "endDivisor", () => new OneCycleSchedule(1, 10, endDivisor: 0) },
        { "annealing", () => new OneCycleSchedule(1, 10, annealing: (Annealing)7) },
        { "factor", () => new ReduceOnPlateauSchedule(factor: 1) },
        { "patience", () => new ReduceOnPlateauSchedule(patience: -1) },
        { "threshold", () => new ReduceOnPlateauSchedule(threshold: -1) },
        { "cooldown", () => new ReduceOnPlateauSchedule(cooldown: -1) },
        { "minimum", () => new ReduceOnPlateauSchedule(minimum: -1) },
        { "Unit", () => new ConstantSchedule { Unit = (ScheduleUnit)7 } },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void AreRefusedByName(string name, Action create)
    {
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(create);
        Assert.Equal(name, exception.ParamName);
        Assert.StartsWith($"{name} is ", exception.Message);
    }

    [Fact]
    public void NullIsRefusedByName()
    {
        Assert.Throws<ArgumentNullException>("milestones", () => new MultiStepSchedule(null!));
        Assert.Throws<ArgumentNullException>("then", () => new WarmUpSchedule(1, null!));
    }

    [Fact]
    public void AFailedSettingChangesNothing()
    {
        Sgd optimizer = new(0.1) { ClipNorm = 2 };
        Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.ClipNorm = -1);
        Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.LearningRate = double.NaN);
        Assert.Equal((2, 0.1), (optimizer.ClipNorm, optimizer.LearningRate));
    }

    [Fact]
    public void MaxEvaluationsFollowFromMaxIterations()
    {
        Assert.Equal((25, 1), (new LBfgs().MaxEvaluations, new LBfgs(maxIterations: 1).MaxEvaluations));
        Assert.Equal(int.MaxValue, new LBfgs(maxIterations: int.MaxValue).MaxEvaluations);
    }
}
