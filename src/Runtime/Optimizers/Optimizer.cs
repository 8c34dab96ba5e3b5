namespace GenNet;

/// <summary>placeholder until the kernels land</summary>
public abstract class Optimizer
{
    /// <summary>The learning rate.</summary>
    public double LearningRate { get; set; }
}
