using GenNet.Generator.Layers;
using GenNet.Generator.ModelFiles;

namespace GenNet.Generator.Nam;

/// <summary>A convolution whose weights have been taken, for weights come in another order than layers.</summary>
/// <param name="Channels">Its channels.</param>
/// <param name="Kernel">The taps.</param>
/// <param name="Groups">The groups of inputs and channels.</param>
/// <param name="Weights">[channels x inputs / groups x kernel].</param>
/// <param name="Bias">[channels], or null.</param>
internal sealed record NamConvolution(int Channels, int Kernel, int Groups, double[] Weights, double[]? Bias)
{
    /// <summary>Adds it behind a value.</summary>
    public Value Of(StreamBuilder builder, Value x, int dilation = 1) =>
        builder.Convolution(x, Channels, Kernel, dilation, Groups, Weights, Bias);

    /// <summary>The same with outputs of so many times the size.</summary>
    public NamConvolution Times(double scale) => this with
    {
        Weights = [.. Weights.Select(number => number * scale)],
        Bias = Bias is null ? null : [.. Bias.Select(number => number * scale)],
    };
}
