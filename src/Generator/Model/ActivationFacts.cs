namespace GenNet.Generator.Model;

/// <summary>What the plan and the writers need to know of an activation.</summary>
/// <param name="Formula">How the mathematics writes it, with the argument left out.</param>
/// <param name="Kind">Which of its runtime's forms it has.</param>
/// <param name="DerivativeNeedsZ">Whether g' is computed from z; from the outputs otherwise.</param>
/// <param name="IsShort">Whether it takes a few instructions, so that it is applied while the sums are in registers.</param>
/// <param name="DefaultAlpha">Its alpha unless one is given; null where it has none.</param>
internal sealed record ActivationFacts(
    string Formula, ActivationKind Kind, bool DerivativeNeedsZ = false, bool IsShort = false, double? DefaultAlpha = null)
{
    /// <summary>The activations that work; the enum's members, no more and no fewer.</summary>
    public static ActivationFacts Of(Activation activation) => activation switch
    {
        Activation.Identity => new("", ActivationKind.Elementwise, IsShort: true),
        Activation.BinaryStep => new("step", ActivationKind.Elementwise, IsShort: true),
        Activation.Sigmoid => new("sigmoid", ActivationKind.Elementwise),
        Activation.Tanh => new("tanh", ActivationKind.Elementwise),
        Activation.ArcTan => new("arctan", ActivationKind.Elementwise, DerivativeNeedsZ: true),
        Activation.ReLU => new("ReLU", ActivationKind.Elementwise, IsShort: true),
        Activation.PReLU => new("PReLU", ActivationKind.Parametric, DerivativeNeedsZ: true, DefaultAlpha: 0.25),
        Activation.ELU => new("ELU", ActivationKind.Elementwise, DerivativeNeedsZ: true, DefaultAlpha: 1),
        Activation.Softplus => new("softplus", ActivationKind.Elementwise, DerivativeNeedsZ: true),
        Activation.Softmax => new("softmax", ActivationKind.AcrossUnits),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "The parser lets only defined activations through."),
    };
}

internal enum ActivationKind
{
    /// <summary>A struct that acts on each unit alone.</summary>
    Elementwise,

    /// <summary>Acts on each unit with a learned parameter.</summary>
    Parametric,

    /// <summary>Acts on all units of a sample together.</summary>
    AcrossUnits,
}
