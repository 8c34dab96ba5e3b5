using GenNet.Generator.Emission;
using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using GenNet.Networks;

namespace GenNet.Generator.Layers;

/// <summary>
/// Batch normalisation: a = (x - mean(x)) / sqrt(var(x) + epsilon) * gamma + beta over the samples of a batch in training, and all their
/// frames, and by running statistics otherwise.
/// </summary>
/// <param name="Reads">x [n].</param>
/// <param name="Writes">a [n].</param>
/// <param name="Epsilon">What is added to the variance.</param>
/// <param name="Momentum">How far a step of training moves the running statistics.</param>
internal sealed record BatchNormLayer(EquatableArray<Value> Reads, Value Writes, double Epsilon, double Momentum) : Layer(Reads, Writes)
{
    public override string Kind => "BatchNorm";

    public override string Formula =>
        $"{Writes.Name} = ({Input.Name} - mean{Number}) / sqrt(var{Number} + {Notation.Literal(Epsilon)}) * gamma{Number} + beta{Number}";

    public override LayerDescription Description => new BatchNormDescription(Writes.Width, Epsilon, Momentum, Writes.Frames);

    public override IEnumerable<Tensor> Tensors => base.Tensors.Select(tensor => tensor.Name is "weight" or "running_var"
        ? tensor with { Initializer = Initializer.Constant, InitialValue = 1 }
        : tensor);

    public override LayerPlan Plan(Planner planner) => BatchNormPlan.Of(this, planner);
}
