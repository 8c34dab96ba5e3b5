namespace GenNet;

/// <summary>A layer of a network: it reads values that are declared above it, and writes one.</summary>
public abstract class LayerAttribute : Attribute
{
    private protected LayerAttribute()
    {
    }

    /// <summary>
    /// The name of the value that the layer writes, by which layers below can read it; null for none. An identifier, unique among the
    /// names of the network, in Pascal case too. In files the layer's tensors are named by it: <c>Name.weight</c>.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>The name of the value that the layer reads; null for the one that is written just above it.</summary>
    public string? From { get; set; }
}
