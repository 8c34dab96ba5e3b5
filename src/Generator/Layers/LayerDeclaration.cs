using GenNet.Generator.Parsing;

namespace GenNet.Generator.Layers;

/// <summary>An attribute that declares layers, and what stands above it.</summary>
/// <param name="Attribute">Its arguments.</param>
/// <param name="Number">Its number l among those that are counted.</param>
/// <param name="Above">The value above it.</param>
/// <param name="Trains">Whether the network can be trained.</param>
internal sealed record LayerDeclaration(AttributeReader Attribute, int Number, Value Above, bool Trains)
{
    /// <summary>A value that it writes, for each sample or each frame as the value that it reads.</summary>
    public Value Writes(string name, int width) => new(name, Number, width) { Steps = Above.Steps };

    /// <summary>The value that it reads, which must be a sequence.</summary>
    /// <param name="kind">What reads it.</param>
    public Value Sequence(string kind)
    {
        if (Above.Steps == 0)
            Attribute.Report(Diagnostics.NoSequence, kind);
        return Above;
    }
}
