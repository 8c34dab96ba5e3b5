using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using GenNet.Networks;

namespace GenNet.Generator.Layers;

/// <summary>A layer as it is declared: it reads values, writes one, and owns tensors. A kind is a folder beside this file.</summary>
/// <param name="Reads">What it reads.</param>
/// <param name="Writes">What it writes.</param>
internal abstract record Layer(EquatableArray<Value> Reads, Value Writes)
{
    /// <summary>The number l of the declaration that it is a part of.</summary>
    public int Number => Writes.Number;

    /// <summary>The name that files give its tensors; null where its number does.</summary>
    public string? Name { get; init; }

    /// <summary>What it reads, for layers that read one value.</summary>
    public Value Input => Reads[0];

    /// <summary>What it is, in a word or two for a table: Dense, ReLU, dropout 0.5.</summary>
    public abstract string Kind { get; }

    /// <summary>What it computes, in the field's notation: z1 = W1 x + b1.</summary>
    public abstract string Formula { get; }

    /// <summary>What the runtime knows of it.</summary>
    public abstract LayerDescription Description { get; }

    /// <summary>Its tensors in canonical order, with what they start with and cost, but without places.</summary>
    public virtual IEnumerable<Tensor> Tensors => Description.Tensors.Select(tensor =>
        new Tensor($"{tensor.Symbol}{Number}", tensor.Name, tensor.Shape, Start: 0, Strides: [], IsBuffer: tensor.IsBuffer));

    /// <summary>The numbers that its tensors take up where rows are padded to a multiple of so many.</summary>
    public virtual long PaddedLength(int padding) => Tensors.Sum(tensor => tensor.Shape.Skip(1).Aggregate(
        (long)Planner.Padded(tensor.Shape[0], padding), Times));

    /// <summary>The most numbers of memory that its passes take for each sample or frame, where rows are padded likewise.</summary>
    public virtual long ScratchWidth(int padding) => 4L * Planner.Padded(Writes.Width, padding);

    public long ParameterCount => Description.Tensors.Where(tensor => !tensor.IsBuffer).Sum(tensor => tensor.Shape.Aggregate(1L, Times));

    private static long Times(long product, int size) => product * size;

    /// <summary>The multiply-adds that a sample takes, or a frame.</summary>
    public virtual long MultiplyAdds => 0;

    /// <summary>Whether it can apply an activation to its sums while they are in registers.</summary>
    public virtual bool AppliesActivation => false;

    /// <summary>Whether it calls a type of the user's.</summary>
    public virtual bool HasCustomType => false;

    /// <summary>How many frames before the current one it remembers, or null where it remembers all.</summary>
    public virtual int? Memory => 0;

    /// <summary>Whether there is straight-line arithmetic for it; a network with one layer that has none is tiled.</summary>
    public virtual bool HasStraightLine => false;

    /// <summary>Whether it can read an input in the input row, in numbers that are no whole vectors, with other inputs beside.</summary>
    public virtual bool ReadsInputRows => false;

    /// <summary>Whether its backward pass reads what it wrote.</summary>
    public virtual bool ReadsBackOutput => false;

    /// <summary>Whether its parameters' gradients need its backward pass.</summary>
    public virtual bool LearnsInBackward => false;

    /// <summary>The layer without what only training has; null where that is all of it.</summary>
    public virtual Layer? ForPrediction => this;

    /// <summary>The same layer with other values to read.</summary>
    public Layer Reading(IEnumerable<Value> values) => this with { Reads = values.ToEquatableArray() };

    /// <summary>Decides where its numbers stand and how its passes are written.</summary>
    public abstract LayerPlan Plan(Planner planner);
}
