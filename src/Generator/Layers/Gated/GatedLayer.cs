using GenNet.Generator.Emission;
using GenNet.Generator.Model;
using GenNet.Generator.Planning;

namespace GenNet.Generator.Layers;

/// <summary>A gated activation: a = g(x) s(y) of the halves x and y of what it reads.</summary>
/// <param name="Reads">x and y side by side, [2 n].</param>
/// <param name="Writes">a [n].</param>
/// <param name="Activation">g.</param>
/// <param name="Gate">s.</param>
internal sealed record GatedLayer(EquatableArray<Value> Reads, Value Writes, ActivationLayer Activation, ActivationLayer Gate)
    : Layer(Reads, Writes)
{
    public override string Kind => $"Gated {Activation.Kind}, {Gate.Kind}";

    public override string Formula =>
        $"{Writes.Name} = {Activation.Facts.Formula}({Half(0)}) * {Gate.Facts.Formula}({Half(1)})";

    public override LayerDescription Description =>
        new GatedDescription((ActivationDescription)Activation.Description, (ActivationDescription)Gate.Description);

    public override LayerPlan Plan(Planner planner) =>
        new GatedPlan(this, planner.Term(this), planner.Carried(this), planner.Place(Writes));

    /// <summary>z1[8..15].</summary>
    public string Half(int half) =>
        $"{Input.Name}[{StraightText.Vector(new(half * Writes.Width, (half + 1) * Writes.Width))}]";
}
