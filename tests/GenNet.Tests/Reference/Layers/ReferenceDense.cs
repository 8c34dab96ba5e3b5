namespace GenNet.Tests.Reference;

/// <summary>z = W x + b, and dC/dW = delta x^T, dC/db = delta, dC/dx = W^T delta, with delta = dC/dz.</summary>
public sealed class ReferenceDense(DenseDescription description) : ReferenceLayer(description)
{
    private readonly int _inputs = description.Inputs, _units = description.Units;

    /// <summary>The factor of the penalty sum abs(W).</summary>
    public double L1 { get; init; }

    /// <summary>The factor of the penalty sum W^2.</summary>
    public double L2 { get; init; }

    public override double[] Forward(ReadOnlySpan<double> p, double[] x)
    {
        double[] z = new double[_units];
        for (int i = 0; i < _units; i++)
        {
            for (int k = 0; k < _inputs; k++) z[i] += p[(i * _inputs) + k] * x[k];
            if (description.HasBias) z[i] += p[(_units * _inputs) + i];
        }

        return z;
    }

    public override double[] Backward(ReadOnlySpan<double> p, double[] x, double[] dy, Span<double> gradient)
    {
        double[] dx = new double[_inputs];
        for (int i = 0; i < _units; i++)
        {
            for (int k = 0; k < _inputs; k++)
            {
                gradient[(i * _inputs) + k] += dy[i] * x[k];
                dx[k] += p[(i * _inputs) + k] * dy[i];
            }

            if (description.HasBias) gradient[(_units * _inputs) + i] += dy[i];
        }

        return dx;
    }

    /// <summary>L1 sum abs(W) + L2 sum W^2.</summary>
    public override double AddPenalty(ReadOnlySpan<double> p, Span<double> gradient)
    {
        double penalty = 0;
        for (int i = 0; i < _units * _inputs; i++)
        {
            penalty += (L1 * Math.Abs(p[i])) + (L2 * p[i] * p[i]);
            gradient[i] += (L1 * Math.Sign(p[i])) + (2 * L2 * p[i]);
        }

        return penalty;
    }
}
