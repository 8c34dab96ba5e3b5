using GenNet.Generator.Model;
using DataType = Onnx.TensorProto.Types.DataType;

namespace GenNet.Generator.Onnx;

/// <summary>
/// Folds products of one weight for each unit into the next ones. All is computed in double precision and rounded once:
/// z = scale W (slope g + offset) + bias is (scale W slope) g + (scale W offset + bias). A normalisation's scale and bias are its own.
/// </summary>
/// <param name="type">The type of the network's numbers.</param>
internal sealed class ProductFolding(DataType type)
{
    public Origin Fold(Origin origin) => origin is Product { IsMatrix: true } product ? WithShift(Merged(product)) : origin;

    /// <summary>The product with those diagonals before it that no activation parts from it; none of them is a normalisation's.</summary>
    private static Product Merged(Product product)
    {
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
            [.. Enumerable.Range(0, inputs).Select(i => input.Slope[i] == 0 ? 0 : Number.Rounded(input.Offset[i] / input.Slope[i], type))];
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
}
