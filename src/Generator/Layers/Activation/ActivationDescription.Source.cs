using GenNet.Generator.Emission;

namespace GenNet;

public sealed partial record ActivationDescription
{
    private protected override string Arguments =>
        $"{Units}, " + (Activation is Activation known ? $"global::GenNet.Activation.{known}" : $"null, \"{ActivationName}\"")
        + (Alpha is double alpha ? $", alpha: {Notation.Literal(alpha)}" : "")
        + (Beta is double beta ? $", beta: {Notation.Literal(beta)}" : "");
}
