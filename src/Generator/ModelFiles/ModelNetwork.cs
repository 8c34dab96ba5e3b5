using GenNet.Generator.Layers;
using GenNet.Generator.Model;

namespace GenNet.Generator.ModelFiles;

/// <summary>The network that a model describes, as a declaration would.</summary>
/// <param name="Inputs">The inputs, column after column of the input row.</param>
/// <param name="Layers">Its layers, first to last.</param>
/// <param name="Outputs">The values that it gives out, side by side in the output row.</param>
/// <param name="Precision">That of its weights.</param>
/// <param name="ParameterCount">How many parameters it has.</param>
/// <param name="Parameters">In canonical order, as the network's precision rounds them; none where they are too many to compile in.</param>
internal sealed record ModelNetwork(
    EquatableArray<Value> Inputs, EquatableArray<Layer> Layers, EquatableArray<Value> Outputs, Precision Precision, long ParameterCount,
    EquatableArray<double> Parameters)
{
    /// <summary>Makes the network of layers and their parameters.</summary>
    /// <exception cref="NoNetworkException">A number is not finite.</exception>
    public static ModelNetwork Of(
        IEnumerable<Value> inputs, IReadOnlyCollection<Layer> layers, IEnumerable<Value> outputs, Precision precision,
        IEnumerable<double> parameters)
    {
        long count = layers.Sum(layer => layer.ParameterCount);
        double[] rounded = count > BakedParameters.MaxCount
            ? []
            : [.. parameters.Select(number => precision == Precision.Double ? number : (float)number)];
        if (!Array.TrueForAll(rounded, value => Math.Abs(value) < double.PositiveInfinity))
            throw new NoNetworkException("it has a weight that is not finite");
        return new(
            inputs.ToEquatableArray(), layers.ToEquatableArray(), outputs.ToEquatableArray(), precision, count, rounded.ToEquatableArray());
    }

    /// <summary>The activation that an output is the value of; the identity where it is that of another layer.</summary>
    public Activation ActivationOf(Value output) =>
        Layers.First(layer => layer.Writes == output) is ActivationLayer { Known: Activation known } ? known : Activation.Identity;
}
