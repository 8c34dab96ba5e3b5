using GenNet.Generator.Emission;
using GenNet.Generator.Planning;

namespace GenNet.Generator.Layers;

/// <summary>The plan of a long short-term memory.</summary>
internal sealed record LSTMPlan : RecurrentPlan
{
    public LSTMPlan(LSTMLayer layer, Planner planner)
        : base(layer, planner, statesOfStream: 2)
    {
        CellBefore = planner.Take(layer.Units, layer.Writes.Frames);
        Squashed = planner.Take(layer.Units, layer.Writes.Frames);
        Cell = planner.Take(layer.Units);
        CarriedCell = planner.Trains ? planner.Take(layer.Units) : null;
    }

    /// <summary>Where c of the frame before stands.</summary>
    private Place CellBefore { get; }

    /// <summary>Where tanh(c) stands.</summary>
    private Place Squashed { get; }

    /// <summary>Where c of the step stands.</summary>
    private Place Cell { get; }

    /// <summary>Where a step's dC/dc of the frame before stands.</summary>
    private Place? CarriedCell { get; }

    protected override IEnumerable<string> ForwardMemory(PassWriter pass) =>
        [AtUnits(pass, CellBefore), AtUnits(pass, Squashed), AtUnits(pass, Before), pass.At(Cell, Writes.Stride)];

    protected override IEnumerable<string> BackwardMemory(PassWriter pass) =>
    [
        AtUnits(pass, CellBefore), AtUnits(pass, Squashed), Writes.DeltaName, AtGates(pass, GateDelta!), AtStep(pass),
        pass.At(Carried!, Writes.Stride), pass.At(CarriedCell!, Writes.Stride),
    ];
}
