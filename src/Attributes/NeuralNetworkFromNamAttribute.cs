namespace GenNet;

/// <summary>
/// Declares an empty partial class to be the network of a file of Neural Amp Modeler: it is read by the compiler, layers and weights, and
/// nothing of it is needed at run time. The class follows streams by <c>Process</c>, [frames x 1] to [frames x 1].
/// </summary>
/// <remarks>
/// Read are the architectures <c>LSTM</c>, with the state that it begins with, and <c>WaveNet</c>, of A1 and A2, in files of the versions
/// 0.5 to 0.7, with gates, blends, FiLM, bottlenecks, groups, heads and conditions of a model of their own; of a
/// <c>SlimmableContainer</c> the largest model. <c>Fasttanh</c> and other architectures are refused by name. The sound is that of the
/// model at its sample rate, which the file tells and nobody converts. Neural Amp Modeler lets silence run through a model before the
/// first frame; a new state does not.
/// </remarks>
/// <example>
/// <code>
/// // In the project file: &lt;AdditionalFiles Include="amp.nam" /&gt;
/// [NeuralNetworkFromNam("amp.nam")]
/// public sealed partial class Amp;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NeuralNetworkFromNamAttribute : Attribute
{
    /// <summary>Declares a network.</summary>
    /// <param name="path">The file, one of the project's <c>AdditionalFiles</c>: the path or its end.</param>
    public NeuralNetworkFromNamAttribute(string path) => Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>
    /// The frames of a window, which <c>Predict</c> and training take; a stream knows none. 64, the default, is a block of audio.
    /// </summary>
    public int Steps { get; set; } = 64;

    /// <summary>Whether the network can be trained on, from the file's weights; unless said it only predicts.</summary>
    public bool Trainable { get; set; }

    /// <summary>The cost that training minimises; for a network that is <see cref="Trainable"/>.</summary>
    public Loss Loss { get; set; }
}
