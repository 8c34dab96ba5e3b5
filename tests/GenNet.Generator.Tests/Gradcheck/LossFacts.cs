namespace GenNet.Generator.Tests.Gradcheck;

/// <summary>What drawing and differentiating need to know of a loss.</summary>
internal static class LossFacts
{
    /// <summary>The last layer's activations that a loss fits; a test holds the generator's diagnostics to it.</summary>
    public static Activation[] Outputs(Loss loss) => loss switch
    {
        Loss.CrossEntropy => [Activation.Softmax, Activation.Identity],
        Loss.BinaryCrossEntropy => [Activation.Sigmoid, Activation.Identity],
        Loss.NegativeLogLikelihood => [Activation.LogSoftmax],
        Loss.KullbackLeibler => [Activation.Softmax, Activation.LogSoftmax],
        _ => Enum.GetValues<Activation>(),
    };

    /// <summary>How far an output is from where the loss's derivative jumps.</summary>
    public static double DistanceFromKink(Loss loss, double a, double y) => loss switch
    {
        Loss.MeanAbsoluteError => Math.Abs(a - y),
        Loss.Hinge => Math.Abs(1 - (y * a)),
        _ => double.PositiveInfinity,
    };

    /// <summary>Targets that the loss is made for, over the outputs of a sample.</summary>
    public static double[] Targets(Loss loss, int outputs, Random random)
    {
        bool isOneClass = random.Next(2) == 0;
        switch (loss)
        {
            case Loss.CrossEntropy or Loss.NegativeLogLikelihood or Loss.KullbackLeibler:
                double[] shares = Many(isOneClass ? () => 0 : random.NextDouble);
                shares[random.Next(outputs)] += 0.5;
                return Array.ConvertAll(shares, share => (double)(float)(share / shares.Sum()));
            case Loss.BinaryCrossEntropy:
                return Many(isOneClass ? () => random.Next(2) : () => (float)random.NextDouble());
            case Loss.Hinge:
                return Many(() => (2 * random.Next(2)) - 1);
            case Loss.PoissonNegativeLogLikelihood:
                return Many(() => random.Next(6));
            default:
                return Many(() => (float)((4 * random.NextDouble()) - 2));
        }

        double[] Many(Func<double> draw) => [.. Enumerable.Range(0, outputs).Select(_ => draw())];
    }
}
