namespace GenNet;

public abstract partial record LayerDescription
{
    /// <summary>The expression that makes the description.</summary>
    internal string Source => $"new global::GenNet.{GetType().Name}({Arguments})" + (Name is null ? "" : $" {{ Name = \"{Name}\" }}");

    private protected abstract string Arguments { get; }
}
