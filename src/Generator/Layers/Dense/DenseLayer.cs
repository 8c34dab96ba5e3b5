using GenNet.Generator.Emission;
using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using GenNet.Networks;

namespace GenNet.Generator.Layers;

/// <summary>A fully connected layer: z = W a + b.</summary>
/// <param name="Reads">a [n_(l-1)].</param>
/// <param name="Writes">z [n_l].</param>
/// <param name="HasBias">Whether it has a bias.</param>
/// <param name="Initializer">How the weights are drawn; never <see cref="Initializer.Auto"/>.</param>
/// <param name="InitialValue">The weights' value under <see cref="Initializer.Constant"/>.</param>
/// <param name="L1">The factor of the penalty sum abs(W).</param>
/// <param name="L2">The factor of the penalty sum W^2.</param>
internal sealed record DenseLayer(
    EquatableArray<Value> Reads, Value Writes, bool HasBias, Initializer Initializer, double InitialValue = 0, double L1 = 0, double L2 = 0)
    : Layer(Reads, Writes)
{
    public int Inputs => Input.Width;

    public int Units => Writes.Width;

    public override string Kind => "Dense" + Penalty("L1", L1) + Penalty("L2", L2);

    public override string Formula => $"{Writes.Name} = W{Number} {Input.Name}{(HasBias ? $" + b{Number}" : "")}";

    public override LayerDescription Description => new DenseDescription(Inputs, Units, HasBias);

    public override IEnumerable<Tensor> Tensors => base.Tensors.Select(tensor => tensor.Name switch
    {
        "weight" => tensor with { Initializer = Initializer, InitialValue = InitialValue, L1 = L1, L2 = L2 },
        _ when Initializer == Initializer.PyTorchDefault => tensor with { Initializer = Initializer, FanIn = Inputs },
        _ => tensor,
    });

    public override long MultiplyAdds => (long)Inputs * Units;

    public override bool AppliesActivation => true;

    public override bool HasStraightLine => true;

    public override Layer ForPrediction => this with { L1 = 0, L2 = 0 };

    public override bool ReadsInputRows => true;

    public override LayerPlan Plan(Planner planner) => DensePlan.Of(this, planner);

    private static string Penalty(string name, double factor) => factor == 0 ? "" : $" with {name} {Notation.Literal(factor)}";
}
