namespace GenNet.Tests.Reference;

/// <summary>
/// a = n * gamma + beta with n = (x - mean(x)) / s and s = sqrt(var(x) + epsilon), and
/// dC/dx_j = sum over i of dC/dn_i dn_i/dx_j with dn_i/dx_j = ([i = j] - 1/m - n_i n_j / m) / s, for m units.
/// </summary>
public sealed class ReferenceLayerNorm(LayerNormDescription description) : ReferenceLayer(description)
{
    private readonly int _units = description.Units;

    public override double[] Forward(ReadOnlySpan<double> p, double[] x)
    {
        (double[] n, _) = Normalized(x);
        for (int i = 0; i < _units && description.Affine; i++) n[i] = (n[i] * p[i]) + p[_units + i];
        return n;
    }

    public override double[] Backward(ReadOnlySpan<double> p, double[] x, double[] dy, Span<double> gradient)
    {
        (double[] n, double s) = Normalized(x);
        double[] dn = [.. dy];
        for (int i = 0; i < _units && description.Affine; i++)
        {
            gradient[i] += dy[i] * n[i];
            gradient[_units + i] += dy[i];
            dn[i] = dy[i] * p[i];
        }

        double[] dx = new double[_units];
        for (int j = 0; j < _units; j++)
        {
            for (int i = 0; i < _units; i++)
                dx[j] += dn[i] * ((i == j ? 1 : 0) - (1.0 / _units) - (n[i] * n[j] / _units)) / s;
        }

        return dx;
    }

    private (double[] N, double S) Normalized(double[] x)
    {
        double mean = x.Average(), s = Math.Sqrt(x.Average(xi => (xi - mean) * (xi - mean)) + description.Epsilon);
        return ([.. x.Select(xi => (xi - mean) / s)], s);
    }
}
