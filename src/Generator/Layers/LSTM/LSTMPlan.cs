using GenNet.Generator.Emission;
using GenNet.Generator.Model;
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
        if (layer.HasInitialState)
            Places = Places.Concat([TakeInitial(), TakeInitial()]).ToEquatableArray();

        TensorPlace TakeInitial() => planner.TakeBuffer(planner.Padded(layer.Units), 1);
    }

    /// <summary>Where c of the frame before stands.</summary>
    private Place CellBefore { get; }

    /// <summary>Where tanh(c) stands.</summary>
    private Place Squashed { get; }

    /// <summary>Where c of the step stands.</summary>
    private Place Cell { get; }

    /// <summary>Where a step's dC/dc of the frame before stands.</summary>
    private Place? CarriedCell { get; }

    public override IEnumerable<(string Name, Place? Place, int Stride)> Own(NetworkPlan plan) =>
    [
        .. base.Own(plan), (CellBeforeName, CellBefore, Writes.RowStride), (SquashedName, Squashed, Writes.RowStride),
        (CellName, Cell, Writes.Stride), (CarriedCellName, CarriedCell, Writes.Stride),
    ];

    protected override IEnumerable<string> ForwardMemory => [CellBeforeName, SquashedName, BeforeName, CellName];

    // h, with c behind it.
    protected override IEnumerable<string> InitialState =>
        [((LSTMLayer)Recurrent).HasInitialState ? StraightText.Parameters(Places[Places.Count - 2].Start) : "default"];

    protected override IEnumerable<string> BackwardMemory =>
        [CellBeforeName, SquashedName, Writes.DeltaName, GateDeltaName, StepName, CarriedName, CarriedCellName];

    private string CellBeforeName => $"cellBefore{Number}";

    private string SquashedName => $"squashed{Number}";

    private string CellName => $"cell{Number}";

    private string CarriedCellName => $"carriedCell{Number}";
}
