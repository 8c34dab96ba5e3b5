using GenNet.Generator.Emission;
using GenNet.Generator.Planning;

namespace GenNet.Generator.Layers;

/// <summary>The plan of a gated activation.</summary>
/// <param name="Gated">The declaration.</param>
/// <param name="Term">Where what it reads stands, and what it does to the delta there.</param>
/// <param name="Carried">Where it leaves that delta.</param>
/// <param name="Writes">Where what it writes stands.</param>
internal sealed record GatedPlan(GatedLayer Gated, DeltaTerm Term, ValuePlan Carried, ValuePlan Writes) : LayerPlan(Gated, Writes)
{
    private string Reads => Term.Value.Name;

    public override void Forward(PassWriter pass)
    {
        pass.Declare(Writes);
        Call(pass, "Forward", Reads, Writes.Name);
    }

    public override void Backward(PassWriter pass)
    {
        (string g, string s) = (Gated.Activation.Facts.Formula, Gated.Gate.Facts.Formula);
        (string x, string y) = (Gated.Half(0), Gated.Half(1));
        pass.BeginCarried(Carried, Term);
        pass.Comment($"dC/d{x} = {Writes.DeltaName} * {s}({y}) * {g}'({x}), dC/d{y} = {Writes.DeltaName} * {g}({x}) * {s}'({y})");
        Call(pass, "Backward", Reads, Writes.DeltaName, Carried.DeltaName);
        pass.CarryOn(Carried, Term);
    }

    private void Call(PassWriter pass, string method, params string[] blocks)
    {
        string types = $"{Gated.Activation.Type}, {Gated.Gate.Type}";
        string functions = $"{Gated.Activation.New}, {Gated.Gate.New}";
        pass.Line(
            $"Gated.{method}<V, {pass.Plan.Number}, {types}>("
            + $"{string.Join(", ", blocks)}, {Writes.Width}, {((TiledPassWriter)pass).Rows(Writes)}, {functions});");
    }
}
