namespace GenNet;

/// <summary>
/// Names the next columns of the input row, so that layers can read them by name; it counts as a value that is written here. With inputs
/// the network says <c>[NeuralNetwork]</c> without their number, and its <c>InputSize</c> is the sum of their sizes.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class InputAttribute : Attribute
{
    /// <summary>Names the next <paramref name="size"/> columns.</summary>
    /// <param name="name">An identifier, unique among the names of the network, in Pascal case too.</param>
    /// <param name="size">The number of columns; at least 1.</param>
    public InputAttribute(string name, int size)
    {
        Name = name;
        Size = size;
    }

    /// <summary>The name of the value.</summary>
    public string Name { get; }

    /// <summary>The number of columns.</summary>
    public int Size { get; }
}
