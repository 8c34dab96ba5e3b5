using GenNet.Generator.Emission;
using GenNet.Generator.Planning;

namespace GenNet.Generator.Layers;

/// <summary>The plan of a gated recurrent unit.</summary>
internal sealed record GRUPlan : RecurrentPlan
{
    public GRUPlan(GRULayer layer, Planner planner)
        : base(layer, planner, statesOfStream: 1)
    {
        Candidate = planner.Take(layer.Units, layer.Writes.Frames);
        if (!planner.Trains)
            return;
        OfState = planner.Take(layer.Gates * planner.Padded(layer.Units), layer.Writes.Frames);
        KeptDelta = planner.Take(layer.Units);
    }

    /// <summary>Where h_n stands, the state's part of the candidate before r is applied.</summary>
    private Place Candidate { get; }

    /// <summary>Where dC/d of the state's products stands, whose n differs from that of the inputs by r.</summary>
    private Place? OfState { get; }

    /// <summary>Where what z keeps of a step's dC/dh stands.</summary>
    private Place? KeptDelta { get; }

    protected override Place StateDelta => OfState!;

    protected override IEnumerable<string> ForwardMemory(PassWriter pass) => [AtUnits(pass, Candidate), AtUnits(pass, Before)];

    protected override IEnumerable<string> BackwardMemory(PassWriter pass) =>
    [
        AtUnits(pass, Candidate), AtUnits(pass, Before), Writes.DeltaName, AtGates(pass, GateDelta!), AtGates(pass, OfState!), AtStep(pass),
        pass.At(Carried!, Writes.Stride), pass.At(KeptDelta!, Writes.Stride),
    ];
}
