namespace GenNet;

/// <summary>
/// Declares an empty partial class to be the feed-forward neural network that an ONNX file describes, layers and weights: the file is read
/// by the compiler, and nothing of it is needed at run time.
/// </summary>
/// <remarks>
/// Read are graphs as PyTorch, Keras and scikit-learn export them: Gemm or MatMul and Add, the activations of
/// <see cref="Activation"/>, also composed of several nodes, normalisations, Add and Concat of branches, Gather of a table's rows by inputs
/// that are categories, and what leaves the numbers as they are: Flatten, Reshape of the samples, Identity, Dropout. Over windows of frames
/// causal Conv, GRU, LSTM, the last frame and the mean of all; a row is [Steps x inputs], frame after frame, whatever the order of the
/// model's dimensions, and what layers remember is no input, but the State of Process. Several inputs and outputs are columns of the input
/// row and of the output row. Constants that scale numbers, and are added to them, become part of the weights: computed in double precision
/// and rounded once, or a layer of their own. Weights in a file beside the model are read if it is an additional file too. Of anything else
/// a diagnostic says which node it is.
/// </remarks>
/// <example>
/// <code>
/// // In the project file: &lt;AdditionalFiles Include="digits.onnx" /&gt;
/// [NeuralNetworkFromOnnx("digits.onnx")]
/// public sealed partial class DigitNet;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NeuralNetworkFromOnnxAttribute : Attribute
{
    /// <summary>Declares a network.</summary>
    /// <param name="path">The ONNX file, one of the project's <c>AdditionalFiles</c>: the path or its end.</param>
    public NeuralNetworkFromOnnxAttribute(string path) => Path = path;

    /// <summary>The ONNX file.</summary>
    public string Path { get; }

    /// <summary>The name of the model's output that the network gives; unless said it gives all that are numbers.</summary>
    public string? Output { get; set; }

    /// <summary>
    /// The frames of a window, for a model of windows of any length; unless said the model says it, and if both do they agree.
    /// </summary>
    public int Steps { get; set; }

    /// <summary>Whether the network can be trained on, from the file's weights; unless said it only predicts.</summary>
    public bool Trainable { get; set; }

    /// <summary>The cost that training minimises, of each output; for a network that is <see cref="Trainable"/>.</summary>
    public Loss Loss { get; set; }
}
