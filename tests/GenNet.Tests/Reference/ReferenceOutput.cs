using static GenNet.Tests.Reference.ReferenceActivations;

namespace GenNet.Tests.Reference;

/// <summary>One of a network's outputs, and what it is compared by.</summary>
/// <param name="Value">The value.</param>
/// <param name="Activation">The activation that writes it; the identity where none does, null for a user's.</param>
/// <param name="Loss">Its loss, never <see cref="GenNet.Loss.Auto"/>.</param>
/// <param name="Weight">What that is multiplied by in the cost.</param>
/// <param name="Smoothing">What targets give up of their certainty.</param>
public sealed record ReferenceOutput(LayerSource Value, Activation? Activation, Loss Loss, double Weight = 1, double Smoothing = 0)
{
    public int Width => Value.Width;

    /// <summary>Whether the loss is a function of z and not of a = g(z).</summary>
    public bool IsFused => Loss is Loss.CrossEntropy or Loss.BinaryCrossEntropy or Loss.NegativeLogLikelihood or Loss.KullbackLeibler;

    public static Loss Resolve(Loss loss, Activation? activation) => loss != Loss.Auto ? loss : activation switch
    {
        GenNet.Activation.Softmax => Loss.CrossEntropy,
        GenNet.Activation.Sigmoid => Loss.BinaryCrossEntropy,
        _ => Loss.MeanSquaredError,
    };

    /// <summary>The loss of a sample, without its weight.</summary>
    public double Lose(double[] z, double[] a, double[] y) => Sum(z, a, Smoothed(y));

    /// <summary>The derivative of the weighted loss by z where it is fused, else by a, times a factor.</summary>
    public double[] Differentiate(double[] z, double[] a, double[] y, double factor) =>
        IsFused ? FusedDelta(z, Smoothed(y), factor * Weight) : OutputGradient(a, y, factor * Weight);

    /// <summary>The derivative of the weighted loss by a, the cross-entropies taken as functions of a too.</summary>
    public double[] DifferentiateByOutput(double[] a, double[] y) => (Loss, Activation) switch
    {
        (Loss.CrossEntropy or Loss.KullbackLeibler, GenNet.Activation.Softmax) => [.. a.Zip(y, (ak, yk) => -Weight * yk / ak)],
        (Loss.BinaryCrossEntropy, GenNet.Activation.Sigmoid) =>
            [.. a.Zip(y, (ak, yk) => Weight * (ak - yk) / (ak * (1 - ak)) / y.Length)],
        (Loss.NegativeLogLikelihood or Loss.KullbackLeibler, _) => [.. y.Select(yk => -Weight * yk)],
        (Loss.CrossEntropy or Loss.BinaryCrossEntropy, _) => FusedDelta(a, y, Weight),
        _ => OutputGradient(a, y, Weight),
    };

    private double[] Smoothed(double[] y)
    {
        int classes = Loss == Loss.BinaryCrossEntropy ? 2 : y.Length;
        return [.. y.Select(yk => ((1 - Smoothing) * yk) + (Smoothing / classes))];
    }

    private double Sum(double[] z, double[] a, double[] y)
    {
        double sum = 0;
        for (int k = 0; k < y.Length; k++)
        {
            sum += Loss switch
            {
                Loss.MeanSquaredError => (a[k] - y[k]) * (a[k] - y[k]) / y.Length,
                Loss.SquaredError => (a[k] - y[k]) * (a[k] - y[k]),
                Loss.MeanAbsoluteError => Math.Abs(a[k] - y[k]) / y.Length,
                Loss.Huber => Huber(Math.Abs(a[k] - y[k])) / y.Length,
                Loss.CrossEntropy or Loss.NegativeLogLikelihood => y[k] * (LogSumExp(z) - z[k]),
                Loss.KullbackLeibler => (y[k] * (LogSumExp(z) - z[k])) + (y[k] == 0 ? 0 : y[k] * Math.Log(y[k])),
                // -log s(z) = softplus(-z) and -log(1 - s(z)) = softplus(z), finite at every z.
                Loss.BinaryCrossEntropy => ((y[k] * Softplus(-z[k])) + ((1 - y[k]) * Softplus(z[k]))) / y.Length,
                Loss.Hinge => Math.Max(0, 1 - (y[k] * a[k])) / y.Length,
                // log cosh e = log((exp(e) + exp(-e)) / 2) = softplus(2 e) - e - log 2
                Loss.LogCosh => (Softplus(2 * (a[k] - y[k])) - (a[k] - y[k]) - Math.Log(2)) / y.Length,
                Loss.PoissonNegativeLogLikelihood => (Math.Exp(a[k]) - (y[k] * a[k])) / y.Length,
                _ => throw new NotSupportedException($"{Loss}"),
            };
        }

        return sum;

        static double Huber(double error) => error <= 1 ? error * error / 2 : error - 0.5;
    }

    /// <summary>dC/da of the losses that are functions of the outputs.</summary>
    private double[] OutputGradient(double[] a, double[] y, double weight)
    {
        double scale = Loss == Loss.SquaredError ? weight : weight / y.Length;
        return [.. a.Zip(y, (ak, yk) => scale * Derivative(ak, yk))];

        double Derivative(double ak, double yk) => Loss switch
        {
            Loss.MeanSquaredError or Loss.SquaredError => 2 * (ak - yk),
            Loss.MeanAbsoluteError => Math.Sign(ak - yk),
            Loss.Huber => Math.Clamp(ak - yk, -1, 1),
            Loss.Hinge => yk * ak < 1 ? -yk : 0,
            Loss.LogCosh => Math.Tanh(ak - yk),
            Loss.PoissonNegativeLogLikelihood => Math.Exp(ak) - yk,
            _ => throw new NotSupportedException($"{Loss}"),
        };
    }

    /// <summary>dC/dz of the cross-entropies, which are functions of z.</summary>
    private double[] FusedDelta(double[] z, double[] y, double weight)
    {
        if (Loss == Loss.BinaryCrossEntropy) return [.. z.Zip(y, (zk, yk) => weight / y.Length * (Sigmoid(zk) - yk))];
        double total = y.Sum();                         // 1 for probabilities; the formula holds for any targets
        return [.. Softmax(z).Zip(y, (pk, yk) => weight * ((total * pk) - yk))];
    }
}
