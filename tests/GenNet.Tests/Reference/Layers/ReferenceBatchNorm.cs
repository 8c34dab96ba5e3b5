namespace GenNet.Tests.Reference;

/// <summary>
/// a = n * gamma + beta with n = (x - mean) / s and s = sqrt(var + epsilon). By running statistics dC/dx = dC/da gamma / s; by those of
/// the batch, for m samples, dC/dx_j = sum over i of dC/dn_i dn_i/dx_j with dn_i/dx_j = ([i = j] - 1/m - n_i n_j / m) / s, unit by unit.
/// </summary>
public sealed class ReferenceBatchNorm(BatchNormDescription description) : ReferenceLayer(description)
{
    private readonly int _units = description.Units;

    public double[] RunningMean { get; set; } = new double[description.Units];

    public double[] RunningVariance { get; set; } = [.. Enumerable.Repeat(1.0, description.Units)];

    public override double[] Forward(ReadOnlySpan<double> p, double[] x)
    {
        double[] a = new double[_units];
        for (int k = 0; k < _units; k++) a[k] = (Normalized(x, k) * p[k]) + p[_units + k];
        return a;
    }

    public override double[] Backward(ReadOnlySpan<double> p, double[] x, double[] dy, Span<double> gradient)
    {
        double[] dx = new double[_units];
        for (int k = 0; k < _units; k++)
        {
            gradient[k] += dy[k] * Normalized(x, k);
            gradient[_units + k] += dy[k];
            dx[k] = dy[k] * p[k] / Math.Sqrt(RunningVariance[k] + description.Epsilon);
        }

        return dx;
    }

    /// <param name="p">gamma and beta.</param>
    /// <param name="x">What it reads of each sample.</param>
    /// <returns>What it writes for each sample.</returns>
    public double[][] ForwardBatch(ReadOnlySpan<double> p, double[][] x)
    {
        double[][] a = [.. x.Select(_ => new double[_units])];
        for (int k = 0; k < _units; k++)
        {
            double[] n = NormalizedByBatch(x, k).N;
            for (int i = 0; i < n.Length; i++) a[i][k] = (n[i] * p[k]) + p[_units + k];
        }

        return a;
    }

    /// <param name="p">gamma and beta.</param>
    /// <param name="x">What it read of each sample.</param>
    /// <param name="dy">dC/dy of each sample.</param>
    /// <param name="gradient">What dC/dp is added to.</param>
    /// <returns>dC/dx of each sample.</returns>
    public double[][] BackwardBatch(ReadOnlySpan<double> p, double[][] x, double[][] dy, Span<double> gradient)
    {
        int m = x.Length;
        double[][] dx = [.. x.Select(_ => new double[_units])];
        for (int k = 0; k < _units; k++)
        {
            (double[] n, double s) = NormalizedByBatch(x, k);
            for (int i = 0; i < m; i++)
            {
                gradient[k] += dy[i][k] * n[i];
                gradient[_units + k] += dy[i][k];
                for (int j = 0; j < m; j++) dx[j][k] += dy[i][k] * p[k] * ((i == j ? 1 : 0) - (1.0 / m) - (n[i] * n[j] / m)) / s;
            }
        }

        return dx;
    }

    /// <summary>running = (1 - momentum) running + momentum batch, of the mean and of the unbiased variance.</summary>
    public void Move(double[][] x)
    {
        for (int k = 0; k < _units; k++)
        {
            (double mean, double variance) = Moments(x, k);
            double unbiased = variance * x.Length / (x.Length - 1);
            RunningMean[k] = ((1 - description.Momentum) * RunningMean[k]) + (description.Momentum * mean);
            RunningVariance[k] = ((1 - description.Momentum) * RunningVariance[k]) + (description.Momentum * unbiased);
        }
    }

    private double Normalized(double[] x, int k) => (x[k] - RunningMean[k]) / Math.Sqrt(RunningVariance[k] + description.Epsilon);

    private (double[] N, double Deviation) NormalizedByBatch(double[][] x, int k)
    {
        (double mean, double variance) = Moments(x, k);
        double s = Math.Sqrt(variance + description.Epsilon);
        return ([.. x.Select(row => (row[k] - mean) / s)], s);
    }

    private static (double Mean, double Variance) Moments(double[][] x, int k)
    {
        double mean = x.Average(row => row[k]);
        return (mean, x.Average(row => (row[k] - mean) * (row[k] - mean)));
    }
}
