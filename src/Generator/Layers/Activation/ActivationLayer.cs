using System.Globalization;
using GenNet.Generator.Emission;
using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using GenNet.Networks;

namespace GenNet.Generator.Layers;

/// <summary>An activation: a = g(z).</summary>
/// <param name="Reads">z [n].</param>
/// <param name="Writes">a [n].</param>
/// <param name="Known">g, or null where it is the user's.</param>
/// <param name="Custom">The user's g, or null.</param>
/// <param name="Alpha">Its alpha, where it has one.</param>
/// <param name="Beta">Its beta, where it has one.</param>
internal sealed record ActivationLayer(
    EquatableArray<Value> Reads, Value Writes, Activation? Known, CustomType? Custom, double Alpha, double Beta)
    : Layer(Reads, Writes)
{
    public override string Kind => FunctionName;

    public string FunctionName => Custom?.Name ?? Known.ToString();

    public ActivationFacts Facts => Known is Activation known ? ActivationFacts.Of(known) : ActivationFacts.OfCustom(FunctionName);

    /// <summary>The type of g, for the compiler.</summary>
    public string Type => Custom?.Reference ?? Known.ToString();

    /// <summary>The expression that makes g: new ELU(1).</summary>
    public string New
    {
        get
        {
            IEnumerable<double> numbers = (Facts.Alpha is null ? [] : new[] { Alpha }).Concat(Facts.Beta is null ? [] : new[] { Beta });
            return $"new {Type}({string.Join(", ", numbers.Select(Notation.Literal))})";
        }
    }

    public override bool HasCustomType => Custom is not null;

    public override string Formula => Known == GenNet.Activation.Identity
        ? $"{Writes.Name} = {Input.Name}"
        : $"{Writes.Name} = {Facts.Formula}({Input.Name}{(Facts.Kind == ActivationKind.Parametric ? $"; alpha{Number}" : "")})";

    /// <summary>delta1 = dC/da1 * tanh'(z1), for the name of the delta and an expression of dC/da1.</summary>
    public string Delta(string delta, string derivative) => Facts.Kind == ActivationKind.AcrossUnits
        ? $"{delta} = {string.Format(CultureInfo.InvariantCulture, Facts.LayerDelta, Writes.Name, derivative)}"
        : $"{delta} = {derivative} * {Facts.Formula}'({Input.Name})";

    public override LayerDescription Description => new ActivationDescription(
        Writes.Width, Known, FunctionName, Facts.Alpha is null ? null : Alpha, Facts.Beta is null ? null : Beta);

    public override IEnumerable<Tensor> Tensors =>
        base.Tensors.Select(slopes => slopes with { Initializer = Initializer.Constant, InitialValue = Alpha });

    public override bool HasStraightLine => true;

    public override bool ReadsBackOutput => true;

    public override bool LearnsInBackward => Facts.Kind == ActivationKind.Parametric;

    public override LayerPlan Plan(Planner planner) => ActivationPlan.Of(this, planner);

    /// <summary>Whether g is applied to the sums of the layer before while they are in registers.</summary>
    public bool IsFused(Planner planner) =>
        planner.Applies(this) && Facts is { Kind: ActivationKind.Elementwise, IsShort: true }
        && planner.WriterOf(Input) is { AppliesActivation: true } && planner.ReadersOf(Input).Count == 1;

    /// <summary>
    /// Whether g' is applied to the sums of a layer after while they are in registers: of the first that reads a, to which the backward
    /// pass comes last.
    /// </summary>
    public bool FusesDerivative(Planner planner) => IsFused(planner) && planner.ReadersOf(Writes) is [DenseLayer, ..];
}
