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

    public override IEnumerable<(string Name, Place? Place, int Stride)> Own(NetworkPlan plan) =>
    [
        .. base.Own(plan), (CandidateName, Candidate, Writes.RowStride), (StateDeltaName, OfState, OfGates(plan)),
        (KeptName, KeptDelta, Writes.Stride),
    ];

    protected override string OfStateFormula => $", {StateDeltaName} = dC/d(Wh{Number} {Writes.Name}_(t-1) + bh{Number})";

    protected override string StateDeltaName => $"dh{Number}";

    protected override IEnumerable<string> ForwardMemory => [CandidateName, BeforeName];

    protected override IEnumerable<string> BackwardMemory =>
        [CandidateName, BeforeName, Writes.DeltaName, GateDeltaName, StateDeltaName, StepName, CarriedName, KeptName];

    private string CandidateName => $"candidate{Number}";

    private string KeptName => $"kept{Number}";
}
