using GenNet.Generator.ModelFiles;
using DataType = Onnx.TensorProto.Types.DataType;

namespace GenNet.Generator.Onnx;

/// <summary>What formulas are about: the z of a layer, or inputs. It is the same stage only as the same object.</summary>
/// <param name="width">The number of units, or of features.</param>
/// <param name="origin">What gives it.</param>
internal sealed class Stage(int width, Origin origin)
{
    public int Width => width;

    public Origin Origin => origin;

    /// <summary>The number of frames, each of that width; 0 where it is no sequence.</summary>
    public int Steps { get; } = origin.Steps;

    /// <summary>The product that gives it, or the normalisation; null where something else does.</summary>
    public Product? Product => origin as Product;

    public bool IsInput => origin is Columns;

    public bool HasCategories => origin is Columns { AreCategories: true };
}

/// <summary>What a layer takes: slope g(z) + offset of the stage before.</summary>
/// <param name="Stage">The stage before.</param>
/// <param name="Activation">g; the identity for inputs.</param>
/// <param name="Slope">What the activations are multiplied by.</param>
/// <param name="Offset">What is added to them.</param>
internal sealed record LayerInput(Stage Stage, KnownActivation Activation, Number Slope, Number Offset)
{
    /// <summary>Whether it is the stage's z and nothing more.</summary>
    public bool IsStage => Activation == KnownActivation.Identity && Slope.IsOne && Offset.IsZero;

    /// <summary>The same numbers with nothing that is multiplied by or added to them, as layers without weights take them.</summary>
    public LayerInput Plain(DataType type) =>
        Slope.IsOne && Offset.IsZero ? this : Of(new(Stage.Width, Product.Diagonal(this, type)));

    /// <summary>The stage's z.</summary>
    public static LayerInput Of(Stage stage) => new(stage, KnownActivation.Identity, Slope: 1, Offset: 0);
}

/// <summary>
/// The product of a layer, z = scale (W a) + bias, where a is what it takes of the stage before; or its layer normalisation,
/// z = scale (a - mean(a)) / sqrt(var(a) + epsilon) + bias.
/// </summary>
/// <param name="Source">The stage before, and what is taken of it.</param>
/// <param name="Weights">W [units x inputs]; null for the identity, where each unit has one input, and for a normalisation.</param>
/// <param name="Type">What the products are in the model: Float or Double.</param>
/// <param name="Scale">What the products are multiplied by.</param>
/// <param name="Bias">What is added to them.</param>
/// <param name="HasBias">Whether the model adds anything, be it 0.</param>
/// <param name="Epsilon">What a normalisation adds to the variance; null for a product.</param>
/// <param name="Taps">
/// The frames that a causal convolution sees, whose W is [units x inputs / groups x kernel]; null for a product.
/// </param>
internal sealed record Product(
    LayerInput Source, Tensor? Weights, DataType Type, Number Scale, Number Bias, bool HasBias, double? Epsilon = null, Taps? Taps = null)
    : Origin
{
    public override IEnumerable<LayerInput> Reads => [Source];

    public int Units => Weights?.Shape[0] ?? Source.Stage.Width;

    public bool AddsBias => HasBias || !Source.Offset.IsZero;

    /// <summary>Whether a normalisation has gamma and beta.</summary>
    public bool IsAffine => HasBias || !Scale.IsOne;

    public bool IsNormalization => Epsilon is not null;

    public bool IsDiagonal => Weights is null && !IsNormalization;

    /// <summary>Whether it is a matrix times what it takes, or a diagonal: what other products fold into.</summary>
    public bool IsMatrix => !IsNormalization && Taps is null;

    /// <summary>A layer of one weight for each unit, 1 at first.</summary>
    public static Product Diagonal(LayerInput source, DataType type) => new(source, null, type, Scale: 1, Bias: 0, HasBias: false);

    /// <summary>A layer normalisation, whose source is as it is: what scales and shifts that is a layer of its own.</summary>
    public static Product Normalization(LayerInput source, double epsilon, DataType type)
    {
        if (source.Stage.Product is { IsDiagonal: true, Scale.IsOne: true, HasBias: false } same && source.IsStage)
            source = same.Source;
        return Diagonal(source.Plain(type), type) with { Epsilon = epsilon };
    }

    public double Weight(int unit, int input) =>
        Weights is null ? (unit == input ? 1 : 0) : Weights.Values[(unit * Source.Stage.Width) + input];

    /// <summary>The product that has some of its units.</summary>
    /// <param name="units">Which.</param>
    /// <param name="width">How many there are.</param>
    public Product Select(int[] units, int width)
    {
        int inputs = Source.Stage.Width;
        if ((long)units.Length * inputs > Model.BakedParameters.MaxCount)
            throw new NoNetworkException($"it takes {units.Length} of {width} units, by more weights than can be compiled in");
        return this with
        {
            Weights = new(
                [units.Length, inputs], [.. units.SelectMany(unit => Enumerable.Range(0, inputs).Select(i => Weight(unit, i)))], Type),
            Scale = Scale.Select(units),
            Bias = Bias.Select(units),
        };
    }
}

/// <summary>The frames that a convolution sees.</summary>
/// <param name="Kernel">How many.</param>
/// <param name="Dilation">The distance between them.</param>
/// <param name="Groups">The groups of inputs and units, which have nothing to do with each other.</param>
internal sealed record Taps(int Kernel, int Dilation, int Groups);
