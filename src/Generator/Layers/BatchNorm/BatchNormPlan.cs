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

    public override IEnumerable<(Place Place, int Stride)> Kept => [(Writes.Place!, Writes.Stride), (Normalized, Writes.Stride)];

    public override IEnumerable<(string Name, Place? Place, int Stride)> Own(NetworkPlan plan) => [(N, Normalized, Writes.Stride)];

    public static BatchNormPlan Of(BatchNormLayer layer, Planner planner)
    {
        int length = planner.Padded(layer.Writes.Width);
        ValuePlan reads = planner.Find(layer.Input);
        bool adds = planner.Adds(layer);
        ValuePlan carried = !adds || !planner.Trains ? reads
            : reads with { Delta = planner.Take(layer.Writes.Width), DeltaName = $"d{reads.Name}{layer.Number}" };
        return new(layer, new(reads, adds), planner.Place(layer.Writes), planner.Take(layer.Writes.Width), carried)
        {
            Shared = planner.Trains ? planner.TakeShared(4 * length) : 0,
            Places = layer.Tensors
                .Select(tensor => tensor.IsBuffer ? planner.TakeBuffer(length, 1) : planner.TakeTensor(length, 1))
                .ToEquatableArray(),
        };
    }

    public override void Forward(PassWriter pass) => ForwardBy(pass, RunningMean, RunningVariance);

    public override void Backward(PassWriter pass)
    {
        DeclareCarried(pass);
        pass.Comment($"dC/d{Reads.Name} = {Writes.DeltaName} * gamma{Number} / sqrt(var{Number} + {Epsilon})");
        pass.Line(
            $"BatchNorm.Backward<V, {pass.Plan.Number}>({Writes.DeltaName}, {RunningVariance}, {Gamma}, {Carried.DeltaName}, "
            + $"{Writes.Stride}, {Epsilon}, {Rows(pass)});");
        Carry(pass);
    }

    public override void Gradients(PassWriter pass)
    {
        string number = pass.Plan.Number;
        pass.Comment($"dC/dgamma{Number} = {Writes.DeltaName} * {N}, dC/dbeta{Number} = {Writes.DeltaName}, summed over the rows");
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
            $"Layer {Number}: mean{Number} = mean({Reads.Name}), var{Number} = mean(({Reads.Name} - mean{Number})^2) over the rows; "
            + $"training moves the running ones by {Notation.Literal(BatchNorm.Momentum)}");
        pass.Declare(Reads);
        pass.Line(
            $"BatchNorm.Moments<V, {number}>({Reads.Name}, {Writes.Stride}, {Writes.Width}, {rows}, {Mean}, {Variance}, part);");
        using (pass.Writer.Braces("if (moves)"))
        {
            pass.Line(
                $"BatchNorm.Move<V, {number}>({Mean}, {Variance}, {RunningMean}, {RunningVariance}, {Writes.Stride}, "
                + $"{Notation.Literal(BatchNorm.Momentum)}, {rows}, part);");
        }
    }

    public void ForwardOfBatch(PassWriter pass) => ForwardBy(pass, Mean, Variance);

    public void DeltaStatistics(PassWriter pass)
    {
        pass.Comment($"Layer {Number}: mean({Writes.DeltaName}) and mean({Writes.DeltaName} * {N}) over the rows");
        pass.DeclareDelta(Writes);
        pass.DeclareOwn(this);
        pass.Line(
            $"BatchNorm.DeltaMoments<V, {pass.Plan.Number}>("
            + $"{Writes.DeltaName}, {N}, {Writes.Stride}, {Rows(pass)}, {DeltaMean}, {DeltaSlope}, part);");
    }

    public void BackwardOfBatch(PassWriter pass)
    {
        string delta = Writes.DeltaName;
        DeclareCarried(pass);
        pass.Comment(
            $"dC/d{Reads.Name} = ({delta} - mean({delta}) - {N} mean({delta} * {N})) * gamma{Number} / sqrt(var{Number} + {Epsilon})");
        pass.Line(
            $"BatchNorm.BatchBackward<V, {pass.Plan.Number}>({delta}, {N}, {DeltaMean}, {DeltaSlope}, "
            + $"{Variance}, {Gamma}, {Carried.DeltaName}, {Writes.Stride}, {Epsilon}, {Rows(pass)});");
        Carry(pass);
    }

    private string N => $"n{Number}";

    private string Epsilon => Notation.Literal(BatchNorm.Epsilon);

    private string Gamma => Parameters(Places[0].Start);

    private string Beta => Parameters(Places[1].Start);

    private string RunningMean => Parameters(Places[2].Start);

    private string RunningVariance => Parameters(Places[3].Start);

    private string Mean => SharedAt(0);

    private string Variance => SharedAt(1);

    private string DeltaMean => SharedAt(2);

    private string DeltaSlope => SharedAt(3);

    private string SharedAt(int index) => $"scratch.Shared({Shared + index * Writes.Stride})";

    private string Rows(PassWriter pass) => ((TiledPassWriter)pass).Rows(Writes);

    private void DeclareCarried(PassWriter pass)
    {
        if (Carried != Reads)
            pass.DeclareDelta(Carried);
    }

    private void Carry(PassWriter pass)
    {
        if (Carried != Reads)
            pass.Carry(Carried, Term);
    }

    private void ForwardBy(PassWriter pass, string mean, string variance)
    {
        pass.Declare(Writes);
        pass.Line(
            $"BatchNorm.Normalize<V, {pass.Plan.Number}>({Reads.Name}, {mean}, {variance}, {Gamma}, {Beta}, {N}, {Writes.Name}, "
            + $"{Writes.Stride}, {Writes.Width}, {Epsilon}, {Rows(pass)});");
    }
}
