namespace GenNet.Tests.Reference;

/// <summary>
/// a = n * gamma + beta with n = (x - mean) / s and s = sqrt(var + epsilon). By running statistics dC/dx = dC/da gamma / s; by those of
/// the batch, for m samples, dC/dx_j = sum over i of dC/dn_i dn_i/dx_j with dn_i/dx_j = ([i = j] - 1/m - n_i n_j / m) / s, unit by unit:
/// dC/dx_j = (dC/dn_j - (1/m) sum of dC/dn_i - (n_j / m) sum of dC/dn_i n_i) / s.
/// Of sequences each frame is one of the m.
/// </summary>
public sealed class ReferenceBatchNorm(BatchNormDescription description) : ReferenceLayer(description)
{
    private readonly int _units = description.Units;

    public override int Frames => description.Frames;

    public double[] RunningMean { get; set; } = new double[description.Units];

    public double[] RunningVariance { get; set; } = [.. Enumerable.Repeat(1.0, description.Units)];

    public override double[] Forward(ReadOnlySpan<double> p, double[] x)
    {
        double[] a = new double[x.Length];
        for (int i = 0; i < a.Length; i++) a[i] = (Normalized(x, i) * p[i % _units]) + p[_units + (i % _units)];
        return a;
    }

    public override double[] Backward(ReadOnlySpan<double> p, double[] x, double[] dy, Span<double> gradient)
    {
        double[] dx = new double[x.Length];
        for (int i = 0; i < dx.Length; i++)
        {
            int k = i % _units;
            gradient[k] += dy[i] * Normalized(x, i);
            gradient[_units + k] += dy[i];
            dx[i] = dy[i] * p[k] / Math.Sqrt(RunningVariance[k] + description.Epsilon);
        }

        return dx;
    }

    /// <param name="p">gamma and beta.</param>
    /// <param name="x">What it reads of each sample.</param>
    /// <returns>What it writes for each sample.</returns>
    public double[][] ForwardBatch(ReadOnlySpan<double> p, double[][] x)
    {
        x = FramesOf(x);
        double[][] a = [.. x.Select(_ => new double[_units])];
        for (int k = 0; k < _units; k++)
        {
            double[] n = NormalizedByBatch(x, k).N;
            for (int i = 0; i < n.Length; i++) a[i][k] = (n[i] * p[k]) + p[_units + k];
        }

        return SamplesOf(a);
    }

    /// <param name="p">gamma and beta.</param>
    /// <param name="x">What it read of each sample.</param>
    /// <param name="dy">dC/dy of each sample.</param>
    /// <param name="gradient">What dC/dp is added to.</param>
    /// <returns>dC/dx of each sample.</returns>
    public double[][] BackwardBatch(ReadOnlySpan<double> p, double[][] x, double[][] dy, Span<double> gradient)
    {
        (x, dy) = (FramesOf(x), FramesOf(dy));
        int m = x.Length;
        double[][] dx = [.. x.Select(_ => new double[_units])];
        for (int k = 0; k < _units; k++)
        {
            (double[] n, double s) = NormalizedByBatch(x, k);
            double sum = 0, sumOfProducts = 0;
            for (int i = 0; i < m; i++)
            {
                sum += dy[i][k];
                sumOfProducts += dy[i][k] * n[i];
            }

            gradient[k] += sumOfProducts;
            gradient[_units + k] += sum;
            for (int j = 0; j < m; j++) dx[j][k] = p[k] * (dy[j][k] - (sum / m) - (n[j] * sumOfProducts / m)) / s;
        }

        return SamplesOf(dx);
    }

    /// <summary>running = (1 - momentum) running + momentum batch, of the mean and of the unbiased variance.</summary>
    public void Move(double[][] x)
    {
        x = FramesOf(x);
        for (int k = 0; k < _units; k++)
        {
            (double mean, double variance) = Moments(x, k);
            double unbiased = variance * x.Length / (x.Length - 1);
            RunningMean[k] = ((1 - description.Momentum) * RunningMean[k]) + (description.Momentum * mean);
            RunningVariance[k] = ((1 - description.Momentum) * RunningVariance[k]) + (description.Momentum * unbiased);
        }
    }

    private double Normalized(double[] x, int i) =>
        (x[i] - RunningMean[i % _units]) / Math.Sqrt(RunningVariance[i % _units] + description.Epsilon);

    private double[][] FramesOf(double[][] samples) => [.. samples.SelectMany(sample => sample.Chunk(_units))];

    private double[][] SamplesOf(double[][] frames) =>
        [.. frames.Chunk(Frames).Select(sample => sample.SelectMany(frame => frame).ToArray())];

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
