using System.Collections.Immutable;

namespace GenNet.Generator.Onnx;

/// <summary>What a dimension of a tensor of windows counts.</summary>
internal enum Axis
{
    /// <summary>The windows of a batch.</summary>
    Batch,

    /// <summary>The frames of a window.</summary>
    Time,

    /// <summary>The numbers of a frame; several such dimensions are in the order of memory.</summary>
    Features,
}

/// <summary>A dimension.</summary>
/// <param name="Axis">What it counts.</param>
/// <param name="Size">Its size, where it is one of the features; otherwise 1.</param>
internal readonly record struct Dimension(Axis Axis, int Size = 1);

/// <summary>The dimensions of a tensor that are not a batch and then the features of a sample.</summary>
/// <param name="Axes">What each of them counts.</param>
/// <param name="Before">How many frames of zeros stand before the window.</param>
/// <param name="After">How many frames stand after it, of a convolution that has zeros there too.</param>
internal sealed record Layout(ImmutableArray<Axis> Axes, int Before = 0, int After = 0)
{
    public bool Equals(Layout? other) =>
        other is not null && Axes.SequenceEqual(other.Axes) && (Before, After) == (other.Before, other.After);

    public override int GetHashCode() => (Axes.Length, Before, After).GetHashCode();

    /// <summary>Whether the frames are those of the window.</summary>
    public bool IsWhole => Before == 0 && After == 0;
}
