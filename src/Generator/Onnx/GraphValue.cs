namespace GenNet.Generator.Onnx;

/// <summary>What a name in a graph stands for.</summary>
internal abstract record GraphValue
{
    /// <summary>The same for every input.</summary>
    public sealed record Constant(Tensor Tensor) : GraphValue;

    /// <summary>Sizes that a graph computes to reshape with; null is the size of the batch.</summary>
    /// <param name="Sizes">The sizes.</param>
    /// <param name="IsScalar">Whether it is one size and not a list of one.</param>
    public sealed record Sizes(long?[] Items, bool IsScalar = false) : GraphValue;

    /// <summary>A batch of samples.</summary>
    /// <param name="Stage">What z is in the formula.</param>
    /// <param name="Formula">What is computed from it.</param>
    /// <param name="Shape">The dimensions of a sample.</param>
    /// <param name="Node">The node that gives it; null for the inputs.</param>
    public sealed record Signal(Stage Stage, Formula Formula, int[] Shape, string? Node) : GraphValue
    {
        public int Width => Stage.Width;
    }

    /// <summary>What no network has; of no consequence where no output depends on it.</summary>
    public sealed record Failure(NoNetworkException Cause) : GraphValue;
}

/// <summary>What formulas are about: the z of a layer, or the inputs.</summary>
/// <param name="Width">The number of units, or of features.</param>
/// <param name="Product">What gives it; null for the inputs.</param>
internal sealed record Stage(int Width, Product? Product = null);

/// <summary>The product of a layer, z = scale (W (slope a + offset)) + bias, where a is an activation of the stage before.</summary>
/// <param name="Source">The stage before.</param>
/// <param name="Activation">a = g(z) of that stage; the identity for inputs.</param>
/// <param name="Slope">What the inputs are multiplied by.</param>
/// <param name="Offset">What is added to them.</param>
/// <param name="Weights">W [units x inputs].</param>
/// <param name="Scale">What the products are multiplied by.</param>
/// <param name="Bias">What is added to them.</param>
/// <param name="HasBias">Whether the model adds anything, be it 0.</param>
internal sealed record Product(
    Stage Source, KnownActivation Activation, Number Slope, Number Offset, Tensor Weights, Number Scale, Number Bias, bool HasBias)
{
    public bool AddsBias => HasBias || !Offset.IsZero;
}
