namespace GenNet;

/// <summary>
/// Drops outputs of the layer above it, each with the given probability, in training only: d = a keep with keep = 0 or 1 / (1 - rate),
/// so that the expected value stays a and predictions need no scaling (inverted dropout, Srivastava et al. 2014).
/// </summary>
/// <remarks>
/// <c>Train</c> drops; <c>Predict</c>, the losses, gradients and Jacobians do not. What a step drops follows from the network's seed and
/// the number of its steps.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DropoutAttribute : LayerAttribute
{
    /// <summary>Drops outputs of the layer above.</summary>
    /// <param name="rate">The probability with which an output is dropped, from 0 to less than 1.</param>
    public DropoutAttribute(double rate) => Rate = rate;

    /// <summary>The probability with which an output is dropped.</summary>
    public double Rate { get; }
}
