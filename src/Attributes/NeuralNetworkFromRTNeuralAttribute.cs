namespace GenNet;

/// <summary>
/// Declares an empty partial class to be the network of a JSON file that RTNeural loads: it is read by the compiler, layers and weights,
/// and nothing of it is needed at run time. The class follows streams by <c>Process</c>, frame after frame.
/// </summary>
/// <remarks>
/// Read are the layout that RTNeural's scripts write of models of Keras, with <c>in_shape</c> and <c>layers</c>, and the
/// <c>state_dict</c> of PyTorch that its <c>torch_helpers</c> load, by itself or under <c>state_dict</c> beside GuitarML's
/// <c>model_data</c>. A state_dict has no activations and no dilations: it is read where it is a chain of LSTMs and GRUs with at most one
/// linear layer behind them, and refused otherwise. Layers over two dimensions and what GenNet has no layer for are refused by name.
/// </remarks>
/// <example>
/// <code>
/// // In the project file: &lt;AdditionalFiles Include="model.json" /&gt;
/// [NeuralNetworkFromRTNeural("model.json")]
/// public sealed partial class Effect;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NeuralNetworkFromRTNeuralAttribute : Attribute
{
    /// <summary>Declares a network.</summary>
    /// <param name="path">The file, one of the project's <c>AdditionalFiles</c>: the path or its end.</param>
    public NeuralNetworkFromRTNeuralAttribute(string path) => Path = path;

    /// <inheritdoc cref="NeuralNetworkFromNamAttribute.Path"/>
    public string Path { get; }

    /// <inheritdoc cref="NeuralNetworkFromNamAttribute.Steps"/>
    public int Steps { get; set; } = 64;

    /// <inheritdoc cref="NeuralNetworkFromNamAttribute.Trainable"/>
    public bool Trainable { get; set; }

    /// <inheritdoc cref="NeuralNetworkFromNamAttribute.Loss"/>
    public Loss Loss { get; set; }
}
