namespace GenNet.Generator.Model;

/// <summary>What the parser, the plan and the writers need to know of a loss.</summary>
/// <param name="Formula">
/// The loss of a sample, where {0} is what it reads. For n outputs {1} is "sum ", {2} is "1/n sum ", {3} is " / n", and {4} and {5} are
/// parentheses; for one output they are nothing.
/// </param>
/// <param name="Derivative">Its derivative by what it reads, in the same terms.</param>
/// <param name="Outputs">The activations of the last layer that it is fused with, reading their z; none where it reads any outputs.</param>
/// <param name="TakesLogits">Whether outputs of the identity will do as the z of such an activation.</param>
/// <param name="Type">The runtime's class for a loss that is more than a sum over the outputs; null where <c>OutputLoss</c> sums.</param>
/// <param name="Classes">
/// For a loss whose targets are probabilities that can be smoothed, among how many classes a target of one of n outputs tells apart;
/// null for other losses.
/// </param>
/// <param name="MapsLabels">Whether it has a target of its own for the classes that a labelled sample does not belong to.</param>
internal sealed record LossFacts(
    string Formula, string Derivative, Activation[]? Outputs = null, bool TakesLogits = false, string? Type = null,
    Func<int, int>? Classes = null, bool MapsLabels = false)
{
    /// <summary>What a loss is fused with where the network's output has no name, for the reader.</summary>
    public const string LastActivation = "the last layer's activation";

    private const string CrossEntropyFormula = "-sum y log softmax({0})";
    private const string CrossEntropyDerivative = "softmax({0}) sum(y) - y";

    public static IEnumerable<Loss> All => Enum.GetValues(typeof(Loss)).Cast<Loss>().Where(loss => loss != Loss.Auto);

    /// <summary>The losses that work; the enum's members but Auto, no more and no fewer.</summary>
    public static LossFacts Of(Loss loss) => loss switch
    {
        Loss.MeanSquaredError => new("{2}({0} - y)^2", "2 ({0} - y){3}"),
        Loss.SquaredError => new("{1}({0} - y)^2", "2 ({0} - y)"),
        Loss.MeanAbsoluteError => new("{2}|{0} - y|", "sign({0} - y){3}"),
        Loss.Huber => new("{2}huber({0} - y)", "clamp({0} - y, -1, 1){3}"),
        Loss.CrossEntropy => new(CrossEntropyFormula, CrossEntropyDerivative, [Activation.Softmax], TakesLogits: true, "CrossEntropy",
            Classes: n => n),
        Loss.BinaryCrossEntropy => new(
            "-{2}(y log s({0}) + (1 - y) log(1 - s({0}))), s the sigmoid", "{4}s({0}) - y{5}{3}", [Activation.Sigmoid], TakesLogits: true,
            Classes: _ => 2),
        Loss.NegativeLogLikelihood => new(
            CrossEntropyFormula, CrossEntropyDerivative, [Activation.LogSoftmax], Type: "CrossEntropy", Classes: n => n),
        Loss.KullbackLeibler => new(
            "{1}y (log y - log softmax({0}))", CrossEntropyDerivative, [Activation.Softmax, Activation.LogSoftmax],
            Type: "KullbackLeibler"),
        Loss.Hinge => new("{2}max(0, 1 - y {0})", "-y step(1 - y {0}){3}", MapsLabels: true),
        Loss.LogCosh => new("{2}log cosh({0} - y)", "tanh({0} - y){3}"),
        Loss.PoissonNegativeLogLikelihood => new("{2}{4}exp({0}) - y {0}{5}", "{4}exp({0}) - y{5}{3}"),
        _ => throw new ArgumentOutOfRangeException(nameof(loss), loss, "The parser lets only defined losses through."),
    };

    /// <summary>What holds for any loss of the user's, which alone knows whether it is a sum or a mean.</summary>
    public static LossFacts OfCustom(string name) =>
        new($"sum or mean of {name}({{0}}, y)", $"the derivative of {name}({{0}}, y)", MapsLabels: true);

    /// <summary>The loss of an output where none is chosen.</summary>
    public static Loss AutoOf(Activation? output) => output switch
    {
        Activation.Softmax => Loss.CrossEntropy,
        Activation.Sigmoid => Loss.BinaryCrossEntropy,
        _ => Loss.MeanSquaredError,
    };

    public bool Fits(Activation? output) =>
        Outputs is null || AllOutputs.Any(activation => activation == output);

    public bool IsFusedWith(Activation? output) => Outputs?.Any(activation => activation == output) ?? false;

    /// <summary>The activations of the last layer that it fits; none where it fits any.</summary>
    public IEnumerable<Activation> AllOutputs => (Outputs ?? []).Concat(TakesLogits ? [Activation.Identity] : []);

    /// <summary>What its output must be, for the reader.</summary>
    public string Needs => string.Join(" or ", Outputs ?? []) + (TakesLogits ? ", or Identity for logits" : "");
}
