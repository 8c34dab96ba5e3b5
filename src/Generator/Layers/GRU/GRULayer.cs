using GenNet.Generator.Model;
using GenNet.Generator.Planning;

namespace GenNet.Generator.Layers;

/// <summary>A gated recurrent unit.</summary>
/// <param name="Reads">x [T x inputs].</param>
/// <param name="Writes">h [T x units].</param>
internal sealed record GRULayer(EquatableArray<Value> Reads, Value Writes) : RecurrentLayer(Reads, Writes)
{
    public override string Kind => "GRU";

    public override string Formula =>
        $"g{Number} = Wi{Number} {Input.Name} + bi{Number}, "
        + $"{Writes.Name}_t = GRU(g{Number}_t, Wh{Number} {Writes.Name}_(t-1) + bh{Number})";

    public override RecurrentDescription Cell => new GRUDescription(Input.Width, Units);

    public override LayerPlan Plan(Planner planner) => new GRUPlan(this, planner);
}
