using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Networks;
using GenNet.Numerics;

namespace GenNet;

/// <summary>
/// Lion (Chen et al. 2023, Symbolic Discovery of Optimization Algorithms), which PyTorch does not have:
/// p -= learningRate (sign(beta1 m + (1 - beta1) g) + weightDecay p); m = beta2 m + (1 - beta2) g.
/// </summary>
public sealed class Lion : DecayingOptimizer
{
    /// <summary>Makes the optimizer for one network.</summary>
    /// <param name="learningRate">The step size, the same for every parameter.</param>
    /// <param name="beta1">How much of the mean of the gradients, from 0 to less than 1, there is in the direction.</param>
    /// <param name="beta2">The decay of the mean of the gradients, from 0 to less than 1.</param>
    /// <param name="weightDecay">The share of the parameters, times the learning rate, that each step takes away.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public Lion(double learningRate = 1e-4, double beta1 = 0.9, double beta2 = 0.99, double weightDecay = 0)
        : base(learningRate, weightDecay, decoupled: true)
    {
        Beta1 = Hyperparameter.Fraction(beta1, nameof(beta1));
        Beta2 = Hyperparameter.Fraction(beta2, nameof(beta2));
    }

    /// <summary>How much of the mean of the gradients there is in the direction.</summary>
    public double Beta1 { get; }

    /// <summary>The decay of the mean of the gradients.</summary>
    public double Beta2 { get; }

    internal override IEnumerable<(string Name, object Value)> Hyperparameters =>
        [.. base.Hyperparameters, (nameof(Beta1), Beta1), (nameof(Beta2), Beta2)];

    private protected override UpdateState<T> CreateState<T>(ParameterStore<T> parameters) =>
        new RuleState<T, Rule<T>>(parameters, this);

    private readonly struct Rule<T>(Lion lion, Block<T> parameters, Slots<T> state) : IUpdateRule<Rule<T>, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly WeightDecay<T> _decay = new(lion);
        private readonly MovingAverage<T> _direction = new(state[0], lion.Beta1), _mean = new(state[0], lion.Beta2);
        private readonly T _minusLearningRate = T.CreateChecked(-lion.LearningRate);

        public static int SlotCount(Optimizer optimizer) => 1;

        public static Rule<T> Begin(Optimizer optimizer, Block<T> parameters, Slots<T> state) => new((Lion)optimizer, parameters, state);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take<V>(V g, nint index) where V : struct, IVector<V, T>
        {
            V p = _decay.Parameters(V.Load(parameters, index));
            V.Store(parameters, index, V.MultiplyAdd(_minusLearningRate, UpdateMath.Sign(_direction.With(g, index)), p));
            _mean.AddSigned(g, index);
        }
    }
}
