using GenNet.Generator.Emission;
using GenNet.Generator.Model;
using GenNet.Generator.Planning;

namespace GenNet.Generator.Layers;

/// <summary>The plan of a layer normalisation.</summary>
/// <param name="LayerNorm">The declaration.</param>
/// <param name="Term">Where what it reads stands, and what it does to the delta there.</param>
/// <param name="Writes">Where what it writes stands.</param>
/// <param name="Normalized">Where n stands, what it reads with mean 0 and variance 1; what it writes where it is not affine.</param>
/// <param name="Carried">Where its own part of that delta is left; that of what it reads where nothing is there before.</param>
/// <param name="InverseDeviation">Where 1 / sqrt(var + epsilon) of each row stands.</param>
internal sealed record LayerNormPlan(
    LayerNormLayer LayerNorm, DeltaTerm Term, ValuePlan Writes, Place Normalized, ValuePlan Carried, Place InverseDeviation)
    : LayerPlan(LayerNorm, Writes)
{
    private ValuePlan Reads => Term.Value;

    private string N => LayerNorm.IsAffine ? NormalizedName : Writes.Name;

    private string NormalizedName => $"n{Number}";

    public override IEnumerable<(Place Place, int Stride)> Kept =>
        [.. base.Kept, (Normalized, Writes.RowStride), (InverseDeviation, VectorStride * Writes.Value.Frames)];

    public override IEnumerable<(string Name, Place? Place, int Stride)> Own(NetworkPlan plan) =>
    [
        (NormalizedName, LayerNorm.IsAffine ? Normalized : null, Writes.RowStride),
        (DeviationName, InverseDeviation, VectorStride * Writes.Value.Frames),
    ];

    /// <summary>The distance between rows of what is one number for each: a vector, all of whose lanes have it.</summary>
    private int VectorStride { get; init; }

    public static LayerNormPlan Of(LayerNormLayer layer, Planner planner)
    {
        ValuePlan writes = planner.Place(layer.Writes);
        Place normalized = layer.IsAffine ? planner.Take(layer.Writes.Width, layer.Writes.Frames) : writes.Place!;
        DeltaTerm term = planner.Term(layer);
        return new(layer, term, writes, normalized, planner.Carried(layer), planner.Take(1, layer.Writes.Frames))
        {
            VectorStride = planner.Padded(1),
            Places = layer.Tensors.Select(_ => planner.TakeTensor(planner.Padded(layer.Writes.Width), 1)).ToEquatableArray(),
        };
    }

    public override void Forward(PassWriter pass)
    {
        string number = pass.Plan.Number;
        string rows = ((TiledPassWriter)pass).Rows(Writes);
        pass.Declare(Writes);
        pass.Line(
            $"LayerNorm.Normalize<V, {number}>({Reads.Name}, {N}, {DeviationName}, "
            + $"{Writes.Stride}, {Writes.Width}, {Notation.Literal(LayerNorm.Epsilon)}, {rows});");
        if (!LayerNorm.IsAffine)
            return;
        pass.Declare(Tensors);
        pass.Line($"LayerNorm.Scale<V, {number}>({N}, {Gamma}, {Beta}, {Writes.Name}, {Writes.Stride}, {rows});");
    }

    public override void Backward(PassWriter pass)
    {
        string number = pass.Plan.Number, delta = Writes.DeltaName, result = Carried.DeltaName;
        string rows = ((TiledPassWriter)pass).Rows(Writes);
        string carried = pass.BeginCarried(Carried, Term);
        if (LayerNorm.IsAffine)
        {
            pass.Comment($"dC/d{N} = dC/d{Writes.Name} * {Gamma}");
            pass.Declare(Tensors);
            pass.Line($"LayerNorm.ScaleBackward<V, {number}>({delta}, {Gamma}, {result}, {Writes.Stride}, {rows});");
            delta = result;
        }

        pass.Comment(
            $"{carried} = (dC/d{N} - mean(dC/d{N}) - {N} mean(dC/d{N} * {N})) "
            + $"/ sqrt(var({Reads.Name}) + {Notation.Literal(LayerNorm.Epsilon)})");
        pass.Line(
            $"LayerNorm.Backward<V, {number}>({N}, {DeviationName}, "
            + $"{delta}, {result}, {Writes.Stride}, {Writes.Width}, {rows});");
        pass.CarryOn(Carried, Term);
    }

    public override void Gradients(PassWriter pass)
    {
        if (!LayerNorm.IsAffine)
            return;
        string number = pass.Plan.Number;
        string rows = ((TiledPassWriter)pass).Rows(Writes);
        pass.Comment($"dC/d{Gamma} = {Writes.DeltaName} * {N}, dC/d{Beta} = {Writes.DeltaName}, summed over the rows");
        pass.Line(
            $"UnitGradient.SumOfProducts<V, {number}, TSink>("
            + $"{Writes.DeltaName}, {N}, {Writes.Stride}, {rows}, part, {Places[0].Start}, sink);");
        pass.Line(
            $"UnitGradient.Sum<V, {number}, TSink>({Writes.DeltaName}, {Writes.Stride}, {rows}, part, {Places[1].Start}, sink);");
    }

    private string DeviationName => $"inverseDeviation{Number}";

    private string Gamma => $"gamma{Number}";

    private string Beta => $"beta{Number}";
}
