namespace GenNet;

/// <summary>The last frame of a window: what is below acts on samples, one for each window.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LastAttribute : LayerAttribute;
