using GenNet.Tests.Reference;

namespace GenNet.Generator.Tests.Gradcheck;

/// <summary>
/// Where to differentiate a network: parameters, samples and targets, all exact in single precision too, drawn again until central
/// differences mean something there.
/// </summary>
/// <remarks>
/// A sample is drawn again when a pre-activation is nearer than <see cref="Margin"/> to a kink of its activation, an output that near
/// to a kink of the loss, or any of them larger than <see cref="Largest"/>. Where <see cref="MaxSamples"/> in a row are refused, or the
/// loss is larger than <see cref="LargestLoss"/>, the parameters are drawn again, smaller each time.
/// </remarks>
/// <param name="Inputs">[<paramref name="Samples"/> x inputs].</param>
/// <param name="SamplesRefused">How many samples were drawn again.</param>
/// <param name="ParametersRefused">How often the parameters were drawn again.</param>
internal sealed record Point(
    double[] Parameters, int Samples, double[] Inputs, double[] Targets, int SamplesRefused, int ParametersRefused)
{
    /// <summary>A thousand times the step of the differences.</summary>
    private const double Margin = 1e-3;

    /// <summary>Exponentials of exponentials would leave a difference nothing but its error.</summary>
    private const double Largest = 20;

    /// <summary>Its rounding, 1e-12, divided by the step of the differences, is far from their tolerance.</summary>
    private const double LargestLoss = 1e4;

    private const int MaxSamples = 50;
    private const int MaxParameters = 200;

    public double[] FirstInput => Inputs[..(Inputs.Length / Samples)];

    /// <summary>
    /// Draws the point of a seed. There may be none: a layer without bias after the LogSoftmax of a single unit, which is always 0, has
    /// pre-activations of 0, and the Hinge of many BinaryStep units has a y a of 1 somewhere.
    /// </summary>
    /// <param name="network">The network; its parameters become the point's.</param>
    /// <param name="samples">The number of samples.</param>
    /// <param name="seed">What it is drawn from.</param>
    public static Point? Draw(ReferenceNetwork network, int samples, int seed)
    {
        Random random = new(seed);
        int samplesRefused = 0;
        double scale = 1;
        for (int parametersRefused = 0; parametersRefused < MaxParameters; parametersRefused++, scale *= 0.9)
        {
            network.Parameters =
            [
                .. network.Descriptions.SelectMany(layer => layer.Tensors).Where(tensor => !tensor.IsBuffer)
                    .SelectMany(tensor => DrawParameters(tensor, scale, random)),
            ];
            List<double> inputs = [], targets = [];
            for (int refused = 0; refused < MaxSamples && inputs.Count < samples * network.InputSize; refused++)
            {
                double[] x =
                [
                    .. Enumerable.Range(0, network.InputSize).Select(network.CategoriesOf)
                        .Select(categories => categories > 0 ? random.Next(categories) : Uniform(random, 2)),
                ];
                double[] y =
                [
                    .. Enumerable.Repeat(network.Outputs, network.OutputFrames).SelectMany(outputs => outputs)
                        .SelectMany(output => LossFacts.Targets(output.Loss, output.Width, random)),
                ];
                if (!IsSmooth(network, network.Forward(x), y))
                {
                    samplesRefused++;
                    continue;
                }

                inputs.AddRange(x);
                targets.AddRange(y);
                refused = -1;
            }

            if (inputs.Count == samples * network.InputSize && network.ComputeLoss([.. inputs], [.. targets]) <= LargestLoss
                && network.ForwardBatch([.. inputs]).Zip(targets.Chunk(network.OutputSize)).All(s => IsSmooth(network, s.First, s.Second)))
                return new(network.Parameters, samples, [.. inputs], [.. targets], samplesRefused, parametersRefused);
        }

        return null;
    }

    /// <summary>Whether nothing at a sample is near to a kink, or too large.</summary>
    /// <param name="network">The network.</param>
    /// <param name="values">What the layers make of it.</param>
    /// <param name="y">Its targets.</param>
    private static bool IsSmooth(ReferenceNetwork network, double[][] values, double[] y)
    {
        IEnumerable<Loss> losses = Enumerable.Repeat(network.Outputs, network.OutputFrames).SelectMany(outputs => outputs)
            .SelectMany(output => Enumerable.Repeat(output.Loss, output.Width));
        return network.OutputRow(values).Zip(y, losses)
                .All(output => LossFacts.DistanceFromKink(output.Third, output.First, output.Second) >= Margin)
            && values.All(value => value.All(number => Math.Abs(number) <= Largest))
            && network.Descriptions.Select((layer, i) => (First: layer, Second: network.ReadBy(i, values))).All(
                layer => layer.First is not ActivationDescription activation
                || layer.Second.All(z => ActivationFacts.Kinks(activation).All(kink => Math.Abs(z - kink) >= Margin)));
    }

    /// <summary>Weights that keep the variance from layer to layer, small biases, positive slopes.</summary>
    private static IEnumerable<double> DrawParameters(TensorDescription tensor, double scale, Random random) =>
        Enumerable.Range(0, tensor.Length).Select(_ => tensor.Symbol switch
        {
            "W" or "Wi" or "Wh" => Uniform(random, scale * Math.Sqrt(3.0 / tensor.Shape.Skip(1).Aggregate((a, b) => a * b))),
            "alpha" => (float)(0.25 + Uniform(random, 0.2)),
            _ => Uniform(random, scale * 0.5),
        });

    private static double Uniform(Random random, double limit) => (float)(limit * ((2 * random.NextDouble()) - 1));
}
