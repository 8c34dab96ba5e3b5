namespace GenNet;

/// <summary>Whether layers are written as straight-line arithmetic or as loops over register tiles.</summary>
public enum Unroll
{
    /// <summary>The generator's plan decides from the shapes.</summary>
    Auto,

    /// <summary>Straight-line arithmetic, weight by weight, as far as the compiler's budget allows.</summary>
    Full,

    /// <summary>Register tiles only.</summary>
    Never,
}
