using GenNet.Generator.Emission;
using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using GenNet.Networks;

namespace GenNet.Generator.Layers;

/// <summary>The plan of a layer, and its lines in each pass.</summary>
/// <param name="Layer">The declaration.</param>
/// <param name="Writes">Where what it writes stands.</param>
internal abstract record LayerPlan(Layer Layer, ValuePlan Writes)
{
    public int Number => Layer.Number;

    /// <summary>The tensors' places, in the order of <see cref="Layer.Tensors"/>.</summary>
    public EquatableArray<TensorPlace> Places { get; init; }

    /// <summary>Its tensors in canonical order, and where they stand.</summary>
    public IEnumerable<Tensor> Tensors => Layer.Tensors.Zip(
        Places, (tensor, place) => tensor with { Start = place.Start, Strides = [.. place.Strides] });

    /// <summary>The layer with its buffers at their places, which so far are counted from the end of the parameters.</summary>
    public LayerPlan WithBuffersFrom(int end) => this with
    {
        Places = Layer.Tensors.Zip(Places, (tensor, place) => tensor.IsBuffer ? place with { Start = end + place.Start } : place)
            .ToEquatableArray(),
    };

    /// <summary>Whether the layer before computes it too, while its sums are in registers.</summary>
    public bool IsFused { get; init; }

    /// <summary>Whether the passes compute it; not where a loss reads what it reads, and predictions alone compute it.</summary>
    public bool IsApplied { get; init; } = true;

    /// <summary>How it is written, for the reader; empty where it is a part of another.</summary>
    public virtual string Form => "";

    /// <summary>The places in scratch memory that it fills in the forward pass and reads in the backward pass.</summary>
    public virtual IEnumerable<(Place Place, int Stride)> Kept => [(Writes.Place!, Writes.RowStride)];

    /// <summary>What it has in scratch memory besides values, by the names that its lines give it; null where it is not needed.</summary>
    /// <param name="plan">The plan of the network.</param>
    public virtual IEnumerable<(string Name, Place? Place, int Stride)> Own(NetworkPlan plan) => [];

    /// <summary>How many numbers of memory that all samples share its transposed weights take; 0 where it needs none.</summary>
    public int TransposedLength { get; init; }

    /// <summary>Where they stand in it.</summary>
    public int Transposed { get; init; }

    /// <summary>What lines call them: W1T.</summary>
    public string TransposedName => $"{Layer.Tensors.First().Symbol}T";

    /// <summary>What all layers of its declaration compute: z1 = W1 x + b1, a1 = ReLU(z1).</summary>
    protected string Declared(NetworkPlan plan) =>
        string.Join(", ", plan.Layers.Where(layer => layer.Number == Number).Select(layer => layer.Layer.Formula));

    /// <summary>Writes the structs that carry its constants.</summary>
    public virtual void Types(SourceWriter writer, NetworkPlan plan)
    {
    }

    /// <summary>Writes its lines of the forward pass.</summary>
    public abstract void Forward(PassWriter pass);

    /// <summary>Writes the lines that transpose what its own deltas need.</summary>
    public virtual void Transpose(PassWriter pass)
    {
    }

    /// <summary>Writes the lines that make the deltas of values that are its own of the delta of what it writes.</summary>
    public virtual void OwnDeltas(PassWriter pass)
    {
    }

    /// <summary>Writes the lines that carry the delta of what it writes back to what it reads.</summary>
    public abstract void Backward(PassWriter pass);

    /// <summary>Writes the lines that hand its parameters' gradients to the sink.</summary>
    public virtual void Gradients(PassWriter pass)
    {
    }

    /// <summary>The statement that draws the random numbers which its training needs; null where there are none.</summary>
    public virtual string? Draw(PassWriter pass) => null;

    /// <summary>The statement that throws where the inputs are not what it can read; null where it reads any numbers.</summary>
    public virtual string? CheckInputs(NetworkPlan plan) => null;

    /// <summary>Writes the methods that its lines of a straight-line forward pass call.</summary>
    public virtual void ForwardMethods(PassWriter pass)
    {
    }

    /// <summary>Writes the methods that its lines of a straight-line backward pass call.</summary>
    public virtual void BackwardMethods(PassWriter pass)
    {
    }
}
