using System.Reflection;

namespace GenNet.Tests.Reference;

/// <summary>A layer of the reference network: what a kind of layer computes for one sample, in the plainest loops.</summary>
public abstract class ReferenceLayer(LayerDescription description)
{
    public LayerDescription Description => description;

    /// <summary>The values that it reads, side by side; null where that is what the layer above writes.</summary>
    public IReadOnlyList<LayerSource>? Sources { get; set; }

    public int ParameterCount => description.Tensors.Where(tensor => !tensor.IsBuffer).Sum(tensor => tensor.Length);

    /// <summary>How often it writes its units for a sample: the frames of a window.</summary>
    public virtual int Frames => 1;

    /// <summary>A dense layer as an attribute declares it: its sums, and its activation unless that is the identity.</summary>
    public static ReferenceLayer[] Of(
        DenseDescription dense, Activation activation, double? alpha = null, double? beta = null, double l1 = 0, double l2 = 0)
    {
        ReferenceDense sums = new(dense) { L1 = l1, L2 = l2 };
        return activation == Activation.Identity ? [sums] : [sums, Of(activation, dense.Units, alpha, beta)];
    }

    /// <summary>An activation as an attribute declares it.</summary>
    public static ReferenceActivation Of(Activation activation, int units, double? alpha = null, double? beta = null)
    {
        (double? defaultAlpha, double? defaultBeta) = ReferenceActivation.Defaults(activation);
        if (defaultAlpha is not null) defaultAlpha = alpha ?? defaultAlpha;
        if (defaultBeta is not null) defaultBeta = beta ?? defaultBeta;
        return new(new(units, activation, defaultAlpha, defaultBeta));
    }

    /// <summary>The layers that an attribute declares: of one that is none of a layer, none.</summary>
    /// <param name="data">The attribute.</param>
    /// <param name="inputs">The width of what they read.</param>
    /// <param name="steps">The frames of what they read; 1 where that is no sequence.</param>
    public static IEnumerable<ReferenceLayer> Of(CustomAttributeData data, int inputs, int steps)
    {
        var attribute = new DeclaredAttribute(data);
        return data.AttributeType.Name switch
        {
            nameof(Conv1DAttribute) => Convolution(attribute, inputs, steps),
            nameof(GRUAttribute) => [new ReferenceGRU(new(inputs, (int)attribute[0]!), steps)],
            nameof(LSTMAttribute) => [new ReferenceLSTM(new(inputs, (int)attribute[0]!), steps)],
            nameof(BatchNormAttribute) =>
            [
                new ReferenceBatchNorm(new(inputs, (double?)attribute["Epsilon"] ?? 1e-5, (double?)attribute["Momentum"] ?? 0.1, steps)),
            ],
            nameof(LastAttribute) => [ReferenceOverTime.Last(inputs, steps)],
            nameof(MeanOverTimeAttribute) => [ReferenceOverTime.Mean(inputs, steps)],
            _ => Of(data, inputs).Select(layer => steps == 1 ? layer : new ReferenceFramewise(layer, steps)),
        };
    }

    private static IEnumerable<ReferenceLayer> Convolution(DeclaredAttribute attribute, int inputs, int steps)
    {
        Conv1DDescription convolution = new(
            inputs, (int)attribute[0]!, (int)attribute[1]!, (int?)attribute["Dilation"] ?? 1, (int?)attribute["Groups"] ?? 1,
            (bool?)attribute["Bias"] ?? true);
        IEnumerable<ReferenceLayer> activation = Of(
            new DenseDescription(1, convolution.Units), (Activation)attribute[2]!, (double?)attribute["Alpha"],
            (double?)attribute["Beta"]).Skip(1);
        return [new ReferenceConv1D(convolution, steps), .. activation.Select(layer => new ReferenceFramewise(layer, steps))];
    }

    private static IEnumerable<ReferenceLayer> Of(CustomAttributeData data, int inputs)
    {
        var attribute = new DeclaredAttribute(data);
        return data.AttributeType.Name switch
        {
            nameof(DenseAttribute) => Of(
                new(inputs, (int)attribute[0]!, (bool?)attribute["Bias"] ?? true), (Activation)attribute[1]!,
                (double?)attribute["Alpha"], (double?)attribute["Beta"], (double?)attribute["L1"] ?? 0, (double?)attribute["L2"] ?? 0),
            nameof(LayerNormAttribute) =>
            [
                new ReferenceLayerNorm(new(inputs, (double?)attribute["Epsilon"] ?? 1e-5, (bool?)attribute["Affine"] ?? true)),
            ],
            nameof(ActivateAttribute) =>
                [Of((Activation)attribute[0]!, inputs, (double?)attribute["Alpha"], (double?)attribute["Beta"])],
            nameof(GatedAttribute) =>
            [
                new ReferenceGated(new(
                    (ActivationDescription)Of((Activation)attribute[0]!, inputs / 2).Description,
                    (ActivationDescription)Of((Activation)attribute[1]!, inputs / 2).Description)),
            ],
            nameof(AddAttribute) => [new ReferenceAdd(new(inputs / 2))],
            nameof(ConcatAttribute) => [new ReferenceConcat(new(inputs))],
            nameof(EmbeddingAttribute) => [new ReferenceEmbedding(new(inputs, (int)attribute[0]!, (int)attribute[1]!))],
            nameof(DropoutAttribute) => [new ReferenceDropout(new(inputs, (double)attribute[0]!))],
            var other when data.AttributeType.IsSubclassOf(typeof(LayerAttribute)) =>
                throw new NotSupportedException($"There is no reference for {other}; it needs a class in Layers, and a line here."),
            _ => [],
        };
    }

    /// <param name="p">The layer's parameters.</param>
    /// <param name="x">What it reads.</param>
    /// <returns>What it writes, y.</returns>
    public abstract double[] Forward(ReadOnlySpan<double> p, double[] x);

    /// <param name="p">The layer's parameters.</param>
    /// <param name="x">What it read.</param>
    /// <param name="dy">dC/dy.</param>
    /// <param name="gradient">What dC/dp is added to.</param>
    /// <returns>dC/dx.</returns>
    public abstract double[] Backward(ReadOnlySpan<double> p, double[] x, double[] dy, Span<double> gradient);

    /// <summary>What the parameters cost, whatever the samples; adds its gradient.</summary>
    public virtual double AddPenalty(ReadOnlySpan<double> p, Span<double> gradient) => 0;
}

/// <summary>An attribute's data, and not the attribute, because only the data tell an alpha of 0 from none.</summary>
internal sealed class DeclaredAttribute(CustomAttributeData data)
{
    public object? this[int argument] => data.ConstructorArguments[argument].Value;

    public IEnumerable<string> Strings(int argument) =>
        ((IEnumerable<CustomAttributeTypedArgument>)this[argument]!).Select(name => (string)name.Value!);

    public object? this[string option] => data.NamedArguments.FirstOrDefault(argument => argument.MemberName == option).TypedValue.Value;
}
