using GenNet.Generator.Model;
using GenNet.Generator.Planning;

namespace GenNet.Generator.Layers;

/// <summary>Values side by side: a = [x, y, ...].</summary>
/// <param name="Reads">The values; one may come several times.</param>
/// <param name="Writes">a, as wide as all of them.</param>
internal sealed record ConcatLayer(EquatableArray<Value> Reads, Value Writes) : Layer(Reads, Writes)
{
    public override string Kind => $"Concat {string.Join(", ", Reads.Select(value => value.Name))}";

    public override string Formula => $"{Writes.Name} = [{string.Join(", ", Reads.Select(value => value.Name))}]";

    public override LayerDescription Description => new ConcatDescription(Writes.Width);

    public override bool HasStraightLine => true;

    public override LayerPlan Plan(Planner planner) => new ConcatPlan(this, planner.Terms(this), planner.Place(Writes));
}
