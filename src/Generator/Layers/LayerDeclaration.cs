using GenNet.Generator.Parsing;

namespace GenNet.Generator.Layers;

/// <summary>An attribute that declares layers, and what stands above it.</summary>
/// <param name="Attribute">Its arguments.</param>
/// <param name="Number">Its number l among those that are counted.</param>
/// <param name="Above">The value above it.</param>
/// <param name="Trains">Whether the network can be trained.</param>
internal sealed record LayerDeclaration(AttributeReader Attribute, int Number, Value Above, bool Trains);
