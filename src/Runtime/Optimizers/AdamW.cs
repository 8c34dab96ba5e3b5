namespace GenNet;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter 2019), with PyTorch's rule (torch.optim.AdamW):
/// p -= learningRate weightDecay p, and then <see cref="Adam"/>'s step by the gradient alone.
/// </summary>
public sealed class AdamW : Adam
{
    /// <summary>Makes the optimizer for one network.</summary>
    /// <param name="learningRate">The step size.</param>
    /// <param name="beta1">The decay of the mean of the gradients, from 0 to less than 1.</param>
    /// <param name="beta2">The decay of the mean of their squares, from 0 to less than 1.</param>
    /// <param name="epsilon">Added to the denominator, outside the root.</param>
    /// <param name="weightDecay">The share of the parameters, times the learning rate, that each step takes away.</param>
    /// <param name="amsGrad">Whether the denominator never shrinks.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public AdamW(
        double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8,
        double weightDecay = 1e-2, bool amsGrad = false)
        : base(learningRate, beta1, beta2, epsilon, weightDecay, amsGrad, decoupled: true)
    {
    }
}
