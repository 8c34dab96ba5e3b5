/// <summary>What is searched for.</summary>
internal sealed record Settings(Architecture Architecture, double LearningRate, double WeightDecay, int BatchSize);

/// <summary>The classes of networks to choose from.</summary>
internal enum Architecture
{
    Linear,
    Wide,
    Deep,
}
