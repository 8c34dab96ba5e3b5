using GenNet.Generator.Parsing;

namespace GenNet.Generator.Layers;

/// <summary>An attribute that declares layers, and what stands above it.</summary>
/// <param name="Attribute">Its arguments.</param>
/// <param name="Number">Its number l among those that are counted.</param>
/// <param name="Above">The value that it reads: the one above it, or the one that <c>From</c> names.</param>
/// <param name="Values">All values above it, for kinds that read more than one.</param>
/// <param name="Trains">Whether the network can be trained.</param>
internal sealed record LayerDeclaration(AttributeReader Attribute, int Number, Value Above, DeclaredValues Values, bool Trains)
{
    /// <summary>The value with a name.</summary>
    public Value Named(string? name) => Values.Find(name, Attribute);
}
