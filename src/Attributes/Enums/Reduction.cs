namespace GenNet;

/// <summary>How the losses of the samples of a minibatch become one number.</summary>
public enum Reduction
{
    /// <summary>Their mean: gradients do not grow with the batch.</summary>
    Mean,

    /// <summary>Their sum.</summary>
    Sum,
}
