namespace GenNet.Generator.Model;

/// <summary>How large an offset of a layer's inputs may be for the layer's bias to take it in.</summary>
internal static class FoldedOffset
{
    /// <summary>
    /// What an offset may be in terms of the sum that it is added to, before folding it into the bias costs too many digits: sums then
    /// have terms of that size, which cancel. At 4, two bits are lost. Pixels normalised as usual have offsets of 2.5 at most.
    /// </summary>
    public const double Max = 4;
}
