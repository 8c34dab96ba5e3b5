using GenNet.Generator.Emission;
using GenNet.Generator.Planning;

namespace GenNet.Generator.Layers;

/// <summary>The plan of the last frame of a sequence.</summary>
/// <param name="Last">The declaration.</param>
/// <param name="Term">Where what it reads stands, and what it does to the delta there.</param>
/// <param name="Carried">Where it leaves that delta.</param>
/// <param name="Writes">Where what it writes stands.</param>
internal sealed record LastPlan(LastLayer Last, DeltaTerm Term, ValuePlan Carried, ValuePlan Writes) : LayerPlan(Last, Writes)
{
    private ValuePlan Reads => Term.Value;

    public override void Forward(PassWriter pass)
    {
        pass.Declare(Writes);
        pass.Line(
            $"Last.Forward({Reads.Name}, {Reads.Stride}, {Writes.Name}, {Writes.Stride}, {Writes.Width}, scratch.Rows, scratch.Frames);");
    }

    public override void Backward(PassWriter pass)
    {
        string delta = pass.BeginCarried(Carried, Term);
        pass.Comment($"{delta}_T = dC/d{Writes.Name}, and 0 for the frames before");
        pass.Line($"Last.Backward({Writes.DeltaName}, {Carried.DeltaName}, {Writes.Stride}, scratch.Rows, scratch.Frames);");
        pass.CarryOn(Carried, Term);
    }
}
