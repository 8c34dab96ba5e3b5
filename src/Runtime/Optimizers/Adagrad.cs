using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Networks;
using GenNet.Numerics;

namespace GenNet;

/// <summary>
/// Adagrad (Duchi et al. 2011), with PyTorch's rule (torch.optim.Adagrad) for step t = 1, 2, ...:
/// g += weightDecay p; s += g^2, from initialAccumulator on; p -= learningRate / (1 + (t - 1) learningRateDecay) g / (sqrt(s) + epsilon).
/// </summary>
public sealed class Adagrad : DecayingOptimizer
{
    /// <summary>Makes the optimizer for one network.</summary>
    /// <param name="learningRate">The step size.</param>
    /// <param name="learningRateDecay">How fast the step size shrinks.</param>
    /// <param name="initialAccumulator">What the sum of the squared gradients starts from.</param>
    /// <param name="epsilon">Added to the denominator, outside the root.</param>
    /// <param name="weightDecay">The L2 penalty's factor: adds weightDecay p to the gradient.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public Adagrad(
        double learningRate = 1e-2, double learningRateDecay = 0, double initialAccumulator = 0, double epsilon = 1e-10,
        double weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        LearningRateDecay = Hyperparameter.NotNegative(learningRateDecay, nameof(learningRateDecay));
        InitialAccumulator = Hyperparameter.NotNegative(initialAccumulator, nameof(initialAccumulator));
        Epsilon = Hyperparameter.NotNegative(epsilon, nameof(epsilon));
    }

    /// <summary>How fast the step size shrinks.</summary>
    public double LearningRateDecay { get; }

    /// <summary>What the sum of the squared gradients starts from.</summary>
    public double InitialAccumulator { get; }

    /// <summary>Added to the denominator, outside the root.</summary>
    public double Epsilon { get; }

    internal override IEnumerable<(string Name, object Value)> Hyperparameters =>
        [
            .. base.Hyperparameters, (nameof(LearningRateDecay), LearningRateDecay), (nameof(InitialAccumulator), InitialAccumulator),
            (nameof(Epsilon), Epsilon),
        ];

    private protected override UpdateState<T> CreateState<T>(ParameterStore<T> parameters) =>
        WeightDecay != 0 ? new RuleState<T, DecayingRule<T>>(parameters, this) : new RuleState<T, PlainRule<T>>(parameters, this);

    private readonly struct PlainRule<T>(Adagrad adagrad, Block<T> parameters, Slots<T> state) : IUpdateRule<PlainRule<T>, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Block<T> _sum = state[0];
        private readonly T _epsilon = T.CreateChecked(adagrad.Epsilon);
        private readonly T _minusStep = T.CreateChecked(-adagrad.LearningRate / (1 + (adagrad.StepCount - 1) * adagrad.LearningRateDecay));

        public static bool IgnoresZeros => true;

        public static int SlotCount(Optimizer optimizer) => 1;

        public static double InitialState(Optimizer optimizer, int slot) => ((Adagrad)optimizer).InitialAccumulator;

        public static PlainRule<T> Begin(Optimizer optimizer, Block<T> parameters, Slots<T> state) =>
            new((Adagrad)optimizer, parameters, state);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take<V>(V g, nint index) where V : struct, IVector<V, T>
        {
            V sum = V.MultiplyAdd(g, g, V.Load(_sum, index));
            V.Store(_sum, index, sum);
            V ratio = UpdateMath.Ratio(g, V.Sqrt(sum) + V.Broadcast(_epsilon));
            V.Store(parameters, index, V.MultiplyAdd(_minusStep, ratio, V.Load(parameters, index)));
        }
    }

    private readonly struct DecayingRule<T>(Adagrad adagrad, Block<T> parameters, Slots<T> state) : IUpdateRule<DecayingRule<T>, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly PlainRule<T> _rule = new(adagrad, parameters, state);
        private readonly WeightDecay<T> _decay = new(adagrad);

        public static int SlotCount(Optimizer optimizer) => PlainRule<T>.SlotCount(optimizer);

        public static double InitialState(Optimizer optimizer, int slot) => PlainRule<T>.InitialState(optimizer, slot);

        public static DecayingRule<T> Begin(Optimizer optimizer, Block<T> parameters, Slots<T> state) =>
            new((Adagrad)optimizer, parameters, state);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take<V>(V g, nint index) where V : struct, IVector<V, T> =>
            _rule.Take(_decay.Gradient(g, V.Load(parameters, index)), index);
    }
}
