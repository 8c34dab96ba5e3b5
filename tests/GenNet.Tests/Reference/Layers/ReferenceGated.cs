namespace GenNet.Tests.Reference;

/// <summary>a = g(x) s(y) of the halves x and y of what it reads, dC/dx = dC/da s(y) g'(x), dC/dy = dC/da g(x) s'(y).</summary>
public sealed class ReferenceGated(GatedDescription description) : ReferenceLayer(description)
{
    private readonly ReferenceActivation _activation = new(description.Activation), _gate = new(description.Gate);

    public override double[] Forward(ReadOnlySpan<double> p, double[] x) => Product(Activated(x), Gates(x));

    public override double[] Backward(ReadOnlySpan<double> p, double[] x, double[] dy, Span<double> gradient) =>
    [
        .. _activation.Backward([], First(x), Product(dy, Gates(x)), []),
        .. _gate.Backward([], Second(x), Product(dy, Activated(x)), []),
    ];

    private double[] Activated(double[] x) => _activation.Forward([], First(x));

    private double[] Gates(double[] x) => _gate.Forward([], Second(x));

    private double[] First(double[] x) => x[..Description.Units];

    private double[] Second(double[] x) => x[Description.Units..];

    private static double[] Product(double[] a, double[] b) => [.. a.Zip(b, (left, right) => left * right)];
}
