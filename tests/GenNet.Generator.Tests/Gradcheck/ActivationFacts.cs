using GenNet.Tests.Reference;

namespace GenNet.Generator.Tests.Gradcheck;

/// <summary>What drawing and differentiating need to know of an activation; one that is missing here fails the tests.</summary>
internal static class ActivationFacts
{
    /// <summary>Values for its numbers that are not the defaults, as attribute arguments; empty where it has none.</summary>
    public static string OtherNumbers(Activation activation) => activation switch
    {
        Activation.ELU => "Alpha = 0.5",
        Activation.PReLU => "Alpha = 0.1",
        _ => "",
    };

    /// <summary>Where g or g' jumps, so that a difference across it is no derivative.</summary>
    public static double[] Kinks(ReferenceLayer layer) => layer.Activation switch
    {
        Activation.BinaryStep or Activation.ReLU or Activation.PReLU => [0],
        Activation.ELU => [0],
        Activation.Identity or Activation.Sigmoid or Activation.Tanh or Activation.ArcTan or Activation.Softplus or Activation.Softmax => [],
        _ => throw new NotSupportedException($"Say where {layer.Activation} has its kinks."),
    };
}
