using GenNet.Kernels;
using GenNet.SafeTensors;

namespace GenNet.Networks;

/// <summary>A layer, where its parameters stand, and how they are drawn.</summary>
/// <param name="Description">What the layer computes.</param>
/// <param name="Weights">Where the weights start.</param>
/// <param name="InputStep">The distance between the weights of one input and the next.</param>
/// <param name="Bias">Where the bias starts, or -1.</param>
/// <param name="Slopes">Where the activation's learned parameters start, or -1.</param>
/// <param name="Initializer">How the weights are drawn.</param>
/// <param name="InitialWeight">The value of every weight under <see cref="Initializer.Constant"/>.</param>
/// <param name="L1">The factor of the penalty sum abs(W).</param>
/// <param name="L2">The factor of the penalty sum W^2.</param>
public sealed record DenseLayout(
    LayerDescription Description, int Weights, int InputStep, int Bias, int Slopes,
    Initializer Initializer, double InitialWeight = 0, double L1 = 0, double L2 = 0)
{
    /// <summary>The layer whose sizes and places a generated layer's constants are.</summary>
    public static DenseLayout Of<TLayer>(
        Activation? activation, Initializer initializer, string? activationName = null, double? alpha = null, double? beta = null,
        double? dropoutRate = null, double initialWeight = 0, double l1 = 0, double l2 = 0)
        where TLayer : struct, IDenseLayer
    {
        var description = new LayerDescription(
            TLayer.Inputs, TLayer.Units, activation, activationName ?? activation.ToString()!, alpha, beta,
            HasBias: TLayer.Bias >= 0, dropoutRate);
        return new(description, TLayer.Weights, TLayer.InputStep, TLayer.Bias, TLayer.Slopes, initializer, initialWeight, l1, l2);
    }

    /// <summary>The number of inputs, n_(l-1).</summary>
    public int Inputs => Description.Inputs;

    /// <summary>The number of units, n_l.</summary>
    public int Units => Description.Units;

    /// <summary>The number of learnable parameters.</summary>
    public int Count => Units * (Inputs + (Bias >= 0 ? 1 : 0) + (Slopes >= 0 ? 1 : 0));

    internal bool IsPenalized => L1 > 0 || L2 > 0;
}

/// <summary>The layers of a network, and where all its parameters stand.</summary>
/// <param name="length">The numbers that they take up, padding included.</param>
/// <param name="layers">The layers, first to last.</param>
public sealed class ParameterLayout(int length, params DenseLayout[] layers)
{
    /// <summary>The numbers that the parameters take up, padding included.</summary>
    public int Length => length;

    /// <summary>The layers, first to last.</summary>
    public ReadOnlySpan<DenseLayout> Layers => layers;

    /// <summary>What the layers compute, first to last.</summary>
    public IReadOnlyList<LayerDescription> Descriptions { get; } = [.. layers.Select(layer => layer.Description)];

    /// <summary>The number of learnable parameters.</summary>
    public int Count { get; } = layers.Sum(layer => layer.Count);

    /// <summary>The network's modules for the reader of its files: <c>Dense(64, 10), Softmax</c>.</summary>
    internal string Architecture => string.Join(", ", Descriptions.Select(layer => layer.Modules));

    /// <summary>The layers whose weights cost something, first to last.</summary>
    internal DenseLayout[] PenalizedLayers { get; } = [.. layers.Where(layer => layer.IsPenalized)];

    /// <summary>The parameters as files name them, in canonical order.</summary>
    internal ParameterTensor[] Tensors { get; } = [.. SequentialModules.Tensors(layers.Select(layer => layer.Description.Sequential))];
}
