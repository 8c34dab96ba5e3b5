namespace GenNet;

/// <summary>An optimizer that can pull the parameters towards zero.</summary>
public abstract class DecayingOptimizer : Optimizer
{
    private protected DecayingOptimizer(double learningRate, double weightDecay, bool decoupled = false)
        : base(learningRate)
    {
        WeightDecay = Hyperparameter.NotNegative(weightDecay, nameof(weightDecay));
        DecouplesWeightDecay = decoupled;
    }

    /// <summary>How strongly the parameters p are pulled towards zero; 0 for not at all.</summary>
    public double WeightDecay { get; }

    /// <summary>
    /// Whether the decay acts on the parameters alone, p -= learningRate weightDecay p (Loshchilov and Hutter 2019);
    /// otherwise it is the gradient of an L2 penalty, g += weightDecay p, and goes through the rule with the rest of the gradient.
    /// </summary>
    public bool DecouplesWeightDecay { get; }

    internal override IEnumerable<(string Name, object Value)> Hyperparameters =>
        [(nameof(WeightDecay), WeightDecay), (nameof(DecouplesWeightDecay), DecouplesWeightDecay)];
}
