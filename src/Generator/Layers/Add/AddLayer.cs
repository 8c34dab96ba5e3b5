using GenNet.Generator.Model;
using GenNet.Generator.Planning;

namespace GenNet.Generator.Layers;

/// <summary>A sum of two values: a = x + y.</summary>
/// <param name="Reads">x [n] and y [n].</param>
/// <param name="Writes">a [n].</param>
internal sealed record AddLayer(EquatableArray<Value> Reads, Value Writes) : Layer(Reads, Writes)
{
    public override string Kind => $"Add {string.Join(" + ", Reads.Select(value => value.Name))}";

    public override string Formula => $"{Writes.Name} = {string.Join(" + ", Reads.Select(value => value.Name))}";

    public override LayerDescription Description => new AddDescription(Writes.Width);

    public override bool HasStraightLine => true;

    public override LayerPlan Plan(Planner planner) => AddPlan.Of(this, planner);
}
