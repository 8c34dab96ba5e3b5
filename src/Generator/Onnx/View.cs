using System.Collections.Immutable;
using DataType = Onnx.TensorProto.Types.DataType;

namespace GenNet.Generator.Onnx;

/// <summary>
/// A way to see a signal: as a formula of a stage's z. Whenever a formula is one that a layer can end with, a second view starts over
/// there, from a layer of one weight for each unit. So the formula of an activation may go on (z + 3 becomes HardSwish), and what is no
/// activation (an offset after a ReLU) has a stage to be part of.
/// </summary>
internal sealed class View
{
    // Further ones would only be longer formulas.
    private const int MaxViews = 4;

    private readonly Lazy<LayerInput?> _closed;
    private readonly Lazy<View?> _folded;

    public View(Stage stage, Formula formula)
    {
        Stage = stage;
        Formula = formula;
        _closed = new(Close);
        _folded = new(Fold);
    }

    /// <summary>What a layer with memory gives.</summary>
    public static View Of(Recurrence layer) => Of(layer, layer.Units);

    /// <summary>What something gives, as it is.</summary>
    public static View Of(Origin origin, int width) => new(new(width, origin), Formula.Z);

    public Stage Stage { get; }

    public Formula Formula { get; }

    /// <summary>What a layer after it takes; null where the formula is not that of an activation.</summary>
    public LayerInput? Closed => _closed.Value;

    /// <summary>Why it is null.</summary>
    public string Refusal => Stage.HasCategories
        ? "it gives numbers of categories, which nothing but a table of vectors can take"
        : $"it computes {Formula} of a value z, which is no activation of GenNet's";

    /// <summary>
    /// The same stage with another formula. What scales each unit of a product and is added to it becomes part of the product.
    /// </summary>
    public View With(Formula formula) =>
        Stage.Product is not null && formula.IsAffine(out Number slope, out Number offset) && !(slope.IsScalar && offset.IsScalar)
            ? new(Fold(slope, offset), Formula.Z)
            : new(Stage, formula);

    /// <summary>
    /// A view that is z, the same at each call, where the product has taken what scales its units and is added to them; null if more is
    /// done, and for inputs.
    /// </summary>
    public View? Folded => _folded.Value;

    /// <summary>Some of the units; null where they are not computed one by one.</summary>
    public View? Select(int[] units)
    {
        if (!Formula.IsElementwise)
            return null;
        if (Stage.Origin is Columns columns)
        {
            bool isRange = units.Select((unit, i) => unit - i).Distinct().Count() == 1;
            Columns chosen = columns with { Start = columns.Start + units[0], Width = units.Length };
            return isRange ? new(new(units.Length, chosen), Formula.Select(units)) : null;
        }

        if (Stage.Product is not Product product)
            return null;

        // Those of a normalisation or a convolution are taken after it.
        if (!product.IsMatrix)
            product = Product.Diagonal(LayerInput.Of(Stage), product.Type);
        return new(new(units.Length, product.Select(units, Stage.Width)), Formula.Select(units));
    }

    /// <summary>
    /// Views of one signal, with one that starts over from the first that a layer can end with. A formula that is a layer normalisation
    /// of z is a layer.
    /// </summary>
    public static ImmutableArray<View> WithRestart(IEnumerable<View> signal, DataType type)
    {
        List<View> views = [.. signal.Select(view => view.Formula.IsLayerNorm(out double epsilon)
            ? Of(Product.Normalization(LayerInput.Of(view.Stage), epsilon, type), view.Stage.Width)
            : view)];
        int last = views.FindIndex(view => view.Closed is not null);
        if (last >= 0)
        {
            View view = views[last];
            views = views.GetRange(0, last + 1);
            if (view.Stage.Product is null || !view.Formula.IsZ)
                views.Add((view.Stage.Product is null ? null : view.Folded) ?? Of(Product.Diagonal(view.Closed!, type), view.Stage.Width));
        }

        return [.. views.Skip(views.Count - MaxViews)];
    }

    private LayerInput? Close()
    {
        if (Stage.HasCategories)
            return null;
        if (Folded is View { Stage: var stage })
            return LayerInput.Of(stage);
        if (Formula.IsAffine(out Number slope, out Number offset))
            return new(Stage, KnownActivation.Identity, slope, offset);
        return !Stage.IsInput && KnownActivation.Of(Formula) is KnownActivation activation ? new(Stage, activation, 1, 0) : null;
    }

    private View? Fold()
    {
        if (Formula.IsZ && !Stage.IsInput)
            return this;
        return Stage.Product is not null && Formula.IsAffine(out Number slope, out Number offset)
            ? new(Fold(slope, offset), Formula.Z)
            : null;
    }

    private Stage Fold(Number slope, Number offset) => new(Stage.Width, Stage.Product! with
    {
        Scale = Stage.Product.Scale * slope,
        Bias = (Stage.Product.Bias * slope) + offset,
        HasBias = Stage.Product.HasBias || !offset.IsScalar || !offset.IsZero,
    });
}
