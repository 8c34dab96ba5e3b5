using GenNet.Tests.Reference;
using GenNet.Tests.Support;

namespace GenNet.Tests.Networks;

/// <summary>
/// What the contract promises of every generated network, as tests: a class that derives from this one, in a line, holds its
/// network to all of it.
/// </summary>
public abstract partial class NetworkContract<TNet>(Func<int, TNet> create)
    where TNet : class, INeuralNetwork<TNet, float>
{
    private static readonly ReferenceNetwork s_declared = ReferenceNetwork.Of(typeof(TNet));

    /// <summary>The outputs of a sample, or of each of its frames.</summary>
    private static int FrameOutputs => TNet.OutputSize / s_declared.OutputFrames;

    protected TNet Create(int seed) => create(seed);

    /// <summary>A network with arbitrary parameters, biases and alphas among them, whatever the initialiser would have drawn.</summary>
    private TNet Arbitrary()
    {
        Random random = new(Seed: 7);
        List<float> parameters = [];
        foreach (TensorDescription tensor in s_declared.Descriptions.SelectMany(layer => layer.Tensors))
        {
            for (int i = 0; i < tensor.Length; i++)
            {
                float uniform = (2 * random.NextSingle()) - 1;
                parameters.Add(tensor.Symbol switch
                {
                    "W" => MathF.Sqrt(3f * tensor.Shape[0] / tensor.Length) * uniform,
                    "alpha" => 0.25f + (0.2f * uniform),
                    _ => 0.2f * uniform,
                });
            }
        }

        TNet network = create(0);
        network.SetParameters(parameters.ToArray());
        return network;
    }

    /// <summary>The reference with the network's parameters of this moment.</summary>
    private static ReferenceNetwork ReferenceTo(TNet network)
    {
        ReferenceNetwork reference = ReferenceNetwork.Of(typeof(TNet));
        reference.Parameters = Close.Widen(ParametersOf(network));
        return reference;
    }

    private static float[] ParametersOf(TNet network)
    {
        float[] parameters = Unwritten(TNet.ParameterCount);
        network.GetParameters(parameters);
        return parameters;
    }

    /// <summary>An array in which a number that was never written shows, and one that was added to as well.</summary>
    private static float[] Unwritten(int length)
    {
        float[] values = new float[length];
        Array.Fill(values, float.NaN);
        return values;
    }

    /// <summary>Arbitrary samples: features in [-2, 2), categories, and targets and labels that suit the loss.</summary>
    private static Batch Samples(int count)
    {
        Random random = new(Seed: 11 + count);
        float Uniform() => (4 * random.NextSingle()) - 2;
        int classes = Math.Max(2, FrameOutputs);
        int[] labels = [.. Enumerable.Range(0, count * s_declared.OutputFrames).Select(_ => random.Next(classes))];
        float[] inputs =
        [
            .. Enumerable.Range(0, count * TNet.InputSize).Select(i => s_declared.CategoriesOf(i % TNet.InputSize))
                .Select(categories => categories > 0 ? random.Next(categories) : Uniform()),
        ];
        float[] targets = s_declared.Loss switch
        {
            Loss.CrossEntropy => OneHot(labels),
            Loss.BinaryCrossEntropy => [.. Enumerable.Range(0, count * TNet.OutputSize).Select(_ => (float)random.Next(2))],
            _ => [.. Enumerable.Range(0, count * TNet.OutputSize).Select(_ => Uniform())],
        };
        return new(inputs, targets, labels);
    }

    /// <summary>The targets that labels stand for: a one among zeros, or the label itself for a single output.</summary>
    private static float[] OneHot(int[] labels)
    {
        if (FrameOutputs == 1) return [.. labels.Select(label => (float)label)];
        float[] targets = new float[labels.Length * FrameOutputs];
        for (int i = 0; i < labels.Length; i++) targets[(i * FrameOutputs) + labels[i]] = 1;
        return targets;
    }

    private static float[] Predict(TNet network, float[] inputs)
    {
        float[] outputs = Unwritten(inputs.Length / TNet.InputSize * TNet.OutputSize);
        network.Predict(inputs, outputs);
        return outputs;
    }

    private static (float Loss, float[] Gradient) Gradient(TNet network, Batch batch)
    {
        float[] gradient = Unwritten(TNet.ParameterCount);
        return (network.ComputeGradient(batch.Inputs, batch.Targets, gradient), gradient);
    }

    private static float[] InputGradient(TNet network, Batch batch)
    {
        float[] gradient = Unwritten(batch.Inputs.Length);
        network.ComputeInputGradient(batch.Inputs, batch.Targets, gradient);
        return gradient;
    }

    private static (float[] ByParameters, float[] ByInputs) Jacobians(TNet network, float[] input)
    {
        float[] jacobian = Unwritten(TNet.OutputSize * TNet.ParameterCount), inputJacobian = Unwritten(TNet.OutputSize * TNet.InputSize);
        network.ComputeJacobian(input, jacobian);
        network.ComputeInputJacobian(input, inputJacobian);
        return (jacobian, inputJacobian);
    }

    private sealed record Batch(float[] Inputs, float[] Targets, int[] Labels);
}
