namespace GenNet.Tests.Parity;

/// <summary>A network of one square layer with W the identity matrix and b zero, so that z is exactly what is put in.</summary>
public sealed class Unit
{
    private readonly Action<float[], float[]> _predict;
    private readonly Func<float[], float[], float[], float> _gradient;
    private readonly Action<float[], float[], float[]> _inputGradient;
    private readonly Func<float[], float[], float> _loss;
    private readonly int _parameters;

    private Unit(
        Action<float[], float[]> predict, Func<float[], float[], float> loss, Func<float[], float[], float[], float> gradient,
        Action<float[], float[], float[]> inputGradient, int parameters) =>
        (_predict, _loss, _gradient, _inputGradient, _parameters) = (predict, loss, gradient, inputGradient, parameters);

    public static Unit Of<TNet>(TNet network, double alpha = 0) where TNet : class, INeuralNetwork<TNet, float>
    {
        int n = TNet.InputSize;
        Assert.Equal(n, TNet.OutputSize);
        float[] parameters = new float[TNet.ParameterCount];
        for (int i = 0; i < n; i++) parameters[(i * n) + i] = 1;
        parameters.AsSpan((n * n) + n).Fill((float)alpha);      // empty where the activation learns nothing
        network.SetParameters(parameters);
        return new(
            (x, outputs) => network.Predict(x, outputs), (x, y) => network.ComputeLoss(x, y),
            (x, y, gradient) => network.ComputeGradient(x, y, gradient), (x, y, gradient) => network.ComputeInputGradient(x, y, gradient),
            TNet.ParameterCount);
    }

    public float[] Predict(float[] x)
    {
        float[] outputs = new float[x.Length];
        _predict(x, outputs);
        return outputs;
    }

    public float Loss(float[] x, float[] targets) => _loss(x, targets);

    public (float Loss, float[] Gradient) Gradient(float[] x, float[] targets)
    {
        float[] gradient = new float[_parameters];
        return (_gradient(x, targets, gradient), gradient);
    }

    public float[] InputGradient(float[] x, float[] targets)
    {
        float[] gradient = new float[x.Length];
        _inputGradient(x, targets, gradient);
        return gradient;
    }
}
