using System.Collections.Immutable;
using DataType = Onnx.TensorProto.Types.DataType;

namespace GenNet.Generator.Onnx;

/// <summary>What gives the numbers of a stage: columns of an input, a <see cref="Product"/>, or what joins values.</summary>
internal abstract record Origin
{
    /// <summary>What it is computed from.</summary>
    public abstract IEnumerable<LayerInput> Reads { get; }

    /// <summary>The number of frames that it gives for a sample; 0 where that is no window.</summary>
    public virtual int Steps => Reads.First().Stage.Steps;
}

/// <summary>Columns of one of the model's inputs.</summary>
/// <param name="Input">The place of the input in the model.</param>
/// <param name="Start">The first column.</param>
/// <param name="Width">How many there are.</param>
/// <param name="AreCategories">Whether they are whole numbers that name the rows of a table, and no features.</param>
/// <param name="Frames">The frames of which each has the columns; 0 where the input is no window.</param>
internal sealed record Columns(int Input, int Start, int Width, bool AreCategories, int Frames) : Origin
{
    public override IEnumerable<LayerInput> Reads => [];

    public override int Steps => Frames;

    public int End => Start + Width;
}

/// <summary>A sum of two values.</summary>
internal sealed record Sum(LayerInput Left, LayerInput Right) : Origin
{
    public override IEnumerable<LayerInput> Reads => [Left, Right];
}

/// <summary>A product of two values, number by number: gates, say.</summary>
internal sealed record Gating(LayerInput Left, LayerInput Right) : Origin
{
    public override IEnumerable<LayerInput> Reads => [Left, Right];
}

/// <summary>Values side by side.</summary>
internal sealed record Concatenation(ImmutableArray<LayerInput> Parts) : Origin
{
    public override IEnumerable<LayerInput> Reads => Parts;
}

/// <summary>The rows of a table that columns of the inputs name, side by side.</summary>
/// <param name="Categories">The columns.</param>
/// <param name="Table">The table [count x size].</param>
internal sealed record Lookup(Stage Categories, Tensor Table) : Origin
{
    public override IEnumerable<LayerInput> Reads => [LayerInput.Of(Categories)];
}

/// <summary>A GRU or an LSTM, with its tensors as networks have them.</summary>
/// <param name="Source">The frames.</param>
/// <param name="IsLSTM">Whether it is an LSTM.</param>
/// <param name="Units">The numbers of its state.</param>
/// <param name="Type">What the weights are in the model.</param>
/// <param name="Parameters">W_ih, W_hh, b_ih and b_hh, one after the other.</param>
internal sealed record Recurrence(LayerInput Source, bool IsLSTM, int Units, DataType Type, double[] Parameters) : Origin
{
    public override IEnumerable<LayerInput> Reads => [Source];
}

/// <summary>One row of a window's frames: the last one, or their mean.</summary>
internal sealed record OverTime(LayerInput Source, bool IsMean) : Origin
{
    public override IEnumerable<LayerInput> Reads => [Source];

    public override int Steps => 0;
}
