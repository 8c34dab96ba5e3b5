namespace GenNet;

/// <summary>
/// Makes a value one of the network's outputs. They stand side by side in the output row, or in each of its frames where they are
/// sequences, as all or none are; in the order of these attributes, and targets likewise. The cost of a sample is the sum of each one's
/// loss times its <see cref="Weight"/>. Without any, the last value is the output, under the network's loss.
/// </summary>
/// <example>
/// <code>
/// [NeuralNetwork(inputs: 4)]
/// [Dense(16, Activation.Tanh, Name = "hidden")]
/// [Dense(2, Activation.Softmax, Name = "policy")]
/// [Dense(1, Name = "value", From = "hidden")]
/// [Output("policy")]
/// [Output("value", Weight = 0.5)]
/// public sealed partial class ActorCritic;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class OutputAttribute : Attribute
{
    /// <summary>Makes a value an output.</summary>
    /// <param name="name">The <c>Name</c> of the layer that writes it; layers may read it as well.</param>
    public OutputAttribute(string name) => Name = name;

    /// <summary>The name of the value.</summary>
    public string Name { get; }

    /// <summary>What it is compared by.</summary>
    public Loss Loss { get; set; }

    /// <summary>A loss of your own instead: a struct that implements <c>GenNet.Losses.ILoss</c>, and reads this output.</summary>
    public Type? CustomLoss { get; set; }

    /// <inheritdoc cref="NeuralNetworkAttribute.LabelSmoothing"/>
    public double LabelSmoothing { get; set; }

    /// <summary>
    /// What its loss is multiplied by in the cost: at least 0, where 0 is for an output that is not trained by. Losses that are reported
    /// for each output are without it.
    /// </summary>
    public double Weight { get; set; } = 1;
}
