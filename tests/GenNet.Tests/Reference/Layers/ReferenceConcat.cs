namespace GenNet.Tests.Reference;

/// <summary>a = [x, y, ...]: what it reads, which a reference layer has side by side already.</summary>
public sealed class ReferenceConcat(ConcatDescription description) : ReferenceLayer(description)
{
    public override double[] Forward(ReadOnlySpan<double> p, double[] x) => x;

    public override double[] Backward(ReadOnlySpan<double> p, double[] x, double[] dy, Span<double> gradient) => dy;
}
