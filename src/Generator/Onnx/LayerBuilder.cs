using GenNet.Generator.Model;
using DataType = Onnx.TensorProto.Types.DataType;

namespace GenNet.Generator.Onnx;

/// <summary>
/// Makes layers of the products that an output depends on. All is computed in double precision and rounded once:
/// z = scale W (slope g + offset) + bias is (scale W slope) g + (scale W offset + bias). A normalisation's scale and bias are its own.
/// </summary>
internal sealed class LayerBuilder
{
    private readonly List<(Product Product, int Units, KnownActivation Activation)> _layers = [];
    private readonly DataType _type;

    private LayerBuilder(LayerInput output)
    {
        _type = TypeOf(output);
        for (LayerInput input = output; input.Stage.Product is Product product; input = product.Source)
        {
            product = WithShift(Merged(product));
            _layers.Insert(0, (product, input.Stage.Width, input.Activation));
        }
    }

    /// <exception cref="NoNetworkException">There is no product, or one with a number that is not finite.</exception>
    public static OnnxNetwork Build(LayerInput output) => output.Stage.Product is null
        ? throw new NoNetworkException("it has no product of the inputs with weights")
        : new LayerBuilder(output).Build();

    private OnnxNetwork Build()
    {
        OnnxLayer[] layers =
        [
            .. _layers.Select(layer => new OnnxLayer(
                layer.Product.Source.Stage.Width, layer.Units, layer.Activation.Activation,
                HasSlopes(layer.Activation) ? 0 : Attribute(layer.Activation.Alpha[0]), Attribute(layer.Activation.Beta[0]),
                layer.Product.IsNormalization ? layer.Product.IsAffine : layer.Product.AddsBias,
                layer.Product.Epsilon is double epsilon ? Attribute(epsilon) : null)),
        ];
        long count = layers.Sum(layer => layer.ParameterCount);
        double[] parameters = [];
        if (count <= BakedParameters.MaxCount)
            parameters = [.. _layers.SelectMany(layer => Parameters(layer.Product, layer.Units, layer.Activation)).Select(Rounded)];
        if (!Array.TrueForAll(parameters, value => Math.Abs(value) < double.PositiveInfinity))
            throw new NoNetworkException("it has a weight that is not finite");
        Precision precision = _type == DataType.Double ? Precision.Double : Precision.Single;
        return new(layers[0].Inputs, precision, layers.ToEquatableArray(), count, parameters.ToEquatableArray());
    }

    private static bool HasSlopes(KnownActivation activation) => activation.Activation == Activation.PReLU;

    private double Rounded(double value) => _type == DataType.Double ? value : (float)value;

    private double Attribute(double number) => _type == DataType.Double ? number : Number.OfFloat(number);

    /// <summary>That of the weights, or of the signal where there are none but diagonals.</summary>
    private static DataType TypeOf(LayerInput output)
    {
        DataType? type = null;
        for (Product? product = output.Stage.Product; product is not null; product = product.Source.Stage.Product)
        {
            if (product.IsDiagonal)
                continue;
            if (type is not null && product.Type != type)
                throw new NoNetworkException("it has weights of type Float and of type Double");
            type = product.Type;
        }

        return type ?? output.Stage.Product!.Type;
    }

    /// <summary>The product with those diagonals before it that no activation parts from it; none of them is a normalisation's.</summary>
    private static Product Merged(Product product)
    {
        if (product.IsNormalization)
            return product;
        while (product.Source is { Activation.Activation: Activation.Identity, Stage.Product: { IsDiagonal: true } diagonal } source)
        {
            LayerInput taken = diagonal.Source;
            product = product with
            {
                Source = taken with
                {
                    Slope = source.Slope * diagonal.Scale * taken.Slope,
                    Offset = (source.Slope * ((diagonal.Scale * taken.Offset) + diagonal.Bias)) + source.Offset,
                },
            };
        }

        if (product.Weights is not null)
            return product;
        LayerInput input = product.Source;
        return product with
        {
            Source = input with { Slope = product.Scale * input.Slope, Offset = (product.Scale * input.Offset) + product.Bias },
            Scale = 1,
            Bias = 0,
        };
    }

    /// <summary>
    /// The product of what a layer before it has shifted, where folding the shift would cost digits: x - 101325 is exact then, and what
    /// the rounding of 101325 leaves goes to the bias.
    /// </summary>
    private Product WithShift(Product product)
    {
        LayerInput input = product.Source;
        int inputs = input.Stage.Width;
        bool isShift = product.Weights is null && input.Slope.IsOne;
        if (isShift || !Enumerable.Range(0, inputs).Any(i => IsTooLarge(product, i)))
            return product;
        double[] shifts =
            [.. Enumerable.Range(0, inputs).Select(i => input.Slope[i] == 0 ? 0 : Rounded(input.Offset[i] / input.Slope[i]))];
        Product shift = Product.Diagonal(input with { Slope = 1, Offset = 0 }, product.Type) with { Bias = new(shifts), HasBias = true };
        return product with
        {
            Source = new(new(inputs, shift), KnownActivation.Identity, input.Slope, input.Offset + (-1 * input.Slope * new Number(shifts))),
        };
    }

    private static bool IsTooLarge(Product product, int input)
    {
        double offset = Math.Abs(product.Source.Offset[input]);
        if (offset == 0 || offset > FoldedOffset.Max)
            return offset > 0;
        int units = product.Weights is Tensor weights ? weights.Shape[0] : 0;
        return Enumerable.Range(0, units)
            .Any(unit => Math.Abs(product.Scale[unit] * product.Weight(unit, input)) * offset > FoldedOffset.Max);
    }

    private static IEnumerable<double> Parameters(Product product, int units, KnownActivation activation)
    {
        IEnumerable<double> parameters = product.IsNormalization ? Affine(product, units) : Sums(product, units);
        return HasSlopes(activation) ? parameters.Concat(activation.Alpha.Repeat(units)) : parameters;
    }

    /// <summary>gamma and beta.</summary>
    private static IEnumerable<double> Affine(Product product, int units) =>
        product.IsAffine ? product.Scale.Repeat(units).Concat(product.Bias.Repeat(units)) : [];

    /// <summary>W and b.</summary>
    private static IEnumerable<double> Sums(Product product, int units)
    {
        LayerInput input = product.Source;
        int inputs = input.Stage.Width;
        for (int unit = 0; unit < units; unit++)
        {
            for (int i = 0; i < inputs; i++)
                yield return product.Scale[unit] * product.Weight(unit, i) * input.Slope[i];
        }

        for (int unit = 0; product.AddsBias && unit < units; unit++)
        {
            double sum = 0;
            for (int i = 0; i < inputs; i++)
                sum += product.Weight(unit, i) * input.Offset[i];
            yield return (product.Scale[unit] * sum) + product.Bias[unit];
        }
    }
}
