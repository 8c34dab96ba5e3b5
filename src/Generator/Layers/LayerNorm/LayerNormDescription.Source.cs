using GenNet.Generator.Emission;

namespace GenNet;

public sealed partial record LayerNormDescription
{
    private protected override string Arguments => $"{Units}, {Notation.Literal(Epsilon)}{(Affine ? "" : ", Affine: false")}";
}
