namespace GenNet.Generator.Parsing;

/// <summary>What a diagnostic tells the code fixes besides its message, in properties of these names.</summary>
internal static class FixHints
{
    /// <summary>GN0008: the option without effect.</summary>
    public const string Option = nameof(Option);

    /// <summary>GN0007: the losses that fit the output, best first, with blanks between them.</summary>
    public const string Losses = nameof(Losses);

    /// <summary>GN0007: the activations that fit the loss, in the same way; the layer is the additional location.</summary>
    public const string Outputs = nameof(Outputs);
}
