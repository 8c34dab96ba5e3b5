using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using GenNet.Networks;

namespace GenNet.Generator.Layers;

/// <summary>A layer that carries a state from frame to frame: gates of W_ih x_t + b_ih and W_hh h_(t-1) + b_hh make h_t.</summary>
/// <param name="Reads">x [T x inputs].</param>
/// <param name="Writes">h [T x units].</param>
internal abstract record RecurrentLayer(EquatableArray<Value> Reads, Value Writes) : Layer(Reads, Writes)
{
    public abstract RecurrentDescription Cell { get; }

    public override LayerDescription Description => Cell;

    public int Units => Writes.Width;

    public int Gates => Cell.Gates;

    public override IEnumerable<Tensor> Tensors => base.Tensors.Select(tensor => tensor.IsBuffer
        ? tensor
        : tensor with { Initializer = Initializer.PyTorchDefault, FanIn = Units, Block = Units });

    public override long PaddedLength(int padding) => (long)(Input.Width + Units + 2) * Gates * Planner.Padded(Units, padding);

    public override long ScratchWidth(int padding) => 4L * (Gates + 2) * Planner.Padded(Units, padding);

    public override long MultiplyAdds => (long)(Input.Width + Units) * Gates * Units;

    public override bool ReadsInputRows => true;

    public override int? Memory => null;
}
