namespace GenNet.Generator.Tests.Gradcheck;

/// <summary>What drawing and differentiating need to know of an activation; one that is missing here fails the tests.</summary>
internal static class ActivationFacts
{
    /// <summary>Values for its numbers that are not the defaults, as attribute arguments; empty where it has none.</summary>
    public static string OtherNumbers(Activation activation) => activation switch
    {
        Activation.LeakyReLU => "Alpha = 0.2",
        Activation.PReLU => "Alpha = 0.1",
        Activation.ELU => "Alpha = 0.5",
        Activation.CELU => "Alpha = 1.5",
        Activation.Softplus => "Beta = 2",
        Activation.HardTanh => "Alpha = -0.5, Beta = 0.75",
        _ => "",
    };

    /// <summary>Where g or g' jumps, so that a difference across it is no derivative.</summary>
    public static double[] Kinks(ActivationDescription layer) => layer.Activation switch
    {
        Activation.BinaryStep or Activation.ReLU or Activation.LeakyReLU or Activation.PReLU or Activation.SELU => [0],
        Activation.ELU => layer.Alpha == 1 ? [] : [0],
        Activation.ReLU6 => [0, 6],
        Activation.HardSigmoid or Activation.HardSwish => [-3, 3],
        Activation.HardTanh => [layer.Alpha!.Value, layer.Beta!.Value],
        Activation.Identity or Activation.Sigmoid or Activation.LogSigmoid or Activation.Tanh or Activation.TanhShrink => [],
        Activation.ArcTan or Activation.CELU or Activation.GELU or Activation.GELUTanh or Activation.SiLU or Activation.Mish => [],
        Activation.Softplus or Activation.Softsign or Activation.Exponential or Activation.Softmax or Activation.LogSoftmax => [],
        _ => throw new NotSupportedException($"Say where {layer.Activation} has its kinks."),
    };
}
