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
public sealed class Adam : Optimizer
{
    /// <summary>Makes the optimiser for one network.</summary>
    /// <param name="learningRate">The step size.</param>
    /// <param name="beta1">The decay of the mean of the gradients, from 0 to less than 1.</param>
    /// <param name="beta2">The decay of the mean of their squares, from 0 to less than 1.</param>
    /// <param name="epsilon">Added to the denominator, outside the root.</param>
    /// <param name="weightDecay">The L2 penalty's factor: adds weightDecay p to the gradient.</param>
    /// <param name="amsGrad">Whether the denominator never shrinks.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public Adam(
        double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0, bool amsGrad = false)
        : base(learningRate)
    {
        Beta1 = Hyperparameter.Fraction(beta1, nameof(beta1));
        Beta2 = Hyperparameter.Fraction(beta2, nameof(beta2));
        Epsilon = Hyperparameter.NotNegative(epsilon, nameof(epsilon));
        WeightDecay = Hyperparameter.NotNegative(weightDecay, nameof(weightDecay));
        AmsGrad = amsGrad;
    }

    /// <summary>The decay of the mean of the gradients.</summary>
    public double Beta1 { get; }

    /// <summary>The decay of the mean of the squared gradients.</summary>
    public double Beta2 { get; }

    /// <summary>Added to the denominator, outside the root.</summary>
    public double Epsilon { get; }

    /// <summary>The L2 penalty's factor.</summary>
    public double WeightDecay { get; }

    /// <summary>Whether the denominator never shrinks.</summary>
    public bool AmsGrad { get; }

    private protected override UpdateState<T> CreateState<T>(ParameterStore<T> parameters) =>
        new UpdateState<T, Adam, Rule<T>>(parameters, this);

    private readonly struct Rule<T>(Adam adam, Block<T> p, Slots<T> state) : IUpdateRule<Rule<T>, Adam, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Block<T> _m = state[0], _v = state[1], _largest = state[2];
        private readonly T _beta1 = T.CreateChecked(adam.Beta1), _oneMinusBeta1 = T.CreateChecked(1 - adam.Beta1);
        private readonly T _beta2 = T.CreateChecked(adam.Beta2), _oneMinusBeta2 = T.CreateChecked(1 - adam.Beta2);
        private readonly T _minusStep = T.CreateChecked(-adam.LearningRate / (1 - Math.Pow(adam.Beta1, adam.StepCount)));
        private readonly T _rootCorrection = T.CreateChecked(1 / Math.Sqrt(1 - Math.Pow(adam.Beta2, adam.StepCount)));
        private readonly T _epsilon = T.CreateChecked(adam.Epsilon);
        private readonly T _weightDecay = T.CreateChecked(adam.WeightDecay);
        private readonly bool _hasWeightDecay = adam.WeightDecay != 0;
        private readonly bool _amsGrad = adam.AmsGrad;

        public static int SlotCount(Adam optimizer) => optimizer.AmsGrad ? 3 : 2;

        public static Rule<T> Begin(Adam optimizer, Block<T> parameters, Slots<T> state) => new(optimizer, parameters, state);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take<V>(V g, nint index) where V : struct, IVector<V, T>
        {
            V parameter = V.Load(p, index);
            if (_hasWeightDecay)
                g = V.MultiplyAdd(_weightDecay, parameter, g);
            V m = V.MultiplyAdd(_beta1, V.Load(_m, index), V.Broadcast(_oneMinusBeta1) * g);
            V v = V.MultiplyAdd(_beta2, V.Load(_v, index), V.Broadcast(_oneMinusBeta2) * g * g);
            V.Store(_m, index, m);
            V.Store(_v, index, v);
            if (_amsGrad)
            {
                V largest = V.Load(_largest, index);
                v = V.Select(v > largest, v, largest);
                V.Store(_largest, index, v);
            }

            V denominator = V.MultiplyAdd(_rootCorrection, V.Sqrt(v), V.Broadcast(_epsilon));
            V.Store(p, index, V.MultiplyAdd(_minusStep, m / denominator, parameter));
        }
    }
}
