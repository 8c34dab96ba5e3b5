namespace GenNet.Tests.Optimizers;

/// <summary>A curved valley, the sum of 100 (p[i+1] - p[i]^2)^2 + (1 - p[i])^2, whose minimum is 0 where all p are 1.</summary>
internal static class Rosenbrock
{
    public static double LossGradient(ReadOnlySpan<double> p, Span<double> gradient)
    {
        double loss = 0;
        gradient.Clear();
        for (int i = 0; i + 1 < p.Length; i++)
        {
            double bend = p[i + 1] - (p[i] * p[i]), rest = 1 - p[i];
            loss += (100 * bend * bend) + (rest * rest);
            gradient[i] -= (400 * bend * p[i]) + (2 * rest);
            gradient[i + 1] += 200 * bend;
        }

        return loss;
    }
}
