using GenNet.Generator.Emission;
using GenNet.Generator.Model;
using GenNet.Generator.Planning;

namespace GenNet.Generator.Layers;

/// <summary>Dropout: d = a * keep, where training draws keep as 0 or 1 / (1 - rate), and predictions have 1.</summary>
/// <param name="Reads">a [n].</param>
/// <param name="Writes">d [n].</param>
/// <param name="Rate">The probability with which training drops an output.</param>
internal sealed record DropoutLayer(EquatableArray<Value> Reads, Value Writes, double Rate) : Layer(Reads, Writes)
{
    public override string Kind => $"dropout {Notation.Literal(Rate)}";

    public override string Formula =>
        $"{Writes.Name} = {Input.Name} * keep{Number}, dropout with rate {Notation.Literal(Rate)} in training";

    public override LayerDescription Description => new DropoutDescription(Writes.Width, Rate);

    public override bool HasStraightLine => true;

    public override Layer? ForPrediction => null;

    public override LayerPlan Plan(Planner planner) => DropoutPlan.Of(this, planner);
}
