namespace GenNet;

/// <summary>
/// Batch normalisation (Ioffe, Szegedy 2015), as PyTorch's <c>nn.BatchNorm1d</c>: each unit is brought to mean 0 and variance 1 over the
/// samples of the batch, a = (x - mean(x)) / sqrt(var(x) + Epsilon) * gamma + beta, with the biased variance mean((x - mean(x))^2). Of
/// sequences, [windows x frames x units], over all frames of all windows.
/// </summary>
/// <remarks>
/// <para>
/// <c>Train</c>, <c>ComputeGradient</c> and <c>Backward</c> normalise by the batch, which must have at least two samples, or a window of
/// two frames. <c>Train</c> also moves the running statistics, running = (1 - Momentum) running + Momentum batch, of the mean and of the
/// unbiased variance. All else uses the running ones, so that a sample's prediction does not depend on those beside it: <c>Predict</c>,
/// <c>Process</c>, <c>ComputeLoss</c>, input gradients and Jacobians.
/// </para>
/// <para>
/// gamma [units] starts at 1 and beta [units] at 0; they are learned, in this order, and files name them <c>weight</c> and <c>bias</c>. The
/// running statistics start at mean 0 and variance 1; they are no parameters, and files have them as <c>running_mean</c> and
/// <c>running_var</c>. A network with such a layer is written as register tiles, and a step of training keeps the values of the whole
/// batch. A class that only predicts has it folded into a layer with weights beside it.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class BatchNormAttribute : LayerAttribute
{
    /// <summary>What is added to the variance, greater than 0.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>How far each step of training moves the running statistics towards those of its batch, from 0 to 1.</summary>
    public double Momentum { get; set; } = 0.1;
}
