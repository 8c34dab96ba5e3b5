namespace GenNet.Tests.Fitting;

/// <summary>Stands for any optimizer: the networks of these tests know their own steps.</summary>
internal sealed class NoOptimizer : Optimizer
{
    public NoOptimizer() => LearningRate = 0.1;
}
