namespace GenNet;

/// <summary>
/// A causal convolution over the frames of a window: z_t = sum over taps j of W_j x_(t - (kernel - 1 - j) Dilation) + b, with zeros before
/// the window's start, then a = g(z). PyTorch's <c>nn.Conv1d</c> of stride 1 behind a left padding of (kernel - 1) Dilation zeros.
/// </summary>
/// <remarks>Files name the weights [channels x inputs / Groups x kernel] <c>weight</c>, and b [channels] <c>bias</c>.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class Conv1DAttribute : LayerAttribute
{
    /// <summary>Adds a layer after those above.</summary>
    /// <param name="channels">The numbers that it writes for each frame; at least 1.</param>
    /// <param name="kernel">The number of taps; at least 1.</param>
    /// <param name="activation">The activation g.</param>
    public Conv1DAttribute(int channels, int kernel, Activation activation = Activation.Identity)
    {
        Channels = channels;
        Kernel = kernel;
        Activation = activation;
    }

    /// <summary>Adds a layer with an activation of your own after those above.</summary>
    /// <param name="channels">The numbers that it writes for each frame; at least 1.</param>
    /// <param name="kernel">The number of taps; at least 1.</param>
    /// <param name="activation">A struct that implements <c>GenNet.Activations.IActivation</c>.</param>
    public Conv1DAttribute(int channels, int kernel, Type activation)
    {
        Channels = channels;
        Kernel = kernel;
        CustomActivation = activation;
    }

    /// <summary>The numbers that it writes for each frame.</summary>
    public int Channels { get; }

    /// <summary>The number of taps.</summary>
    public int Kernel { get; }

    /// <summary>The activation g, unless it is <see cref="CustomActivation"/>.</summary>
    public Activation Activation { get; }

    /// <summary>The type of an activation of your own, or null.</summary>
    public Type? CustomActivation { get; }

    /// <summary>The distance between taps, in frames; at least 1, the default.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>
    /// The number of groups of inputs and channels, which divides both; those of different groups have nothing to do with each other.
    /// 1, the default, connects all.
    /// </summary>
    public int Groups { get; set; } = 1;

    /// <summary>Whether the layer has a bias b; true unless said otherwise.</summary>
    public bool Bias { get; set; } = true;

    /// <inheritdoc cref="DenseAttribute.Alpha"/>
    public double Alpha { get; set; }

    /// <inheritdoc cref="DenseAttribute.Beta"/>
    public double Beta { get; set; }
}
