using GenNet.Generator.Model;
using GenNet.Generator.Planning;

namespace GenNet.Generator.Layers;

/// <summary>A long short-term memory.</summary>
/// <param name="Reads">x [T x inputs].</param>
/// <param name="Writes">h [T x units].</param>
/// <param name="HasInitialState">Whether h and c before the first frame are given; otherwise they are 0.</param>
internal sealed record LSTMLayer(EquatableArray<Value> Reads, Value Writes, bool HasInitialState = false) : RecurrentLayer(Reads, Writes)
{
    public override string Kind => "LSTM";

    public override string Formula =>
        $"g{Number} = Wi{Number} {Input.Name} + bi{Number}, i, f, o = sigmoid and g = tanh of the parts of "
        + $"g{Number}_t + Wh{Number} {Writes.Name}_(t-1) + bh{Number}, c_t = f * c_(t-1) + i * g, {Writes.Name}_t = o * tanh(c_t)";

    public override RecurrentDescription Cell => new LSTMDescription(Input.Width, Units, HasInitialState);

    public override LayerPlan Plan(Planner planner) => new LSTMPlan(this, planner);
}
