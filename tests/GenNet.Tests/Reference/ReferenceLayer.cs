namespace GenNet.Tests.Reference;

/// <summary>A dense layer of the reference network.</summary>
public sealed record ReferenceLayer(int Inputs, int Units, Activation Activation, double Alpha, bool Bias)
{
    /// <summary>The learned parameters: W [Units x Inputs], then b, then one alpha a unit for PReLU.</summary>
    public int ParameterCount => (Units * Inputs) + (Bias ? Units : 0) + (LearnsAlpha ? Units : 0);

    /// <summary>The activation's beta, where it has one.</summary>
    public double Beta { get; init; } = 1;

    /// <summary>The factor of the penalty sum abs(W).</summary>
    public double L1 { get; init; }

    /// <summary>The factor of the penalty sum W^2.</summary>
    public double L2 { get; init; }

    public int BiasStart => Units * Inputs;

    public int AlphaStart => BiasStart + (Bias ? Units : 0);

    public bool LearnsAlpha => Activation == Activation.PReLU;

    /// <summary>What an activation's alpha is when nobody says.</summary>
    public static double DefaultAlpha(Activation activation) => activation switch
    {
        Activation.PReLU => 0.25,
        Activation.ELU or Activation.CELU => 1,
        Activation.LeakyReLU => 0.01,
        Activation.HardTanh => -1,
        _ => 0,
    };
}
