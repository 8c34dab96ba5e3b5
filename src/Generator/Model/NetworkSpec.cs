using System.Globalization;

namespace GenNet.Generator.Model;

/// <summary>
/// What a declaration says, with every default resolved: all that is decided before anything is planned. The loss is either one of
/// the enum's, never <see cref="GenNet.Loss.Auto"/>, or the user's. Label smoothing is 0 where there is none. The weights' file is null
/// where none is named; the parameters are null where they are drawn.
/// </summary>
internal sealed record NetworkSpec(
    TypeSpec Type,
    int Inputs,
    Loss? Loss,
    CustomType? CustomLoss,
    double LabelSmoothing,
    Reduction Reduction,
    Precision Precision,
    Unroll Unroll,
    EquatableArray<LayerSpec> Layers,
    string? WeightsFile = null,
    BakedParameters? Parameters = null)
{
    /// <summary>Whether all that the network does is to predict, with parameters that are compiled in.</summary>
    public bool PredictsOnly => Parameters is { AreInitial: false };

    public long ParameterCount => Layers.Sum(layer => layer.ParameterCount);

    /// <summary>The layers as the runtime and PyTorch count them.</summary>
    public IEnumerable<LayerDescription> Descriptions => Layers.SelectMany(layer => layer.Descriptions);

    /// <summary>The tensors in canonical order, numbered: W1 is 0.weight in files.</summary>
    public IEnumerable<TensorDescription> Tensors
    {
        get
        {
            int module = 0;
            foreach (LayerSpec layer in Layers)
            {
                foreach (LayerDescription description in layer.Descriptions)
                {
                    string name = description.Name ?? module.ToString(CultureInfo.InvariantCulture);
                    foreach (TensorDescription tensor in description.Tensors)
                        yield return tensor with { Symbol = $"{tensor.Symbol}{layer.Number}", Name = $"{name}.{tensor.Name}" };
                    module++;
                }
            }
        }
    }

    /// <summary>The network with parameters that stay as they are, without what only training has.</summary>
    public NetworkSpec WithParameters(BakedParameters parameters) => this with
    {
        Parameters = parameters,
        LabelSmoothing = 0,
        Layers = Layers.Select(layer => layer with { L1 = 0, L2 = 0, DropoutRate = null }).ToEquatableArray(),
    };

    public bool IsPenalized => Layers.Any(layer => layer.HasPenalty);

    public bool HasCustomTypes => CustomLoss is not null || Layers.Any(layer => layer.CustomActivation is not null);

    public string LossName => CustomLoss?.Name ?? Loss.ToString();

    public LossFacts LossFacts => Loss is Loss loss ? LossFacts.Of(loss) : LossFacts.OfCustom(LossName);
}

/// <summary>A struct of the user's that generated code uses.</summary>
/// <param name="Name">Its name for the reader.</param>
/// <param name="Reference">Its name for the compiler: <c>global::MyNamespace.Swish</c>.</param>
internal sealed record CustomType(string Name, string Reference);

/// <summary>The class that a network becomes.</summary>
/// <param name="Namespace">Its namespace, or empty for the global one.</param>
/// <param name="Name">Its name, ready for C# source.</param>
/// <param name="Containers">The heads of the types that contain it, outermost first: <c>partial class Outer</c>.</param>
/// <param name="QualifiedName">Its full name without <c>global::</c>, unique in the compilation.</param>
internal sealed record TypeSpec(string Namespace, string Name, EquatableArray<string> Containers, string QualifiedName);

/// <summary>A fully connected layer.</summary>
/// <param name="Number">Its number, l = 1..L.</param>
/// <param name="Inputs">n_(l-1).</param>
/// <param name="Units">n_l.</param>
/// <param name="Activation">g, or null where it is the user's.</param>
/// <param name="CustomActivation">The user's g, or null.</param>
/// <param name="Alpha">The activation's alpha, where it has one.</param>
/// <param name="Beta">The activation's beta, where it has one.</param>
/// <param name="HasBias">Whether it has a bias.</param>
/// <param name="Initializer">How the weights are drawn; never <see cref="Initializer.Auto"/>.</param>
/// <param name="InitialValue">The weights' value under <see cref="Initializer.Constant"/>.</param>
/// <param name="L1">The factor of the penalty sum abs(W).</param>
/// <param name="L2">The factor of the penalty sum W^2.</param>
/// <param name="DropoutRate">The probability with which training drops an output; null where no dropout is declared.</param>
internal sealed record LayerSpec(
    int Number, int Inputs, int Units, Activation? Activation, CustomType? CustomActivation, double Alpha, double Beta, bool HasBias,
    Initializer Initializer, double InitialValue, double L1, double L2, double? DropoutRate)
{
    /// <summary>The layer as the runtime and PyTorch count them: one, and its activation and dropout as others.</summary>
    public IEnumerable<LayerDescription> Descriptions
    {
        get
        {
            yield return new DenseDescription(Inputs, Units, HasBias);
            if (Activation != GenNet.Activation.Identity)
            {
                yield return new ActivationDescription(
                    Units, Activation, ActivationName, Facts.Alpha is null ? null : Alpha, Facts.Beta is null ? null : Beta);
            }

            if (DropoutRate is double rate)
                yield return new DropoutDescription(Units, rate);
        }
    }

    public string ActivationName => CustomActivation?.Name ?? Activation.ToString();

    public ActivationFacts Facts => Activation is Activation known ? ActivationFacts.Of(known) : ActivationFacts.OfCustom(ActivationName);

    public bool HasPenalty => L1 > 0 || L2 > 0;

    public bool HasDropout => DropoutRate > 0;

    public long WeightCount => (long)Inputs * Units;

    public long ParameterCount => WeightCount + (HasBias ? Units : 0) + (Activation == GenNet.Activation.PReLU ? Units : 0);
}
