namespace GenNet;

/// <summary>
/// A fully connected layer: z = W a + b, then a = g(z), with W of shape [units x inputs].
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DenseAttribute : Attribute
{
    /// <summary>Adds a layer after those above.</summary>
    /// <param name="units">The number of units, n_l; at least 1.</param>
    /// <param name="activation">The activation g.</param>
    public DenseAttribute(int units, Activation activation = Activation.Identity)
    {
        Units = units;
        Activation = activation;
    }

    /// <summary>The number of units, n_l.</summary>
    public int Units { get; }

    /// <summary>The activation g.</summary>
    public Activation Activation { get; }

    /// <summary>Whether the layer has a bias b; true unless said otherwise.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>How the weights are drawn.</summary>
    public Initializer Initializer { get; set; }

    /// <summary>The value of every weight under <see cref="Initializer.Constant"/>.</summary>
    public double InitialValue { get; set; }

    /// <summary>The activation's alpha, where it has one; its usual default unless said.</summary>
    public double Alpha { get; set; }
}
