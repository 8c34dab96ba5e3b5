using GenNet.Generator.Emission;
using GenNet.Generator.Planning;

namespace GenNet.Generator.Layers;

/// <summary>The plan of the mean of a sequence's frames.</summary>
/// <param name="MeanOverTime">The declaration.</param>
/// <param name="Reads">Where what it reads stands.</param>
/// <param name="Writes">Where what it writes stands.</param>
internal sealed record MeanOverTimePlan(MeanOverTimeLayer MeanOverTime, ValuePlan Reads, ValuePlan Writes) : LayerPlan(MeanOverTime, Writes)
{
    public override void Forward(PassWriter pass)
    {
        pass.Declare(Writes);
        pass.Line(
            $"MeanOverTime.Forward({Reads.Name}, {Reads.Stride}, {Writes.Name}, {Writes.Stride}, {Writes.Width}, scratch.Rows, scratch.Frames);");
    }

    public override void Backward(PassWriter pass)
    {
        pass.Comment($"dC/d{Reads.Name}_t = dC/d{Writes.Name} / T");
        pass.Line($"MeanOverTime.Backward<V, {pass.Plan.Number}>({Writes.DeltaName}, {Reads.DeltaName}, {Writes.Stride}, scratch.Rows, scratch.Frames);");
    }
}
