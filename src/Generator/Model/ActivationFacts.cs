namespace GenNet.Generator.Model;

/// <summary>What the plan and the writers need to know of an activation.</summary>
/// <param name="Formula">How the mathematics writes it, with the argument left out.</param>
/// <param name="Kind">Which of its runtime's forms it has.</param>
/// <param name="DerivativeNeedsZ">Whether g' is computed from z; from the outputs otherwise.</param>
/// <param name="IsShort">
/// Whether it takes a few instructions, and its derivative a few more by the outputs, so that both are applied while the sums are in
/// registers.
/// </param>
/// <param name="Alpha">Its alpha, where it has one.</param>
/// <param name="Beta">Its beta, where it has one.</param>
/// <param name="Initializer">How weights before it are drawn unless said.</param>
/// <param name="LayerDelta">For an activation of a whole layer: dC/dz, where {0} is a and {1} is dC/da.</param>
internal sealed record ActivationFacts(
    string Formula, ActivationKind Kind, bool DerivativeNeedsZ = false, bool IsShort = false, ActivationNumber? Alpha = null,
    ActivationNumber? Beta = null, Initializer Initializer = Initializer.GlorotUniform, string LayerDelta = "")
{
    private const Initializer He = Initializer.HeUniform;

    /// <summary>The activations that work; the enum's members, no more and no fewer.</summary>
    public static ActivationFacts Of(Activation activation) => activation switch
    {
        Activation.Identity => new("", ActivationKind.Elementwise, IsShort: true),
        Activation.BinaryStep => new("step", ActivationKind.Elementwise, IsShort: true),
        Activation.Sigmoid => new("sigmoid", ActivationKind.Elementwise),
        Activation.LogSigmoid => new("logsigmoid", ActivationKind.Elementwise, DerivativeNeedsZ: true),
        Activation.Tanh => new("tanh", ActivationKind.Elementwise),
        Activation.TanhShrink => new("tanhshrink", ActivationKind.Elementwise, DerivativeNeedsZ: true),
        Activation.ArcTan => new("arctan", ActivationKind.Elementwise, DerivativeNeedsZ: true),
        Activation.ReLU => new("ReLU", ActivationKind.Elementwise, IsShort: true, Initializer: He),
        Activation.ReLU6 => new("ReLU6", ActivationKind.Elementwise, DerivativeNeedsZ: true, Initializer: He),
        Activation.LeakyReLU => new("LeakyReLU", ActivationKind.Elementwise, IsShort: true, Alpha: new(0.01, AtLeast: 0), Initializer: He),
        Activation.PReLU => new("PReLU", ActivationKind.Parametric, DerivativeNeedsZ: true, Alpha: new(0.25), Initializer: He),
        Activation.ELU => new("ELU", ActivationKind.Elementwise, DerivativeNeedsZ: true, Alpha: new(1), Initializer: He),
        Activation.SELU => new("SELU", ActivationKind.Elementwise, DerivativeNeedsZ: true, Initializer: Initializer.LeCunNormal),
        Activation.CELU => new("CELU", ActivationKind.Elementwise, DerivativeNeedsZ: true, Alpha: new(1, Above: 0), Initializer: He),
        Activation.GELU => new("GELU", ActivationKind.Elementwise, DerivativeNeedsZ: true, Initializer: He),
        Activation.GELUTanh => new("GELUtanh", ActivationKind.Elementwise, DerivativeNeedsZ: true, Initializer: He),
        Activation.SiLU => new("SiLU", ActivationKind.Elementwise, DerivativeNeedsZ: true, Initializer: He),
        Activation.Mish => new("mish", ActivationKind.Elementwise, DerivativeNeedsZ: true, Initializer: He),
        Activation.Softplus => new("softplus", ActivationKind.Elementwise, DerivativeNeedsZ: true, Beta: new(1, Above: 0)),
        Activation.Softsign => new("softsign", ActivationKind.Elementwise, DerivativeNeedsZ: true),
        Activation.HardSigmoid => new("hardsigmoid", ActivationKind.Elementwise, DerivativeNeedsZ: true),
        Activation.HardTanh => new("hardtanh", ActivationKind.Elementwise, DerivativeNeedsZ: true, Alpha: new(-1), Beta: new(1)),
        Activation.HardSwish => new("hardswish", ActivationKind.Elementwise, DerivativeNeedsZ: true, Initializer: He),
        Activation.Exponential => new("exp", ActivationKind.Elementwise),
        Activation.Softmax => new("softmax", ActivationKind.AcrossUnits, LayerDelta: "{0} * ({1} - sum({1} * {0}))"),
        Activation.LogSoftmax => new("logsoftmax", ActivationKind.AcrossUnits, LayerDelta: "{1} - exp({0}) * sum({1})"),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "The parser lets only defined activations through."),
    };

    /// <summary>What holds for any activation of the user's.</summary>
    public static ActivationFacts OfCustom(string name) => new(name, ActivationKind.Elementwise, DerivativeNeedsZ: true);
}

/// <summary>A number that an activation has besides z.</summary>
/// <param name="Default">What it is unless given.</param>
/// <param name="AtLeast">The least that it may be.</param>
/// <param name="Above">What it must be above.</param>
internal sealed record ActivationNumber(double Default, double? AtLeast = null, double? Above = null);

internal enum ActivationKind
{
    /// <summary>A struct that acts on each unit alone.</summary>
    Elementwise,

    /// <summary>Acts on each unit with a learned parameter.</summary>
    Parametric,

    /// <summary>Acts on all units of a sample together.</summary>
    AcrossUnits,
}
