using GenNet.Generator.Emission;

namespace GenNet;

public sealed partial record DropoutDescription
{
    private protected override string Arguments => $"{Units}, {Notation.Literal(Rate)}";
}
