namespace GenNet;

/// <summary>The floating-point type of parameters, activations and gradients.</summary>
public enum Precision
{
    /// <summary><see cref="float"/>, 32 bits.</summary>
    Single,

    /// <summary><see cref="double"/>, 64 bits.</summary>
    Double,
}
