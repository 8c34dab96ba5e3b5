namespace GenNet.Generator.Tests.Gradcheck;

/// <summary>Which outputs a loss fits, as the contract has it; a test holds the generator's diagnostics to it.</summary>
internal static class LossFit
{
    /// <summary>The activations of the last layer that a loss fits.</summary>
    public static Activation[] Outputs(Loss loss) => loss switch
    {
        Loss.CrossEntropy => [Activation.Softmax, Activation.Identity],
        Loss.BinaryCrossEntropy => [Activation.Sigmoid, Activation.Identity],
        _ => Enum.GetValues<Activation>(),
    };
}
