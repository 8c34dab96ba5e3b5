namespace GenNet.Tests.Reference;

/// <summary>z_t = sum over taps j of W_j x_(t - (K - 1 - j) d) + b, with zeros before it; channels see the inputs of their group.</summary>
public sealed class ReferenceConv1D(Conv1DDescription description, int steps) : ReferenceLayer(description)
{
    private readonly int _inputs = description.Inputs, _channels = description.Units, _kernel = description.Kernel;
    private readonly int _seen = description.Inputs / description.Groups;

    public override int Frames => steps;

    public override double[] Forward(ReadOnlySpan<double> p, double[] x)
    {
        double[] z = new double[steps * _channels];
        foreach ((int output, int weight, int input) in Products()) z[output] += p[weight] * x[input];
        for (int i = 0; i < z.Length && description.HasBias; i++) z[i] += p[Bias + (i % _channels)];
        return z;
    }

    public override double[] Backward(ReadOnlySpan<double> p, double[] x, double[] dy, Span<double> gradient)
    {
        double[] dx = new double[x.Length];
        foreach ((int output, int weight, int input) in Products())
        {
            gradient[weight] += dy[output] * x[input];
            dx[input] += dy[output] * p[weight];
        }

        for (int i = 0; i < dy.Length && description.HasBias; i++) gradient[Bias + (i % _channels)] += dy[i];
        return dx;
    }

    private int Bias => _channels * _seen * _kernel;

    /// <summary>Which output sums which weight times which input.</summary>
    private IEnumerable<(int Output, int Weight, int Input)> Products()
    {
        for (int t = 0; t < steps; t++)
        {
            for (int c = 0; c < _channels; c++)
            {
                int first = c / (_channels / description.Groups) * _seen;
                for (int i = 0; i < _seen; i++)
                {
                    for (int j = 0; j < _kernel; j++)
                    {
                        int s = t - ((_kernel - 1 - j) * description.Dilation);
                        if (s >= 0) yield return ((t * _channels) + c, (((c * _seen) + i) * _kernel) + j, (s * _inputs) + first + i);
                    }
                }
            }
        }
    }
}
