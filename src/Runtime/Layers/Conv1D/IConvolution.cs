namespace GenNet.Kernels;

/// <summary>
/// A causal convolution: a dense layer whose inputs are the frames that its taps see, side by side, oldest first, and with a weight of
/// zero where input and channel are of different groups.
/// </summary>
public interface IConvolution : ITiledLayer
{
    /// <summary>The numbers of a frame.</summary>
    static abstract int FrameInputs { get; }

    /// <summary>The distance between the frames that it reads, whole vectors.</summary>
    static abstract int FrameStride { get; }

    /// <summary>The number of taps.</summary>
    static abstract int Kernel { get; }

    /// <summary>The distance between taps, in frames.</summary>
    static abstract int Dilation { get; }

    /// <summary>The number of groups of inputs, and of channels, that have nothing to do with each other.</summary>
    static abstract int Groups { get; }

    /// <summary>
    /// The frames of a stream that it remembers: those that its taps see before the current one, and a block of 64, rounded up to a power of
    /// two.
    /// </summary>
    static abstract int Memory { get; }
}
