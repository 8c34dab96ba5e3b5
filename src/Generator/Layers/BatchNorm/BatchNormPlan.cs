using GenNet.Generator.Emission;
using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using static GenNet.Generator.Emission.StraightText;

namespace GenNet.Generator.Layers;

/// <summary>The plan of a batch normalisation.</summary>
/// <param name="BatchNorm">The declaration.</param>
/// <param name="Term">Where what it reads stands, and what it does to the delta there.</param>
/// <param name="Writes">Where what it writes stands.</param>
/// <param name="Normalized">Where n stands, what it reads with mean 0 and variance 1.</param>
/// <param name="Carried">Where its own part of that delta is left; that of what it reads where nothing is there before.</param>
internal sealed record BatchNormPlan(BatchNormLayer BatchNorm, DeltaTerm Term, ValuePlan Writes, Place Normalized, ValuePlan Carried)
    : LayerPlan(BatchNorm, Writes), IBatchwisePlan
{
    private ValuePlan Reads => Term.Value;

    /// <summary>Where the batch's mean, variance, mean(dC/da) and mean(dC/da * n) stand in memory that all rows share.</summary>
    private int Shared { get; init; }

    public override IEnumerable<(Place Place, int Stride)> Kept => [.. base.Kept, (Normalized, Writes.RowStride)];

    public override IEnumerable<(string Name, Place? Place, int Stride)> Own(NetworkPlan plan) => [(N, Normalized, Writes.RowStride)];

    public static BatchNormPlan Of(BatchNormLayer layer, Planner planner)
    {
        int length = planner.Padded(layer.Writes.Width);
        ValuePlan carried = planner.Carried(layer);
        return new(layer, planner.Term(layer), planner.Place(layer.Writes), planner.Take(layer.Writes.Width, layer.Writes.Frames), carried)
        {
            Shared = planner.Trains ? planner.TakeShared(4 * length) : 0,
            Places = layer.Tensors
                .Select(tensor => tensor.IsBuffer ? planner.TakeBuffer(length, 1) : planner.TakeTensor(length, 1))
                .ToEquatableArray(),
        };
    }

    public override void Forward(PassWriter pass)
    {
        pass.Declare(Writes);
        pass.Declare(Tensors);
        Normalize(pass);
    }

    public override void Backward(PassWriter pass)
    {
        string carried = pass.BeginCarried(Carried, Term);
        pass.Comment($"{carried} = {Writes.DeltaName} * {Gamma} / sqrt({Variance} + {Epsilon})");
        pass.Declare(Tensors);
        pass.Line(
            $"BatchNorm.Backward<V, {pass.Plan.Number}>({Writes.DeltaName}, {Variance}, {Gamma}, {Carried.DeltaName}, "
            + $"{Writes.Stride}, {Epsilon}, {Rows(pass)});");
        pass.CarryOn(Carried, Term);
    }

    public override void Gradients(PassWriter pass)
    {
        string number = pass.Plan.Number;
        pass.Comment($"dC/d{Gamma} = {Writes.DeltaName} * {N}, dC/d{Beta} = {Writes.DeltaName}, summed over the rows");
        pass.Line(
            $"UnitGradient.SumOfProducts<V, {number}, TSink>("
            + $"{Writes.DeltaName}, {N}, {Writes.Stride}, {Rows(pass)}, part, {Places[0].Start}, sink);");
        pass.Line(
            $"UnitGradient.Sum<V, {number}, TSink>({Writes.DeltaName}, {Writes.Stride}, {Rows(pass)}, part, {Places[1].Start}, sink);");
    }

    public void Statistics(PassWriter pass)
    {
        string number = pass.Plan.Number, rows = Rows(pass);
        pass.Comment(
            $"Layer {Number}: {Mean} = mean({Reads.Name}), {Variance} = mean(({Reads.Name} - {Mean})^2) over the {Samples}; "
            + $"training moves {RunningMean} and {RunningVariance} towards them by {Momentum}");
        pass.Declare(Reads);
        DeclareShared(pass);
        pass.Line(
            $"BatchNorm.Moments<V, {number}>({Reads.Name}, {Writes.Stride}, {Writes.Width}, {rows}, {Mean}, {Variance}, part);");
        using (pass.Writer.Braces("if (moves)"))
        {
            pass.Declare(RunningMean, Parameters(Places[2].Start));
            pass.Declare(RunningVariance, Parameters(Places[3].Start));
            pass.Line(
                $"BatchNorm.Move<V, {number}>({Mean}, {Variance}, {RunningMean}, {RunningVariance}, {Writes.Stride}, "
                + $"{Momentum}, {rows}, part);");
        }
    }

    public void ForwardOfBatch(PassWriter pass)
    {
        pass.Declare(Writes);
        pass.Declare(Tensors.Where(tensor => !tensor.IsBuffer));
        DeclareShared(pass);
        Normalize(pass);
    }

    public void DeltaStatistics(PassWriter pass)
    {
        pass.Comment(
            $"Layer {Number}: {DeltaMean} = mean({Writes.DeltaName}), {DeltaSlope} = mean({Writes.DeltaName} * {N}) over the {Samples}");
        pass.DeclareDelta(Writes);
        pass.DeclareOwn(this);
        DeclareShared(pass);
        pass.Line(
            $"BatchNorm.DeltaMoments<V, {pass.Plan.Number}>("
            + $"{Writes.DeltaName}, {N}, {Writes.Stride}, {Rows(pass)}, {DeltaMean}, {DeltaSlope}, part);");
    }

    public void BackwardOfBatch(PassWriter pass)
    {
        string delta = Writes.DeltaName, carried = pass.BeginCarried(Carried, Term);
        pass.Comment($"{carried} = ({delta} - {DeltaMean} - {N} * {DeltaSlope}) * {Gamma} / sqrt({Variance} + {Epsilon})");
        pass.Declare(Tensors.Where(tensor => !tensor.IsBuffer));
        DeclareShared(pass);
        pass.Line(
            $"BatchNorm.BatchBackward<V, {pass.Plan.Number}>({delta}, {N}, {DeltaMean}, {DeltaSlope}, "
            + $"{Variance}, {Gamma}, {Carried.DeltaName}, {Writes.Stride}, {Epsilon}, {Rows(pass)});");
        pass.CarryOn(Carried, Term);
    }

    /// <summary>What the statistics are over.</summary>
    private string Samples => Writes.Value.Steps > 0 ? "frames of all rows" : "rows";

    private string N => $"n{Number}";

    private string Epsilon => Notation.Literal(BatchNorm.Epsilon);

    private string Momentum => Notation.Literal(BatchNorm.Momentum);

    private string Gamma => $"gamma{Number}";

    private string Beta => $"beta{Number}";

    /// <summary>The mean that a pass normalises by: that of the batch in training, and the running one otherwise.</summary>
    private string Mean => $"mean{Number}";

    private string Variance => $"var{Number}";

    private string RunningMean => $"runningMean{Number}";

    private string RunningVariance => $"runningVar{Number}";

    private string DeltaMean => $"deltaMean{Number}";

    /// <summary>The name of mean(dC/da * n), by which dC/da rises with n over the batch.</summary>
    private string DeltaSlope => $"deltaSlope{Number}";

    /// <summary>Names the places of the statistics of the batch.</summary>
    private void DeclareShared(PassWriter pass)
    {
        string[] names = [Mean, Variance, DeltaMean, DeltaSlope];
        for (int i = 0; i < names.Length; i++)
            pass.Declare(names[i], $"scratch.Shared({Shared + i * Writes.Stride})");
    }

    private string Rows(PassWriter pass) => ((TiledPassWriter)pass).Rows(Writes);

    private void Normalize(PassWriter pass) => pass.Line(
        $"BatchNorm.Normalize<V, {pass.Plan.Number}>({Reads.Name}, {Mean}, {Variance}, {Gamma}, {Beta}, {N}, {Writes.Name}, "
        + $"{Writes.Stride}, {Writes.Width}, {Epsilon}, {Rows(pass)});");
}
