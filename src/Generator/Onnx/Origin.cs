using System.Collections.Immutable;

namespace GenNet.Generator.Onnx;

/// <summary>What gives the numbers of a stage: columns of an input, a <see cref="Product"/>, or what joins values.</summary>
internal abstract record Origin
{
    /// <summary>What it is computed from.</summary>
    public abstract IEnumerable<LayerInput> Reads { get; }
}

/// <summary>Columns of one of the model's inputs.</summary>
/// <param name="Input">The place of the input in the model.</param>
/// <param name="Start">The first column.</param>
/// <param name="Width">How many there are.</param>
/// <param name="AreCategories">Whether they are whole numbers that name the rows of a table, and no features.</param>
internal sealed record Columns(int Input, int Start, int Width, bool AreCategories) : Origin
{
    public override IEnumerable<LayerInput> Reads => [];

    public int End => Start + Width;
}

/// <summary>A sum of two values.</summary>
internal sealed record Sum(LayerInput Left, LayerInput Right) : Origin
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
