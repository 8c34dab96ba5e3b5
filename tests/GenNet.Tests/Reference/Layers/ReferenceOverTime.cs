namespace GenNet.Tests.Reference;

/// <summary>One row of a sequence: a weighted sum of its frames.</summary>
public sealed class ReferenceOverTime(LayerDescription description, double[] weights) : ReferenceLayer(description)
{
    /// <summary>The last frame.</summary>
    public static ReferenceOverTime Last(int units, int steps) =>
        new(new LastDescription(units), [.. Enumerable.Repeat(0.0, steps - 1), 1]);

    /// <summary>The mean of all.</summary>
    public static ReferenceOverTime Mean(int units, int steps) =>
        new(new MeanOverTimeDescription(units), [.. Enumerable.Repeat(1.0 / steps, steps)]);

    public override double[] Forward(ReadOnlySpan<double> p, double[] x)
    {
        double[] y = new double[Description.Units];
        for (int i = 0; i < x.Length; i++) y[i % y.Length] += weights[i / y.Length] * x[i];
        return y;
    }

    public override double[] Backward(ReadOnlySpan<double> p, double[] x, double[] dy, Span<double> gradient) =>
        [.. weights.SelectMany(weight => dy.Select(d => weight * d))];
}
