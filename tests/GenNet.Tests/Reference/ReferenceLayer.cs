namespace GenNet.Tests.Reference;

/// <summary>A layer of the reference network: what a kind of layer computes for one sample, in the plainest loops.</summary>
public abstract class ReferenceLayer(LayerDescription description)
{
    public LayerDescription Description => description;

    public int ParameterCount => description.Tensors.Where(tensor => !tensor.IsBuffer).Sum(tensor => tensor.Length);

    /// <summary>A dense layer as an attribute declares it: its sums, and its activation unless that is the identity.</summary>
    public static ReferenceLayer[] Of(
        DenseDescription dense, Activation activation, double? alpha = null, double? beta = null, double l1 = 0, double l2 = 0)
    {
        ReferenceDense sums = new(dense) { L1 = l1, L2 = l2 };
        if (activation == Activation.Identity) return [sums];
        (double? defaultAlpha, double? defaultBeta) = ReferenceActivation.Defaults(activation);
        if (defaultAlpha is not null) defaultAlpha = alpha ?? defaultAlpha;
        if (defaultBeta is not null) defaultBeta = beta ?? defaultBeta;
        return [sums, new ReferenceActivation(new(dense.Units, activation, defaultAlpha, defaultBeta))];
    }

    /// <param name="p">The layer's parameters.</param>
    /// <param name="x">What it reads.</param>
    /// <returns>What it writes, y.</returns>
    public abstract double[] Forward(ReadOnlySpan<double> p, double[] x);

    /// <param name="p">The layer's parameters.</param>
    /// <param name="x">What it read.</param>
    /// <param name="dy">dC/dy.</param>
    /// <param name="gradient">What dC/dp is added to.</param>
    /// <returns>dC/dx.</returns>
    public abstract double[] Backward(ReadOnlySpan<double> p, double[] x, double[] dy, Span<double> gradient);

    /// <summary>What the parameters cost, whatever the samples; adds its gradient.</summary>
    public virtual double AddPenalty(ReadOnlySpan<double> p, Span<double> gradient) => 0;
}
