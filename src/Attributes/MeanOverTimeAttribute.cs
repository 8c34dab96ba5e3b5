namespace GenNet;

/// <summary>The mean of a window's frames: what is below acts on samples, one for each window.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MeanOverTimeAttribute : LayerAttribute;
