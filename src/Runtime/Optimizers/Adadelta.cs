using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Networks;
using GenNet.Numerics;

namespace GenNet;

/// <summary>
/// Adadelta (Zeiler 2012), with PyTorch's rule (torch.optim.Adadelta):
/// g += weightDecay p; v = rho v + (1 - rho) g^2; step = sqrt(u + epsilon) / sqrt(v + epsilon) g; u = rho u + (1 - rho) step^2;
/// p -= learningRate step.
/// </summary>
public sealed class Adadelta : DecayingOptimizer
{
    /// <summary>Makes the optimizer for one network.</summary>
    /// <param name="learningRate">What the steps, whose size the rule finds itself, are multiplied by.</param>
    /// <param name="rho">The decay of the means of the squared gradients and steps, from 0 to less than 1.</param>
    /// <param name="epsilon">Added to both means, inside the roots.</param>
    /// <param name="weightDecay">The L2 penalty's factor: adds weightDecay p to the gradient.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public Adadelta(double learningRate = 1, double rho = 0.9, double epsilon = 1e-6, double weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        Rho = Hyperparameter.Fraction(rho, nameof(rho));
        Epsilon = Hyperparameter.NotNegative(epsilon, nameof(epsilon));
    }

    /// <summary>The decay of the means of the squared gradients and steps.</summary>
    public double Rho { get; }

    /// <summary>Added to both means, inside the roots.</summary>
    public double Epsilon { get; }

    internal override IEnumerable<(string Name, object Value)> Hyperparameters =>
        [.. base.Hyperparameters, (nameof(Rho), Rho), (nameof(Epsilon), Epsilon)];

    private protected override UpdateState<T> CreateState<T>(ParameterStore<T> parameters) =>
        new RuleState<T, Rule<T>>(parameters, this);

    private readonly struct Rule<T>(Adadelta adadelta, Block<T> parameters, Slots<T> state) : IUpdateRule<Rule<T>, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly WeightDecay<T> _decay = new(adadelta);
        private readonly MovingAverage<T> _gradientSquare = new(state[0], adadelta.Rho), _stepSquare = new(state[1], adadelta.Rho);
        private readonly Block<T> _lastStepSquare = state[1];
        private readonly T _epsilon = T.CreateChecked(adadelta.Epsilon);
        private readonly T _minusLearningRate = T.CreateChecked(-adadelta.LearningRate);

        public static int SlotCount(Optimizer optimizer) => 2;

        public static Rule<T> Begin(Optimizer optimizer, Block<T> parameters, Slots<T> state) =>
            new((Adadelta)optimizer, parameters, state);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take<V>(V g, nint index) where V : struct, IVector<V, T>
        {
            V p = V.Load(parameters, index), epsilon = V.Broadcast(_epsilon);
            g = _decay.Gradient(g, p);
            V v = _gradientSquare.Add(g * g, index);
            V step = V.Sqrt(V.Load(_lastStepSquare, index) + epsilon) * UpdateMath.Ratio(g, V.Sqrt(v + epsilon));
            _stepSquare.Add(step * step, index);
            V.Store(parameters, index, V.MultiplyAdd(_minusLearningRate, step, p));
        }
    }
}
