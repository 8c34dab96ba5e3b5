namespace GenNet.Tests.Reference;

/// <summary>a = g(z), and dC/dz = dC/da * g'(z); a PReLU learns its slopes.</summary>
public sealed class ReferenceActivation(ActivationDescription description) : ReferenceLayer(description)
{
    private readonly Activation _activation = description.Activation!.Value;

    /// <summary>What an activation's numbers are when nobody says; null where it has none.</summary>
    public static (double? Alpha, double? Beta) Defaults(Activation activation) => activation switch
    {
        Activation.PReLU => (0.25, null),
        Activation.ELU or Activation.CELU => (1, null),
        Activation.LeakyReLU => (0.01, null),
        Activation.HardTanh => (-1, 1),
        Activation.Softplus => (null, 1),
        _ => (null, null),
    };

    public override double[] Forward(ReadOnlySpan<double> p, double[] x) =>
        ReferenceActivations.Activate(_activation, x, Alphas(p), description.Beta ?? 1);

    public override double[] Backward(ReadOnlySpan<double> p, double[] x, double[] dy, Span<double> gradient)
    {
        // dg/dalpha = min(z, 0)
        for (int i = 0; i < gradient.Length; i++) gradient[i] += dy[i] * Math.Min(x[i], 0);
        return ReferenceActivations.Differentiate(_activation, x, Forward(p, x), Alphas(p), dy, description.Beta ?? 1);
    }

    private double[] Alphas(ReadOnlySpan<double> p) =>
        p.Length > 0 ? p.ToArray() : [.. Enumerable.Repeat(description.Alpha ?? 0, description.Units)];
}
