using GenNet.Generator.Emission;

namespace GenNet;

public sealed partial record BatchNormDescription
{
    private protected override string Arguments => $"{Units}, {Notation.Literal(Epsilon)}, {Notation.Literal(Momentum)}, {Frames}";
}
