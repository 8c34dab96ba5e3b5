namespace GenNet.Tests.Reference;

/// <summary>y = E[x_1], E[x_2], ... side by side; dC/dE[x_k] += its part of dC/dy, and dC/dx = 0.</summary>
public sealed class ReferenceEmbedding(EmbeddingDescription description) : ReferenceLayer(description)
{
    public override double[] Forward(ReadOnlySpan<double> p, double[] x)
    {
        double[] y = new double[description.Units];
        for (int i = 0; i < y.Length; i++) y[i] = p[PlaceOf(x, i)];
        return y;
    }

    public override double[] Backward(ReadOnlySpan<double> p, double[] x, double[] dy, Span<double> gradient)
    {
        for (int i = 0; i < dy.Length; i++) gradient[PlaceOf(x, i)] += dy[i];
        return new double[x.Length];
    }

    private int PlaceOf(double[] x, int i) => ((int)x[i / description.Size] * description.Size) + (i % description.Size);
}
