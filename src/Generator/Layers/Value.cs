namespace GenNet.Generator.Layers;

/// <summary>What layers read and write: some numbers for each sample.</summary>
/// <param name="Name">What the mathematics calls it: x, z1, a1, d1.</param>
/// <param name="Number">The number l of the declared layer that writes it; 0 for the inputs.</param>
/// <param name="Width">How many numbers it has.</param>
/// <param name="Label">What the declaration calls it, by which layers below and files name it; null where it has no such name.</param>
internal sealed record Value(string Name, int Number, int Width, string? Label = null)
{
    /// <summary>What a message calls it.</summary>
    public string Description => Label is not null ? $"'{Label}'" : Number == 0 ? "the input row" : $"what layer {Number} writes";

    /// <summary>The number of its frames where it is a sequence, each as wide; 0 where it is none.</summary>
    public int Steps { get; init; }

    /// <summary>How often a sample has so many numbers.</summary>
    public int Frames => Math.Max(1, Steps);
}
