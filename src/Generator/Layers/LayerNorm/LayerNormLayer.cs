using GenNet.Generator.Emission;
using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using GenNet.Networks;

namespace GenNet.Generator.Layers;

/// <summary>Layer normalisation: a = (x - mean(x)) / sqrt(var(x) + epsilon) * gamma + beta over the units of a sample.</summary>
/// <param name="Reads">x [n].</param>
/// <param name="Writes">a [n].</param>
/// <param name="Epsilon">What is added to the variance.</param>
/// <param name="IsAffine">Whether gamma and beta are there.</param>
internal sealed record LayerNormLayer(EquatableArray<Value> Reads, Value Writes, double Epsilon, bool IsAffine) : Layer(Reads, Writes)
{
    public override string Kind => "LayerNorm";

    public override string Formula =>
        $"{Writes.Name} = ({Input.Name} - mean({Input.Name})) / sqrt(var({Input.Name}) + {Notation.Literal(Epsilon)})"
        + (IsAffine ? $" * gamma{Number} + beta{Number}" : "");

    public override LayerDescription Description => new LayerNormDescription(Writes.Width, Epsilon, IsAffine);

    public override IEnumerable<Tensor> Tensors => base.Tensors.Select(tensor => tensor.Name == "weight"
        ? tensor with { Initializer = Initializer.Constant, InitialValue = 1 }
        : tensor);

    public override bool ReadsBackOutput => !IsAffine;

    public override LayerPlan Plan(Planner planner) => LayerNormPlan.Of(this, planner);
}
