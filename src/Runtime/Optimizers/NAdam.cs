using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Networks;
using GenNet.Numerics;

namespace GenNet;

/// <summary>
/// Adam with Nesterov's momentum (Dozat 2016), with PyTorch's rule (torch.optim.NAdam) for step t = 1, 2, ...:
/// mu_t = beta1 (1 - 0.96^(t momentumDecay) / 2); g += weightDecay p; m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2;
/// p -= learningRate ((1 - mu_t) / (1 - mu_1 ... mu_t) g + mu_(t+1) / (1 - mu_1 ... mu_(t+1)) m) / (sqrt(v / (1 - beta2^t)) + epsilon).
/// </summary>
public sealed class NAdam : AdaptiveMomentOptimizer
{
    private (long Step, double Value) _product = (0, 1);

    /// <summary>Makes the optimizer for one network.</summary>
    /// <param name="learningRate">The step size.</param>
    /// <param name="beta1">The decay of the mean of the gradients, from 0 to less than 1.</param>
    /// <param name="beta2">The decay of the mean of their squares, from 0 to less than 1.</param>
    /// <param name="epsilon">Added to the denominator, outside the root.</param>
    /// <param name="weightDecay">The L2 penalty's factor: adds weightDecay p to the gradient.</param>
    /// <param name="momentumDecay">How fast the momentum rises from about half of beta1 to beta1.</param>
    /// <param name="decoupledWeightDecay">Whether the weight decay acts as in <see cref="AdamW"/> instead.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public NAdam(
        double learningRate = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0,
        double momentumDecay = 4e-3, bool decoupledWeightDecay = false)
        : base(learningRate, beta1, beta2, epsilon, weightDecay, decoupledWeightDecay) =>
        MomentumDecay = Hyperparameter.NotNegative(momentumDecay, nameof(momentumDecay));

    /// <summary>How fast the momentum rises from about half of beta1 to beta1.</summary>
    public double MomentumDecay { get; }

    /// <summary>mu_1 ... mu_t, from what is known of it: from the start again after a checkpoint.</summary>
    private double MomentumProduct
    {
        get
        {
            if (_product.Step > StepCount)
                _product = (0, 1);
            while (_product.Step < StepCount)
                _product = (_product.Step + 1, _product.Value * Momentum(_product.Step + 1));
            return _product.Value;
        }
    }

    private double Momentum(long step) => Beta1 * (1 - 0.5 * PortableMath.Pow(0.96, step * MomentumDecay));

    internal override IEnumerable<(string Name, object Value)> Hyperparameters =>
        [.. base.Hyperparameters, (nameof(MomentumDecay), MomentumDecay)];

    private protected override UpdateState<T> CreateState<T>(ParameterStore<T> parameters) =>
        new RuleState<T, Rule<T>>(parameters, this);

    private readonly struct Rule<T>(NAdam nadam, double momentum, double nextMomentum, Block<T> parameters, Slots<T> state)
        : IUpdateRule<Rule<T>, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly WeightDecay<T> _decay = new(nadam);
        private readonly MovingAverage<T> _mean = new(state[0], nadam.Beta1), _square = new(state[1], nadam.Beta2);
        private readonly T _gradientStep = T.CreateChecked(-nadam.LearningRate * (1 - momentum) / (1 - nadam.MomentumProduct));
        private readonly T _meanStep = T.CreateChecked(-nadam.LearningRate * nextMomentum / (1 - nadam.MomentumProduct * nextMomentum));
        private readonly T _rootCorrection = T.CreateChecked(1 / Math.Sqrt(nadam.Correction2));
        private readonly T _epsilon = T.CreateChecked(nadam.Epsilon);

        public static int SlotCount(Optimizer optimizer) => 2;

        public static Rule<T> Begin(Optimizer optimizer, Block<T> parameters, Slots<T> state)
        {
            var nadam = (NAdam)optimizer;
            return new(nadam, nadam.Momentum(nadam.StepCount), nadam.Momentum(nadam.StepCount + 1), parameters, state);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take<V>(V g, nint index) where V : struct, IVector<V, T>
        {
            V p = _decay.Parameters(V.Load(parameters, index));
            g = _decay.Gradient(g, p);
            V m = _mean.AddSigned(g, index), v = _square.Add(g * g, index);
            V denominator = V.MultiplyAdd(_rootCorrection, V.Sqrt(v), V.Broadcast(_epsilon));
            V step = V.MultiplyAdd(_gradientStep, g, V.Broadcast(_meanStep) * m);
            V.Store(parameters, index, p + UpdateMath.Ratio(step, denominator));
        }
    }
}
