namespace GenNet;

/// <summary>
/// A gated activation: of 2 n numbers, the first n are activated and multiplied by the gates that the other n give,
/// a = g(x_1 .. x_n) s(x_(n+1) .. x_2n).
/// </summary>
/// <remarks>
/// As it stands it is WaveNet's gated activation unit, tanh times sigmoid; with <c>Activation.Identity</c> it is PyTorch's <c>nn.GLU</c>,
/// and with a GELU or a SiLU for the gate the unit of many transformers. It has no parameters. A network with such a layer is written as
/// register tiles.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GatedAttribute : LayerAttribute
{
    /// <summary>Halves the numbers of what it reads, which must be even.</summary>
    /// <param name="activation">The activation g of the first half: one that acts on each number by itself and learns nothing.</param>
    /// <param name="gate">The activation s of the second half, likewise.</param>
    public GatedAttribute(Activation activation = Activation.Tanh, Activation gate = Activation.Sigmoid)
    {
        Activation = activation;
        Gate = gate;
    }

    /// <summary>The activation g of the first half.</summary>
    public Activation Activation { get; }

    /// <summary>The activation s of the second half.</summary>
    public Activation Gate { get; }
}
