namespace GenNet;

/// <summary>
/// Adds another value to the one above, or to <see cref="LayerAttribute.From"/>: a = x + other, number by number. This is a residual
/// connection (He et al. 2015) where the other value is what the layers between have read.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AddAttribute : LayerAttribute
{
    /// <summary>Adds another value.</summary>
    /// <param name="other">Its name; it must be as large as what it is added to.</param>
    public AddAttribute(string other) => Other = other;

    /// <summary>The name of the value that is added.</summary>
    public string Other { get; }
}
