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

    /// <summary>A value that it writes, for each sample or each frame as the value that it reads.</summary>
    public Value Writes(string name, int width) => new(name, Number, width) { Steps = Above.Steps };

    /// <summary>A value that it makes of several, all of them sequences or none.</summary>
    public Value Joined(string name, IReadOnlyList<Value> values, int width)
    {
        DeclaredValues.CheckFrames(values, Attribute);
        return new(name, Number, width) { Steps = values[0].Steps };
    }

    /// <summary>The value that it reads, which must be a sequence.</summary>
    /// <param name="kind">What reads it.</param>
    public Value Sequence(string kind)
    {
        if (Above.Steps == 0)
            Attribute.Report(Diagnostics.NoSequence, kind, LayerKinds.EndsOfSequences("and"));
        return Above;
    }
}
