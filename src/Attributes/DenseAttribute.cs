namespace GenNet;

/// <summary>
/// A fully connected layer: z = W a + b, then a = g(z), with W of shape [units x inputs].
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DenseAttribute : LayerAttribute
{
    /// <summary>Adds a layer after those above.</summary>
    /// <param name="units">The number of units, n_l; at least 1.</param>
    /// <param name="activation">The activation g.</param>
    public DenseAttribute(int units, Activation activation = Activation.Identity)
    {
        Units = units;
        Activation = activation;
    }

    /// <summary>Adds a layer with an activation of your own after those above.</summary>
    /// <param name="units">The number of units, n_l; at least 1.</param>
    /// <param name="activation">A struct that implements <c>GenNet.Activations.IActivation</c>.</param>
    public DenseAttribute(int units, Type activation)
    {
        Units = units;
        CustomActivation = activation;
    }

    /// <summary>The number of units, n_l.</summary>
    public int Units { get; }

    /// <summary>The activation g, unless it is <see cref="CustomActivation"/>.</summary>
    public Activation Activation { get; }

    /// <summary>The type of an activation of your own, or null.</summary>
    public Type? CustomActivation { get; }

    /// <summary>Whether the layer has a bias b; true unless said otherwise.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>How the weights are drawn.</summary>
    public Initializer Initializer { get; set; }

    /// <summary>The value of every weight under <see cref="Initializer.Constant"/>.</summary>
    public double InitialValue { get; set; }

    /// <summary>
    /// The activation's alpha, where it has one: the slope of LeakyReLU (0.01, at least 0), the first slope of PReLU (0.25), the depth of
    /// ELU (1) and CELU (1, greater than 0), the least value of HardTanh (-1).
    /// </summary>
    public double Alpha { get; set; }

    /// <summary>
    /// The activation's beta, where it has one: the sharpness of Softplus (1, greater than 0), the largest value of HardTanh (1, greater
    /// than <see cref="Alpha"/>).
    /// </summary>
    public double Beta { get; set; }

    /// <summary>The factor of the penalty on the weights' magnitudes, L1 sum abs(W); at least 0, which is none.</summary>
    /// <inheritdoc cref="L2" path="/remarks"/>
    public double L1 { get; set; }

    /// <summary>The factor of the penalty on the weights' squares, L2 sum W^2; at least 0, which is none.</summary>
    /// <remarks>
    /// The loss of a batch is C + L1 sum abs(W) + L2 sum W^2, where C is the mean or the sum of the samples' losses: the penalty is added
    /// once, whatever the batch's size. Its gradient is L1 sign(W) + 2 L2 W, with sign(0) = 0. Biases and slopes go free. This is
    /// Keras's kernel_regularizer. An optimizer's weightDecay w differs: it acts on every parameter p, biases included, is not in the
    /// loss, and comes after gradient clipping. Where it adds w p to the gradient, as Sgd's does, L2 = w / 2 does the same to the weights.
    /// </remarks>
    public double L2 { get; set; }
}
