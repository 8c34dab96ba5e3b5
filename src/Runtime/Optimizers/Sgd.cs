using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Kernels;
using GenNet.Networks;
using GenNet.Numerics;

namespace GenNet;

/// <summary>
/// Stochastic gradient descent, with PyTorch's rule (torch.optim.SGD):
/// g += weightDecay p; v = momentum v + (1 - dampening) g, or v = g at the first step; p -= learningRate (nesterov ? g + momentum v : v).
/// </summary>
public sealed class Sgd : DecayingOptimizer
{
    /// <summary>Makes the optimizer for one network.</summary>
    /// <param name="learningRate">The step size.</param>
    /// <param name="momentum">How much of the last velocity is kept, from 0 to less than 1.</param>
    /// <param name="dampening">How much of the gradient the velocity leaves out.</param>
    /// <param name="nesterov">
    /// Whether the gradient is taken as if the velocity had been applied already; needs momentum and no dampening.
    /// </param>
    /// <param name="weightDecay">The L2 penalty's factor: adds weightDecay p to the gradient.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    /// <exception cref="ArgumentException">Nesterov momentum without momentum, or with dampening.</exception>
    public Sgd(double learningRate, double momentum = 0, double dampening = 0, bool nesterov = false, double weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        Momentum = Hyperparameter.Fraction(momentum, nameof(momentum));
        Dampening = Hyperparameter.Check(dampening, double.IsFinite(dampening), nameof(dampening), "finite");
        if (nesterov && (momentum == 0 || dampening != 0))
        {
            throw new ArgumentException(
                $"Nesterov momentum needs a momentum above 0 and a dampening of 0; given were {momentum} and {dampening}.",
                nameof(nesterov));
        }

        Nesterov = nesterov;
    }

    /// <summary>How much of the last velocity is kept.</summary>
    public double Momentum { get; }

    /// <summary>How much of the gradient the velocity leaves out.</summary>
    public double Dampening { get; }

    /// <summary>Whether Nesterov's form of momentum is used.</summary>
    public bool Nesterov { get; }

    internal override IEnumerable<(string Name, object Value)> Hyperparameters =>
        [.. base.Hyperparameters, (nameof(Momentum), Momentum), (nameof(Dampening), Dampening), (nameof(Nesterov), Nesterov)];

    private protected override UpdateState<T> CreateState<T>(ParameterStore<T> parameters) =>
        Momentum != 0 ? new RuleState<T, MomentumRule<T>>(parameters, this)
        : WeightDecay != 0 ? new RuleState<T, DecayingRule<T>>(parameters, this)
        : new RuleState<T, PlainRule<T>>(parameters, this);

    /// <summary>p -= learningRate g.</summary>
    private readonly struct PlainRule<T>(Sgd sgd, Block<T> parameters) : IUpdateRule<PlainRule<T>, T>, IShortSink
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T _minusLearningRate = T.CreateChecked(-sgd.LearningRate);

        public static bool IgnoresZeros => true;

        public static int SlotCount(Optimizer optimizer) => 0;

        public static PlainRule<T> Begin(Optimizer optimizer, Block<T> parameters, Slots<T> state) => new((Sgd)optimizer, parameters);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take<V>(V g, nint index) where V : struct, IVector<V, T> =>
            V.Store(parameters, index, V.MultiplyAdd(_minusLearningRate, g, V.Load(parameters, index)));
    }

    private readonly struct DecayingRule<T>(Sgd sgd, Block<T> parameters) : IUpdateRule<DecayingRule<T>, T>, IShortSink
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T _weightDecay = T.CreateChecked(sgd.WeightDecay);
        private readonly T _minusLearningRate = T.CreateChecked(-sgd.LearningRate);

        public static int SlotCount(Optimizer optimizer) => 0;

        public static DecayingRule<T> Begin(Optimizer optimizer, Block<T> parameters, Slots<T> state) => new((Sgd)optimizer, parameters);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take<V>(V g, nint index) where V : struct, IVector<V, T>
        {
            V p = V.Load(parameters, index);
            V.Store(parameters, index, V.MultiplyAdd(_minusLearningRate, V.MultiplyAdd(_weightDecay, p, g), p));
        }
    }

    private readonly struct MomentumRule<T>(Sgd sgd, Block<T> parameters, Block<T> velocity) : IUpdateRule<MomentumRule<T>, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T _weightDecay = T.CreateChecked(sgd.WeightDecay);
        private readonly T _minusLearningRate = T.CreateChecked(-sgd.LearningRate);
        private readonly T _momentum = T.CreateChecked(sgd.Momentum);
        private readonly T _gradientShare = T.CreateChecked(sgd.StepCount == 1 ? 1 : 1 - sgd.Dampening);
        private readonly bool _nesterov = sgd.Nesterov;

        public static int SlotCount(Optimizer optimizer) => 1;

        public static MomentumRule<T> Begin(Optimizer optimizer, Block<T> parameters, Slots<T> state) =>
            new((Sgd)optimizer, parameters, state[0]);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take<V>(V g, nint index) where V : struct, IVector<V, T>
        {
            V p = V.Load(parameters, index);
            g = V.MultiplyAdd(_weightDecay, p, g);
            V v = V.MultiplyAdd(_momentum, V.Load(velocity, index), V.Broadcast(_gradientShare) * g);
            V.Store(velocity, index, v);
            g = _nesterov ? V.MultiplyAdd(_momentum, v, g) : v;
            V.Store(parameters, index, V.MultiplyAdd(_minusLearningRate, g, p));
        }
    }
}
