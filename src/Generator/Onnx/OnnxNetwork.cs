using GenNet.Generator.Layers;
using GenNet.Generator.Model;

namespace GenNet.Generator.Onnx;

/// <summary>The network that a model describes, as a declaration would.</summary>
/// <param name="Inputs">The inputs, column after column of the input row.</param>
/// <param name="Layers">Its layers, first to last.</param>
/// <param name="Outputs">The values that it gives out, side by side in the output row.</param>
/// <param name="Precision">That of its weights.</param>
/// <param name="ParameterCount">How many parameters it has.</param>
/// <param name="Parameters">In canonical order, as the network's precision rounds them; none where they are too many to compile in.</param>
internal sealed record OnnxNetwork(
    EquatableArray<Value> Inputs, EquatableArray<Layer> Layers, EquatableArray<Value> Outputs, Precision Precision, long ParameterCount,
    EquatableArray<double> Parameters)
{
    /// <summary>The activation that an output is the value of; the identity where it is that of another layer.</summary>
    public Activation ActivationOf(Value output) =>
        Layers.First(layer => layer.Writes == output) is ActivationLayer { Known: Activation known } ? known : Activation.Identity;
}
