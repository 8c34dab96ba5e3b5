using GenNet.Generator.Model;
using GenNet.Generator.Planning;

namespace GenNet.Generator.Layers;

/// <summary>The last frame of a sequence.</summary>
/// <param name="Reads">x [T x n].</param>
/// <param name="Writes">a [n].</param>
internal sealed record LastLayer(EquatableArray<Value> Reads, Value Writes) : Layer(Reads, Writes)
{
    public override string Kind => "Last";

    public override string Formula => $"{Writes.Name} = {Input.Name}_T";

    public override LayerDescription Description => new LastDescription(Writes.Width);

    public override bool ReadsInputRows => true;

    public override LayerPlan Plan(Planner planner) => new LastPlan(this, planner.Term(this), planner.Carried(this), planner.Place(Writes));
}
