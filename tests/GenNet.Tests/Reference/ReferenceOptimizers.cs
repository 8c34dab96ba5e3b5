namespace GenNet.Tests.Reference;

/// <summary>An update rule of PyTorch, in double and parameter by parameter.</summary>
public abstract class ReferenceOptimizer(double learningRate)
{
    public double LearningRate { get; set; } = learningRate;

    public abstract void Step(double[] parameters, double[] gradient);
}

public sealed class ReferenceSgd(
    double learningRate, double momentum = 0, double dampening = 0, bool nesterov = false, double weightDecay = 0)
    : ReferenceOptimizer(learningRate)
{
    private double[]? _velocity;

    public override void Step(double[] parameters, double[] gradient)
    {
        bool first = _velocity is null;
        _velocity ??= new double[parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
        {
            double g = gradient[i] + (weightDecay * parameters[i]);
            _velocity[i] = first ? g : (momentum * _velocity[i]) + ((1 - dampening) * g);
            if (momentum != 0) g = nesterov ? g + (momentum * _velocity[i]) : _velocity[i];
            parameters[i] -= LearningRate * g;
        }
    }
}

public sealed class ReferenceAdam(
    double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0,
    bool amsGrad = false)
    : ReferenceOptimizer(learningRate)
{
    private double[]? _mean, _square, _largest;
    private int _step;

    public override void Step(double[] parameters, double[] gradient)
    {
        _step++;
        _mean ??= new double[parameters.Length];
        _square ??= new double[parameters.Length];
        _largest ??= new double[parameters.Length];
        double unbias1 = 1 - Math.Pow(beta1, _step), unbias2 = 1 - Math.Pow(beta2, _step);
        for (int i = 0; i < parameters.Length; i++)
        {
            double g = gradient[i] + (weightDecay * parameters[i]);
            _mean[i] = (beta1 * _mean[i]) + ((1 - beta1) * g);
            _square[i] = (beta2 * _square[i]) + ((1 - beta2) * g * g);
            _largest[i] = Math.Max(_largest[i], _square[i]);
            double square = amsGrad ? _largest[i] : _square[i];
            parameters[i] -= LearningRate / unbias1 * _mean[i] / (Math.Sqrt(square / unbias2) + epsilon);
        }
    }
}
