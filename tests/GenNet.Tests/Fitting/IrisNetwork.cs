namespace GenNet.Tests.Fitting;

/// <summary>
/// Softmax regression, 4 features to 3 classes, trained by plain gradient steps: a real network, written by hand.
/// Its losses are sums over the samples.
/// </summary>
internal sealed class IrisNetwork : INeuralNetwork<IrisNetwork, float>
{
    private readonly float[] parameters = new float[15];

    public static int InputSize => 4;

    public static int OutputSize => 3;

    public static int LayerCount => 1;

    public static int ParameterCount => 15;

    public static Reduction Reduction => Reduction.Sum;

    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        for (int row = 0; row < inputs.Length / 4; row++)
        {
            Span<float> output = outputs.Slice(row * 3, 3);
            float sum = 0;
            for (int k = 0; k < 3; k++)
            {
                float z = parameters[12 + k];
                for (int j = 0; j < 4; j++)
                    z += parameters[k * 4 + j] * inputs[row * 4 + j];
                sum += output[k] = MathF.Exp(z);
            }

            for (int k = 0; k < 3; k++)
                output[k] /= sum;
        }
    }

    public float Train(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, Optimizer optimizer)
    {
        float loss = ComputeLoss(inputs, labels);
        var delta = new float[labels.Length * 3];
        Predict(inputs, delta);
        float rate = (float)optimizer.LearningRate / labels.Length;
        for (int row = 0; row < labels.Length; row++)
        {
            delta[row * 3 + labels[row]]--;
            for (int k = 0; k < 3; k++)
            {
                for (int j = 0; j < 4; j++)
                    parameters[k * 4 + j] -= rate * delta[row * 3 + k] * inputs[row * 4 + j];
                parameters[12 + k] -= rate * delta[row * 3 + k];
            }
        }

        return loss;
    }

    public float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        var outputs = new float[labels.Length * 3];
        Predict(inputs, outputs);
        float loss = 0;
        for (int row = 0; row < labels.Length; row++)
            loss -= MathF.Log(outputs[row * 3 + labels[row]]);
        return loss;
    }

    public void GetParameters(Span<float> destination) => parameters.CopyTo(destination);

    public void SetParameters(ReadOnlySpan<float> source) => source.CopyTo(parameters);

    public float Train(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Optimizer optimizer) => throw new NotSupportedException();

    public float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => throw new NotSupportedException();

    public float ComputeGradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient) =>
        throw new NotSupportedException();

    public float ComputeGradient(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, Span<float> gradient) =>
        throw new NotSupportedException();

    public void ComputeInputGradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient) =>
        throw new NotSupportedException();

    public void ComputeInputGradient(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, Span<float> gradient) =>
        throw new NotSupportedException();
}
