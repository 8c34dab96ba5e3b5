namespace GenNet.Tests.Reference;

/// <summary>a = x + y, and dC/dx = dC/dy = dC/da; it reads x and y side by side.</summary>
public sealed class ReferenceAdd(AddDescription description) : ReferenceLayer(description)
{
    public override double[] Forward(ReadOnlySpan<double> p, double[] x) =>
        [.. x[..Description.Units].Zip(x[Description.Units..], (first, second) => first + second)];

    public override double[] Backward(ReadOnlySpan<double> p, double[] x, double[] dy, Span<double> gradient) => [.. dy, .. dy];
}
