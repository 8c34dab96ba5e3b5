using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Networks;
using GenNet.Numerics;

namespace GenNet;

/// <summary>
/// Adamax, which is Adam by the maximum norm (Kingma and Ba 2015), with PyTorch's rule (torch.optim.Adamax) for step t = 1, 2, ...:
/// g += weightDecay p; m = beta1 m + (1 - beta1) g; u = max(beta2 u, abs(g) + epsilon);
/// p -= learningRate / (1 - beta1^t) m / u.
/// </summary>
public sealed class Adamax : AdaptiveMomentOptimizer
{
    /// <summary>Makes the optimizer for one network.</summary>
    /// <param name="learningRate">The step size.</param>
    /// <param name="beta1">The decay of the mean of the gradients, from 0 to less than 1.</param>
    /// <param name="beta2">The decay of their largest absolute value, from 0 to less than 1.</param>
    /// <param name="epsilon">Added to the absolute values.</param>
    /// <param name="weightDecay">The L2 penalty's factor: adds weightDecay p to the gradient.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public Adamax(double learningRate = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
        : base(learningRate, beta1, beta2, epsilon, weightDecay)
    {
    }

    private protected override UpdateState<T> CreateState<T>(ParameterStore<T> parameters) =>
        new RuleState<T, Rule<T>>(parameters, this);

    private readonly struct Rule<T>(Adamax adamax, Block<T> parameters, Slots<T> state) : IUpdateRule<Rule<T>, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly WeightDecay<T> _decay = new(adamax);
        private readonly MovingAverage<T> _mean = new(state[0], adamax.Beta1);
        private readonly Block<T> _largest = state[1];
        private readonly T _beta2 = T.CreateChecked(adamax.Beta2);
        private readonly T _epsilon = T.CreateChecked(adamax.Epsilon);
        private readonly T _minusStep = T.CreateChecked(-adamax.LearningRate / adamax.Correction1);

        public static int SlotCount(Optimizer optimizer) => 2;

        public static Rule<T> Begin(Optimizer optimizer, Block<T> parameters, Slots<T> state) => new((Adamax)optimizer, parameters, state);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take<V>(V g, nint index) where V : struct, IVector<V, T>
        {
            V p = V.Load(parameters, index);
            g = _decay.Gradient(g, p);
            V m = _mean.AddSigned(g, index);
            V u = V.Larger(V.Broadcast(_beta2) * V.Load(_largest, index), V.Abs(g) + V.Broadcast(_epsilon));
            V.Store(_largest, index, u);
            V.Store(parameters, index, V.MultiplyAdd(_minusStep, UpdateMath.Ratio(m, u), p));
        }
    }
}
