using GenNet.Generator.Layers;
using GenNet.Generator.Model;

namespace GenNet.Generator.Planning;

/// <summary>Where a value and its delta, the loss's derivatives by it, stand in scratch memory.</summary>
/// <param name="Value">The value.</param>
/// <param name="Stride">The distance between its rows, or between its frames.</param>
/// <param name="Place">Its place; null for inputs that are read where the user has them.</param>
/// <param name="Delta">The delta's place, which values share that are computed from each other in place; null where none is needed.</param>
/// <param name="DeltaName">What the delta is called in its place.</param>
internal sealed record ValuePlan(Value Value, int Stride, Place? Place, Place? Delta, string DeltaName)
{
    public string Name => Value.Name;

    public int Width => Value.Width;

    /// <summary>The distance between its rows, all frames of one included.</summary>
    public int RowStride => Stride * Value.Frames;
}

/// <summary>A place in scratch memory.</summary>
/// <param name="Row">The numbers of each row that stand before it, besides those of its frames.</param>
/// <param name="Frame">The numbers of each frame of a row that stand before it; 0 where rows are no windows.</param>
/// <param name="Lane">In that of a sample in a lane; 0 for tiles.</param>
internal sealed record Place(int Row, int Frame, int Lane);

/// <summary>Where a tensor stands among the parameters.</summary>
/// <param name="Start">Where it starts.</param>
/// <param name="Strides">For each dimension, the distance from one index to the next.</param>
internal sealed record TensorPlace(int Start, EquatableArray<int> Strides);
