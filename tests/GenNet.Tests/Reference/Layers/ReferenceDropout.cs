namespace GenNet.Tests.Reference;

/// <summary>Dropout outside of training, where it drops nothing.</summary>
public sealed class ReferenceDropout(DropoutDescription description) : ReferenceLayer(description)
{
    public override double[] Forward(ReadOnlySpan<double> p, double[] x) => x;

    public override double[] Backward(ReadOnlySpan<double> p, double[] x, double[] dy, Span<double> gradient) => dy;
}
