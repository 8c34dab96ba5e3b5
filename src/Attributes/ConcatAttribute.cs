namespace GenNet;

/// <summary>Puts values side by side, in the order in which they are named: a = [x, y, ...].</summary>
/// <remarks>It reads what it names, and nothing else; <see cref="LayerAttribute.From"/> has no effect.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ConcatAttribute : LayerAttribute
{
    /// <summary>Puts values side by side.</summary>
    /// <param name="names">Their names, at least one; the same may come several times.</param>
    public ConcatAttribute(params string[] names) => Names = names;

    /// <summary>The names of the values.</summary>
    public IReadOnlyList<string> Names { get; }
}
