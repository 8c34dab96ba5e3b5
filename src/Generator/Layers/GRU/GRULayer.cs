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
        $"g{Number} = Wi{Number} {Input.Name} + bi{Number}, h = Wh{Number} {Writes.Name}_(t-1) + bh{Number}, of the parts r, z, n: "
        + $"r = sigmoid(g_r + h_r), z = sigmoid(g_z + h_z), n = tanh(g_n + r * h_n), "
        + $"{Writes.Name}_t = (1 - z) * n + z * {Writes.Name}_(t-1)";

    public override RecurrentDescription Cell => new GRUDescription(Input.Width, Units);

    public override LayerPlan Plan(Planner planner) => new GRUPlan(this, planner);
}
