using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using GenNet.Networks;

namespace GenNet.Generator.Layers;

/// <summary>An embedding: the rows of a table E [count x size] that its inputs name, side by side.</summary>
/// <param name="Reads">x [k], the numbers of categories.</param>
/// <param name="Writes">a [k size].</param>
/// <param name="Count">The number of categories.</param>
/// <param name="Size">The numbers of a category's vector.</param>
internal sealed record EmbeddingLayer(EquatableArray<Value> Reads, Value Writes, int Count, int Size) : Layer(Reads, Writes)
{
    public override string Kind => $"Embedding of {Count} categories";

    public override string Formula => $"{Writes.Name} = E{Number}[{Input.Name}]";

    public override LayerDescription Description => new EmbeddingDescription(Input.Width, Count, Size);

    /// <summary>They start with the standard normal distribution, as PyTorch's: LeCun's variance 1 / fan-in, with a fan-in of 1.</summary>
    public override IEnumerable<Tensor> Tensors =>
        base.Tensors.Select(tensor => tensor with { Initializer = Initializer.LeCunNormal, FanIn = 1 });

    public override long PaddedLength(int padding) => (long)Count * Planner.Padded(Size, padding);

    public override bool ReadsInputRows => true;

    public override LayerPlan Plan(Planner planner) => EmbeddingPlan.Of(this, planner);
}
