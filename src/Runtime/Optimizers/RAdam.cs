using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Networks;
using GenNet.Numerics;

namespace GenNet;

/// <summary>
/// Rectified Adam (Liu et al. 2020), with PyTorch's rule (torch.optim.RAdam) for step t = 1, 2, ...:
/// g += weightDecay p; m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2;
/// rho = 2 / (1 - beta2) - 1; rho_t = rho - 2 t beta2^t / (1 - beta2^t);
/// p -= learningRate / (1 - beta1^t) m r_t, where r_t = 1 while rho_t is at most 5, and then
/// r_t = sqrt((rho_t - 4)(rho_t - 2) rho / ((rho - 4)(rho - 2) rho_t)) sqrt(1 - beta2^t) / (sqrt(v) + epsilon).
/// </summary>
public sealed class RAdam : AdaptiveMomentOptimizer
{
    /// <summary>Makes the optimizer for one network.</summary>
    /// <param name="learningRate">The step size.</param>
    /// <param name="beta1">The decay of the mean of the gradients, from 0 to less than 1.</param>
    /// <param name="beta2">The decay of the mean of their squares, from 0 to less than 1.</param>
    /// <param name="epsilon">Added to the root of v as it is, before the correction for its start.</param>
    /// <param name="weightDecay">The L2 penalty's factor: adds weightDecay p to the gradient.</param>
    /// <param name="decoupledWeightDecay">Whether the weight decay acts as in <see cref="AdamW"/> instead.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public RAdam(
        double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0,
        bool decoupledWeightDecay = false)
        : base(learningRate, beta1, beta2, epsilon, weightDecay, decoupledWeightDecay)
    {
    }

    /// <summary>sqrt((rho_t - 4)(rho_t - 2) rho / ((rho - 4)(rho - 2) rho_t)) sqrt(1 - beta2^t); null while rho_t is at most 5.</summary>
    private double? Rectification
    {
        get
        {
            double limit = 2 / (1 - Beta2) - 1;
            double rho = limit - 2 * StepCount * PortableMath.Pow(Beta2, StepCount) / Correction2;
            return rho > 5 ? Math.Sqrt((rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho) * Correction2) : null;
        }
    }

    private protected override UpdateState<T> CreateState<T>(ParameterStore<T> parameters) =>
        new RuleState<T, Rule<T>>(parameters, this);

    private readonly struct Rule<T>(RAdam radam, double? rectification, Block<T> parameters, Slots<T> state)
        : IUpdateRule<Rule<T>, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly WeightDecay<T> _decay = new(radam);
        private readonly MovingAverage<T> _mean = new(state[0], radam.Beta1), _square = new(state[1], radam.Beta2);
        private readonly bool _isRectified = rectification.HasValue;
        private readonly T _minusStep = T.CreateChecked(-radam.LearningRate / radam.Correction1 * (rectification ?? 1));
        private readonly T _epsilon = T.CreateChecked(radam.Epsilon);

        public static int SlotCount(Optimizer optimizer) => 2;

        public static Rule<T> Begin(Optimizer optimizer, Block<T> parameters, Slots<T> state)
        {
            var radam = (RAdam)optimizer;
            return new(radam, radam.Rectification, parameters, state);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take<V>(V g, nint index) where V : struct, IVector<V, T>
        {
            V p = _decay.Parameters(V.Load(parameters, index));
            g = _decay.Gradient(g, p);
            V m = _mean.AddSigned(g, index), v = _square.Add(g * g, index);
            if (_isRectified)
                m = UpdateMath.Ratio(m, V.Sqrt(v) + V.Broadcast(_epsilon));
            V.Store(parameters, index, V.MultiplyAdd(_minusStep, m, p));
        }
    }
}
