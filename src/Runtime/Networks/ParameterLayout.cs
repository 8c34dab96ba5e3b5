using GenNet.Kernels;
using GenNet.SafeTensors;

namespace GenNet.Networks;

/// <summary>Where the parameters of one layer stand, and how they are drawn.</summary>
/// <param name="Module">The number of the layer's <c>nn.Linear</c> in PyTorch's <c>nn.Sequential</c>, after which files name it.</param>
/// <param name="Inputs">The number of inputs, n_(l-1).</param>
/// <param name="Units">The number of units, n_l.</param>
/// <param name="Weights">Where the weights start.</param>
/// <param name="InputStep">The distance between the weights of one input and the next.</param>
/// <param name="Bias">Where the bias starts, or -1.</param>
/// <param name="Slopes">Where the activation's learned parameters start, or -1.</param>
/// <param name="Initializer">How the weights are drawn.</param>
/// <param name="InitialWeight">The value of every weight under <see cref="Initializer.Constant"/>.</param>
/// <param name="InitialSlope">The value at which the activation's learned parameters start.</param>
/// <param name="L1">The factor of the penalty sum abs(W).</param>
/// <param name="L2">The factor of the penalty sum W^2.</param>
public sealed record DenseLayout(
    int Module, int Inputs, int Units, int Weights, int InputStep, int Bias, int Slopes,
    Initializer Initializer, double InitialWeight, double InitialSlope, double L1 = 0, double L2 = 0)
{
    /// <summary>The layout that a generated layer's constants describe.</summary>
    public static DenseLayout Of<TLayer>(
        int module, Initializer initializer, double initialWeight = 0, double initialSlope = 0, double l1 = 0, double l2 = 0)
        where TLayer : struct, IDenseLayer =>
        new(module, TLayer.Inputs, TLayer.Units, TLayer.Weights, TLayer.InputStep, TLayer.Bias, TLayer.Slopes,
            initializer, initialWeight, initialSlope, l1, l2);

    /// <summary>The number of learnable parameters.</summary>
    public int Count => Units * (Inputs + (Bias >= 0 ? 1 : 0) + (Slopes >= 0 ? 1 : 0));

    internal bool IsPenalized => L1 > 0 || L2 > 0;

    internal IEnumerable<ParameterTensor> Tensors => SequentialModules.Tensors(Module, Inputs, Units, Bias >= 0, Slopes >= 0);
}

/// <summary>Where all parameters of a network stand.</summary>
/// <param name="length">The numbers that they take up, padding included.</param>
/// <param name="architecture">The network's modules for the reader of its files: <c>Dense(64, 10), Softmax</c>.</param>
/// <param name="layers">The layers, first to last.</param>
public sealed class ParameterLayout(int length, string architecture, params DenseLayout[] layers)
{
    /// <summary>The numbers that the parameters take up, padding included.</summary>
    public int Length => length;

    /// <summary>The network's modules for the reader of its files.</summary>
    public string Architecture => architecture;

    /// <summary>The layers, first to last.</summary>
    public ReadOnlySpan<DenseLayout> Layers => layers;

    /// <summary>The number of learnable parameters.</summary>
    public int Count { get; } = layers.Sum(layer => layer.Count);

    /// <summary>The layers whose weights cost something, first to last.</summary>
    internal DenseLayout[] PenalizedLayers { get; } = [.. layers.Where(layer => layer.IsPenalized)];

    /// <summary>The parameters as files name them, in canonical order.</summary>
    internal ParameterTensor[] Tensors { get; } = [.. layers.SelectMany(layer => layer.Tensors)];
}
