namespace GenNet;

/// <summary>
/// Declares a partial class to be a feed-forward neural network, whose members the compiler writes.
/// The layers follow as <see cref="LayerAttribute"/>s, in their order.
/// </summary>
/// <example>
/// <code>
/// [NeuralNetwork(inputs: 64)]
/// [Dense(32, Activation.ReLU)]
/// [Dense(10, Activation.Softmax)]
/// public sealed partial class DigitNet;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NeuralNetworkAttribute : Attribute
{
    /// <summary>Declares a network.</summary>
    /// <param name="inputs">The number of features of a sample, n_0; at least 1.</param>
    public NeuralNetworkAttribute(int inputs) => Inputs = inputs;

    /// <summary>Declares a network whose inputs are declared by <see cref="InputAttribute"/>s.</summary>
    public NeuralNetworkAttribute()
    {
    }

    /// <summary>The number of features of a sample, n_0; 0 where <see cref="InputAttribute"/>s declare them.</summary>
    public int Inputs { get; }

    /// <summary>
    /// The frames of a sample, which is a window of a sequence then: a row is [Steps x inputs], and layers act on each frame until one
    /// makes a single row of them. At least 1; samples are no windows unless it is given.
    /// </summary>
    public int Steps { get; set; }

    /// <summary>
    /// How many of the first frames of a window have no loss, because there recurrent layers have seen too little: from 0, the default, to
    /// less than <see cref="Steps"/>. Targets still have them.
    /// </summary>
    public int BurnIn { get; set; }

    /// <summary>The cost that training minimises.</summary>
    public Loss Loss { get; set; }

    /// <summary>A cost of your own instead: a struct that implements <c>GenNet.Losses.ILoss</c>, and reads the outputs.</summary>
    public Type? CustomLoss { get; set; }

    /// <summary>
    /// What the targets of a cross-entropy give up of their certainty, e: from 0, the default, to less than 1. A target y becomes
    /// (1 - e) y + e / n under <see cref="Loss.CrossEntropy"/> and <see cref="Loss.NegativeLogLikelihood"/> over n outputs, as in
    /// PyTorch, and (1 - e) y + e / 2 under <see cref="Loss.BinaryCrossEntropy"/>, as in Keras.
    /// </summary>
    public double LabelSmoothing { get; set; }

    /// <summary>Whether a minibatch's cost is the mean or the sum of the samples' losses.</summary>
    public Reduction Reduction { get; set; }

    /// <summary>
    /// The safetensors file, one of the project's <c>AdditionalFiles</c>, whose parameters are compiled in: the path or its end. The
    /// class then only predicts, with the bits of the network that was saved; it needs no file at run time and no time to start.
    /// </summary>
    public string? Weights { get; set; }

    /// <summary>The floating-point type of the network.</summary>
    public Precision Precision { get; set; }

    /// <summary>Whether layers are written as straight-line arithmetic or as loops over register tiles.</summary>
    public Unroll Unroll { get; set; }
}
