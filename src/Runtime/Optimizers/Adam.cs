using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Networks;
using GenNet.Numerics;

namespace GenNet;

/// <summary>
/// Adam (Kingma and Ba 2015), with PyTorch's rule (torch.optim.Adam) for step t = 1, 2, ...:
/// g += weightDecay p; m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2;
/// p -= learningRate / (1 - beta1^t) m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon).
/// With amsGrad the largest v so far takes the place of v in the last line (Reddi et al. 2018).
/// </summary>
public class Adam : AdaptiveMomentOptimizer
{
    /// <summary>Makes the optimizer for one network.</summary>
    /// <param name="learningRate">The step size.</param>
    /// <param name="beta1">The decay of the mean of the gradients, from 0 to less than 1.</param>
    /// <param name="beta2">The decay of the mean of their squares, from 0 to less than 1.</param>
    /// <param name="epsilon">Added to the denominator, outside the root.</param>
    /// <param name="weightDecay">The L2 penalty's factor: adds weightDecay p to the gradient.</param>
    /// <param name="amsGrad">Whether the denominator never shrinks.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public Adam(
        double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8,
        double weightDecay = 0, bool amsGrad = false)
        : this(learningRate, beta1, beta2, epsilon, weightDecay, amsGrad, decoupled: false)
    {
    }

    private protected Adam(
        double learningRate, double beta1, double beta2, double epsilon, double weightDecay, bool amsGrad, bool decoupled)
        : base(learningRate, beta1, beta2, epsilon, weightDecay, decoupled) =>
        AmsGrad = amsGrad;

    /// <summary>Whether the denominator never shrinks.</summary>
    public bool AmsGrad { get; }

    internal override IEnumerable<(string Name, object Value)> Hyperparameters =>
        [.. base.Hyperparameters, (nameof(AmsGrad), AmsGrad)];

    private protected override UpdateState<T> CreateState<T>(ParameterStore<T> parameters) =>
        new RuleState<T, Rule<T>>(parameters, this);

    private readonly struct Rule<T>(Adam adam, Block<T> parameters, Slots<T> state) : IUpdateRule<Rule<T>, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly WeightDecay<T> _decay = new(adam);
        private readonly MovingAverage<T> _mean = new(state[0], adam.Beta1), _square = new(state[1], adam.Beta2);
        private readonly Block<T> _largest = state[2];
        private readonly T _minusStep = T.CreateChecked(-adam.LearningRate / adam.Correction1);
        private readonly T _rootCorrection = T.CreateChecked(1 / Math.Sqrt(adam.Correction2));
        private readonly T _epsilon = T.CreateChecked(adam.Epsilon);
        private readonly bool _amsGrad = adam.AmsGrad;

        public static int SlotCount(Optimizer optimizer) => ((Adam)optimizer).AmsGrad ? 3 : 2;

        public static Rule<T> Begin(Optimizer optimizer, Block<T> parameters, Slots<T> state) => new((Adam)optimizer, parameters, state);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take<V>(V g, nint index) where V : struct, IVector<V, T>
        {
            V p = _decay.Parameters(V.Load(parameters, index));
            g = _decay.Gradient(g, p);
            V m = _mean.AddSigned(g, index), v = _square.Add(g * g, index);
            if (_amsGrad)
            {
                v = V.Larger(v, V.Load(_largest, index));
                V.Store(_largest, index, v);
            }

            V denominator = V.MultiplyAdd(_rootCorrection, V.Sqrt(v), V.Broadcast(_epsilon));
            V.Store(parameters, index, V.MultiplyAdd(_minusStep, UpdateMath.Ratio(m, denominator), p));
        }
    }
}
