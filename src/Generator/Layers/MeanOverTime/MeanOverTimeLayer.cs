using GenNet.Generator.Model;
using GenNet.Generator.Planning;

namespace GenNet.Generator.Layers;

/// <summary>The mean of a sequence's frames.</summary>
/// <param name="Reads">x [T x n].</param>
/// <param name="Writes">a [n].</param>
internal sealed record MeanOverTimeLayer(EquatableArray<Value> Reads, Value Writes) : Layer(Reads, Writes)
{
    public override string Kind => "MeanOverTime";

    public override string Formula => $"{Writes.Name} = mean over t of {Input.Name}_t";

    public override LayerDescription Description => new MeanOverTimeDescription(Writes.Width);

    public override bool ReadsInputRows => true;

    public override LayerPlan Plan(Planner planner) =>
        new MeanOverTimePlan(this, planner.Term(this), planner.Carried(this), planner.Place(Writes));
}
