using GenNet.Generator.Emission;
using GenNet.Generator.Planning;

namespace GenNet.Generator.Layers;

/// <summary>The plan of the mean of a sequence's frames.</summary>
/// <param name="MeanOverTime">The declaration.</param>
/// <param name="Term">Where what it reads stands, and what it does to the delta there.</param>
/// <param name="Carried">Where it leaves that delta.</param>
/// <param name="Writes">Where what it writes stands.</param>
internal sealed record MeanOverTimePlan(MeanOverTimeLayer MeanOverTime, DeltaTerm Term, ValuePlan Carried, ValuePlan Writes)
    : LayerPlan(MeanOverTime, Writes)
{
    private ValuePlan Reads => Term.Value;

    public override void Forward(PassWriter pass)
    {
        pass.Declare(Writes);
        pass.Line(
            $"MeanOverTime.Forward({Reads.Name}, {Reads.Stride}, {Writes.Name}, {Writes.Stride}, {Writes.Width}, "
            + "scratch.Rows, scratch.Frames);");
    }

    public override void Backward(PassWriter pass)
    {
        string delta = pass.BeginCarried(Carried, Term);
        pass.Comment($"{delta}_t = dC/d{Writes.Name} / T");
        pass.Line(
            $"MeanOverTime.Backward<V, {pass.Plan.Number}>({Writes.DeltaName}, {Carried.DeltaName}, {Writes.Stride}, "
            + "scratch.Rows, scratch.Frames);");
        pass.CarryOn(Carried, Term);
    }
}
