using System.Reflection;

namespace GenNet.Generator.Model;

/// <summary>What the plan and the writers need to know of an activation, as its <see cref="ActivationFactsAttribute"/> says.</summary>
internal sealed record ActivationFacts(
    string Formula, ActivationKind Kind, bool DerivativeNeedsZ = false, bool IsShort = false, ActivationNumber? Alpha = null,
    ActivationNumber? Beta = null, Initializer Initializer = Initializer.GlorotUniform, string LayerDelta = "")
{
    private static readonly Dictionary<Activation, ActivationFacts> s_all = Enum.GetNames(typeof(Activation))
        .ToDictionary(name => (Activation)Enum.Parse(typeof(Activation), name), name => Read(typeof(Activation).GetField(name)));

    public static ActivationFacts Of(Activation activation) => s_all[activation];

    /// <summary>What holds for any activation of the user's.</summary>
    public static ActivationFacts OfCustom(string name) => new(name, ActivationKind.Elementwise, DerivativeNeedsZ: true);

    private static ActivationFacts Read(FieldInfo member)
    {
        ActivationFactsAttribute facts = member.GetCustomAttribute<ActivationFactsAttribute>();
        return new(
            facts.Formula, facts.Kind, facts.DerivativeNeedsZ, facts.IsShort,
            ActivationNumber.Of(facts.Alpha, facts.AlphaAtLeast, facts.AlphaAbove),
            ActivationNumber.Of(facts.Beta, double.NegativeInfinity, facts.BetaAbove), facts.Initializer, facts.LayerDelta);
    }
}

/// <summary>A number that an activation has besides z.</summary>
/// <param name="Default">What it is unless given.</param>
/// <param name="AtLeast">The least that it may be.</param>
/// <param name="Above">What it must be above.</param>
internal sealed record ActivationNumber(double Default, double AtLeast, double Above)
{
    /// <summary>The number, or none where there is no default.</summary>
    public static ActivationNumber? Of(double @default, double atLeast, double above) =>
        double.IsNaN(@default) ? null : new(@default, atLeast, above);
}
