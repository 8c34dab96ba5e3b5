using System.Diagnostics;

namespace GenNet;

/// <summary>
/// What the generator needs to know of an activation, beside its member of the enum: only the generator's copy of the enum has it.
/// </summary>
/// <param name="formula">How the mathematics writes it, with the argument left out.</param>
[AttributeUsage(AttributeTargets.Field)]
[Conditional("GENNET_GENERATOR")]
internal sealed class ActivationFactsAttribute(string formula) : Attribute
{
    public string Formula => formula;

    /// <summary>Which of its runtime's forms it has.</summary>
    public ActivationKind Kind { get; set; }

    /// <summary>Whether g' is computed from z; from the outputs otherwise.</summary>
    public bool DerivativeNeedsZ { get; set; }

    /// <summary>
    /// Whether it takes a few instructions, and its derivative a few more by the outputs, so that both are applied while the sums are
    /// in registers.
    /// </summary>
    public bool IsShort { get; set; }

    /// <summary>Its alpha unless given; NaN where it has none.</summary>
    public double Alpha { get; set; } = double.NaN;

    /// <summary>The least that alpha may be.</summary>
    public double AlphaAtLeast { get; set; } = double.NegativeInfinity;

    /// <summary>What alpha must be above.</summary>
    public double AlphaAbove { get; set; } = double.NegativeInfinity;

    /// <summary>Its beta unless given; NaN where it has none.</summary>
    public double Beta { get; set; } = double.NaN;

    /// <summary>What beta must be above.</summary>
    public double BetaAbove { get; set; } = double.NegativeInfinity;

    /// <summary>How weights before it are drawn unless said.</summary>
    public Initializer Initializer { get; set; } = Initializer.GlorotUniform;

    /// <summary>For an activation of a whole layer: dC/dz, where {0} is a and {1} is dC/da.</summary>
    public string LayerDelta { get; set; } = "";
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
