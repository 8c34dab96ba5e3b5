using GenNet.Numerics;

namespace GenNet;

/// <summary>
/// An optimizer that estimates the first two moments of the gradient by moving averages, in the way of <see cref="Adam"/>.
/// </summary>
public abstract class AdaptiveMomentOptimizer : DecayingOptimizer
{
    private protected AdaptiveMomentOptimizer(
        double learningRate, double beta1, double beta2, double epsilon, double weightDecay, bool decoupled = false)
        : base(learningRate, weightDecay, decoupled)
    {
        Beta1 = Hyperparameter.Fraction(beta1, nameof(beta1));
        Beta2 = Hyperparameter.Fraction(beta2, nameof(beta2));
        Epsilon = Hyperparameter.NotNegative(epsilon, nameof(epsilon));
    }

    /// <summary>The decay of the average of the gradients.</summary>
    public double Beta1 { get; }

    /// <summary>The decay of the measure of their size: the average of their squares, or for <see cref="Adamax"/> their largest.</summary>
    public double Beta2 { get; }

    /// <summary>What keeps the denominator from being zero; each rule says where it is added.</summary>
    public double Epsilon { get; }

    internal override IEnumerable<(string Name, object Value)> Hyperparameters =>
        [.. base.Hyperparameters, (nameof(Beta1), Beta1), (nameof(Beta2), Beta2), (nameof(Epsilon), Epsilon)];

    /// <summary>1 - beta1^t: how much of the average of gradients, which starts at zero, is gradients by now.</summary>
    internal double Correction1 => 1 - PortableMath.Pow(Beta1, StepCount);

    /// <summary>1 - beta2^t.</summary>
    internal double Correction2 => 1 - PortableMath.Pow(Beta2, StepCount);
}
