using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Networks;
using GenNet.Numerics;

namespace GenNet;

/// <summary>
/// RMSprop (Hinton 2012; centered: Graves 2013), with PyTorch's rule (torch.optim.RMSprop):
/// g += weightDecay p; v = alpha v + (1 - alpha) g^2; if centered, m = alpha m + (1 - alpha) g and v - m^2 takes the place of v
/// from here on; step = g / (sqrt(v) + epsilon); if there is momentum, b = momentum b + step and step = b; p -= learningRate step.
/// </summary>
/// <remarks>v - m^2 is a variance; where rounding makes it negative, which in PyTorch gives NaN, it is taken as zero.</remarks>
public sealed class RmsProp : DecayingOptimizer
{
    /// <summary>Makes the optimizer for one network.</summary>
    /// <param name="learningRate">The step size.</param>
    /// <param name="alpha">The decay of the mean of the squared gradients, from 0 to less than 1.</param>
    /// <param name="epsilon">Added to the denominator, outside the root.</param>
    /// <param name="momentum">How much of the last step is kept, from 0 to less than 1.</param>
    /// <param name="centered">Whether the gradients' variance is used instead of the mean of their squares.</param>
    /// <param name="weightDecay">The L2 penalty's factor: adds weightDecay p to the gradient.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public RmsProp(
        double learningRate = 1e-2, double alpha = 0.99, double epsilon = 1e-8, double momentum = 0, bool centered = false,
        double weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        Alpha = Hyperparameter.Fraction(alpha, nameof(alpha));
        Epsilon = Hyperparameter.NotNegative(epsilon, nameof(epsilon));
        Momentum = Hyperparameter.Fraction(momentum, nameof(momentum));
        Centered = centered;
    }

    /// <summary>The decay of the mean of the squared gradients.</summary>
    public double Alpha { get; }

    /// <summary>Added to the denominator, outside the root.</summary>
    public double Epsilon { get; }

    /// <summary>How much of the last step is kept.</summary>
    public double Momentum { get; }

    /// <summary>Whether the gradients' variance is used instead of the mean of their squares.</summary>
    public bool Centered { get; }

    internal override IEnumerable<(string Name, object Value)> Hyperparameters =>
        [
            .. base.Hyperparameters, (nameof(Alpha), Alpha), (nameof(Epsilon), Epsilon),
            (nameof(Momentum), Momentum), (nameof(Centered), Centered),
        ];

    private protected override UpdateState<T> CreateState<T>(ParameterStore<T> parameters) =>
        new RuleState<T, Rule<T>>(parameters, this);

    private readonly struct Rule<T>(RmsProp rms, Block<T> parameters, Slots<T> state) : IUpdateRule<Rule<T>, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly WeightDecay<T> _decay = new(rms);
        private readonly MovingAverage<T> _square = new(state[0], rms.Alpha), _mean = new(state[1], rms.Alpha);
        private readonly Block<T> _steps = state[rms.Centered ? 2 : 1];
        private readonly T _epsilon = T.CreateChecked(rms.Epsilon);
        private readonly T _momentum = T.CreateChecked(rms.Momentum);
        private readonly T _minusLearningRate = T.CreateChecked(-rms.LearningRate);
        private readonly bool _centered = rms.Centered, _hasMomentum = rms.Momentum != 0;

        public static int SlotCount(Optimizer optimizer)
        {
            var rms = (RmsProp)optimizer;
            return 1 + (rms.Centered ? 1 : 0) + (rms.Momentum != 0 ? 1 : 0);
        }

        public static Rule<T> Begin(Optimizer optimizer, Block<T> parameters, Slots<T> state) => new((RmsProp)optimizer, parameters, state);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take<V>(V g, nint index) where V : struct, IVector<V, T>
        {
            V p = V.Load(parameters, index);
            g = _decay.Gradient(g, p);
            V v = _square.Add(g * g, index);
            if (_centered)
            {
                V m = _mean.AddSigned(g, index);
                v = V.Larger(V.Create(0), V.MultiplyAdd(-m, m, v));
            }

            V step = UpdateMath.Ratio(g, V.Sqrt(v) + V.Broadcast(_epsilon));
            if (_hasMomentum)
            {
                step = V.MultiplyAdd(_momentum, V.Load(_steps, index), step);
                V.Store(_steps, index, step);
            }

            V.Store(parameters, index, V.MultiplyAdd(_minusLearningRate, step, p));
        }
    }
}
