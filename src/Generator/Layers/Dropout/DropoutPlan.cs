using GenNet.Generator.Emission;
using GenNet.Generator.Planning;

namespace GenNet.Generator.Layers;

/// <summary>The plan of a dropout.</summary>
/// <param name="Dropout">The declaration.</param>
/// <param name="Term">Where what it reads stands, and what it does to the delta there.</param>
/// <param name="Writes">Where what it left of it stands.</param>
/// <param name="Keep">Where its factors stand.</param>
internal sealed record DropoutPlan(DropoutLayer Dropout, DeltaTerm Term, ValuePlan Writes, Place Keep) : LayerPlan(Dropout, Writes)
{
    public static DropoutPlan Of(DropoutLayer dropout, Planner planner)
    {
        ValuePlan reads = planner.Find(dropout.Input);
        Place keep = planner.Take(dropout.Writes.Width, dropout.Writes.Frames);
        return new(dropout, new(reads, planner.Adds(dropout)), planner.PlaceOver(reads, dropout.Writes, keepsRead: true), keep);
    }

    private ValuePlan Reads => Term.Value;

    private string KeepName => $"keep{Number}";

    public override IEnumerable<(string Name, Place? Place, int Stride)> Own(NetworkPlan plan) => [(KeepName, Keep, Writes.RowStride)];

    public override void Forward(PassWriter pass)
    {
        pass.Declare(Writes);
        Multiply(pass, Reads.Name, Writes.Name);
    }

    public override void Backward(PassWriter pass)
    {
        bool isCarried = Reads.Delta != Writes.Delta;
        pass.Comment($"{(isCarried ? Writes.DeltaName : $"dC/d{Reads.Name}")} = dC/d{Writes.Name} * {KeepName}");
        Multiply(pass, Writes.DeltaName, Writes.DeltaName);
        if (isCarried)
            pass.Carry(Writes, Term);
    }

    public override string Draw(PassWriter pass)
    {
        int stride = Writes.Stride, width = Writes.Width;
        string factors = pass switch
        {
            TiledPassWriter tiles => $"{KeepName}, {tiles.Count(Writes)}, {stride}, 1, {tiles.Rows(Writes)}, {tiles.FirstRow(Writes)}",
            LanesPassWriter => $"{KeepName}, {width} * V.Count, 1, V.Count, samples, firstSample",
            _ => $"{KeepName}, {stride}, {stride}, 1, 1, 0",
        };
        return $"step.Draw({factors}, {width}, layer: {Number}, rate: {Notation.Literal(Dropout.Rate)});";
    }

    private void Multiply(PassWriter pass, string values, string result) => pass.Line(
        $"Elementwise.Product<V, {pass.Plan.Number}>({values}, {KeepName}, {result}, {pass.Count(Writes)});");
}
