namespace GenNet.Generator.ModelFiles;

/// <summary>What came of reading a file: a network, or why there is none.</summary>
internal sealed record ModelReading(ModelNetwork? Network, ModelProblem? Problem);

/// <summary>Why a file is no network.</summary>
/// <param name="Reason">What is wrong.</param>
/// <param name="Node">The node that is to blame; null where it is the model as a whole.</param>
internal sealed record ModelProblem(string Reason, string? Node = null);
