using GenNet.Generator.Emission;
using GenNet.Generator.Model;
using GenNet.Generator.Planning;

namespace GenNet.Generator.Layers;

/// <summary>The plan of a recurrent layer: the input products of all frames as one matrix product, then step by step.</summary>
/// <param name="Recurrent">The declaration.</param>
/// <param name="Term">Where what it reads stands, and what it does to the delta there.</param>
/// <param name="Writes">Where h stands.</param>
/// <param name="Gates">Where the gates stand, side by side, each padded.</param>
/// <param name="Step">Where a step's products of the state stand, and its deltas in the backward pass.</param>
/// <param name="Before">Where h of the frame before stands.</param>
/// <param name="Now">Where h of the step stands.</param>
/// <param name="Carried">Where a step's dC/dh of the frame before stands; null where there is no backward pass.</param>
/// <param name="GateDelta">Where dC/d of the gates' sums stands, as the input products have it; likewise.</param>
/// <param name="State">Where its state starts among what is remembered of a stream.</param>
/// <param name="TransposedState">Where W_hh^T stands in the memory that all samples share.</param>
internal abstract record RecurrentPlan(
    RecurrentLayer Recurrent, DeltaTerm Term, ValuePlan Writes, Place Gates, Place Step, Place Before, Place Now, Place? Carried,
    Place? GateDelta, int State, int TransposedState)
    : LayerPlan(Recurrent, Writes)
{
    /// <summary>Takes the places that all cells need.</summary>
    /// <param name="layer">The declaration.</param>
    /// <param name="planner">Gives the places.</param>
    /// <param name="statesOfStream">How many numbers each unit has in the state of a stream.</param>
    protected RecurrentPlan(RecurrentLayer layer, Planner planner, int statesOfStream)
        : this(
            layer, planner.Term(layer), planner.Place(layer.Writes), planner.Take(GateStride(layer, planner), layer.Writes.Frames),
            planner.Take(GateStride(layer, planner)), planner.Take(layer.Units, layer.Writes.Frames), planner.Take(layer.Units),
            planner.Trains ? planner.Take(layer.Units) : null,
            planner.Trains ? planner.Take(GateStride(layer, planner), layer.Writes.Frames) : null,
            planner.TakeState(statesOfStream * planner.Padded(layer.Units)),
            planner.Trains ? planner.TakeShared(GateStride(layer, planner) * planner.Padded(layer.Units)) : 0)
    {
        int stride = planner.Padded(layer.Units), gates = GateStride(layer, planner);
        int inputStep = InputStep(layer.Input.Width), stateStep = InputStep(layer.Units);
        Places = EquatableArray.Of(
            planner.TakeTensor(layer.Input.Width * inputStep, stride, 1, inputStep),
            planner.TakeTensor(layer.Units * stateStep, stride, 1, stateStep),
            planner.TakeTensor(gates, stride, 1),
            planner.TakeTensor(gates, stride, 1));
        TransposedLength = gates * planner.Padded(layer.Input.Width);

        int InputStep(int inputs) => DensePlan.TiledInputStep(inputs, gates / planner.Line) * planner.Line;
    }

    protected ValuePlan Reads => Term.Value;

    public override string Form => "register tiles, step by step";

    public override void Types(SourceWriter writer, NetworkPlan plan)
    {
        Product("", $"the gates' products of {Reads.Name}", Reads.Width, Reads.Stride, weights: 0, bias: 2);
        Product("State", $"the gates' products of {Writes.Name} of the frame before", Recurrent.Units, Writes.Stride, weights: 1, bias: 3);

        void Product(string name, string what, int inputs, int inputStride, int weights, int bias)
        {
            writer.Summary($"Layer {Number}: {what}.");
            using (writer.Braces($"internal readonly struct Layer{Number}{name} : ITiledLayer"))
            {
                Constant("Inputs", inputs);
                Constant("Units", GateStride(plan));
                Constant("Weights", Places[weights].Start);
                Constant("InputStep", Places[weights].Strides[2]);
                Constant("Bias", Places[bias].Start);
                Constant("InputStride", inputStride);
                Constant("UnitStride", GateStride(plan));
                Constant("Chains", DensePlan.TiledChains(inputs, GateStride(plan) / plan.Line));
            }

            writer.Line();
        }

        void Constant(string name, int value) => writer.Line($"public static int {name} => {value};");
    }

    public override void Forward(PassWriter pass)
    {
        var tiles = (TiledPassWriter)pass;
        string number = pass.Plan.Number;
        pass.Line(
            $"Dense.Forward<V, {number}, Layer{Number}, Identity>("
            + $"p, {Reads.Name}, {GatesName}, {tiles.Rows(Writes)}, new Identity());");
        pass.Declare(Writes);
        string[] memory = [GatesName, StepName, .. ForwardMemory, NowName, Writes.Name, .. InitialState];
        pass.Line(
            $"{Recurrent.Kind}.Forward<V, {number}, Layer{Number}State>("
            + $"p, {string.Join(", ", memory)}, scratch.Rows, scratch.Frames, {tiles.State(State)});");
    }

    public override void Transpose(PassWriter pass)
    {
        DeclareTransposedState(pass);
        pass.Line($"Dense.Transpose<{pass.Plan.Number}, Layer{Number}State>(p, {TransposedStateName});");
    }

    public override void OwnDeltas(PassWriter pass)
    {
        pass.Comment($"Back through time: {GateDeltaName} = dC/d{GatesName}{OfStateFormula}, from dC/d{Writes.Name} of all frames");
        DeclareTransposedState(pass);
        pass.Line(
            $"{Recurrent.Kind}.Backward<V, {pass.Plan.Number}, Layer{Number}State>({TransposedStateName}, "
            + $"{GatesName}, {string.Join(", ", BackwardMemory)}, scratch.Rows, scratch.Frames);");
    }

    public override void Backward(PassWriter pass)
    {
        pass.Comment($"dC/d{Reads.Name} {(Term.Adds ? "+" : "")}= Wi{Number}^T {GateDeltaName}");
        pass.DeclareTransposed(this);
        pass.Line(
            $"Dense.{(Term.Adds ? "Add" : "")}InputGradient<V, {pass.Plan.Number}, Layer{Number}, Identity>({TransposedName}, "
            + $"{GateDeltaName}, {Reads.DeltaName}, {Reads.DeltaName}, "
            + $"{((TiledPassWriter)pass).Rows(Writes)}, new Identity());");
    }

    public override void Gradients(PassWriter pass)
    {
        pass.Comment(
            $"dC/dWi{Number} = {GateDeltaName} {Reads.Name}^T, dC/dbi{Number} = {GateDeltaName}, "
            + $"dC/dWh{Number} = {StateDeltaName} {Writes.Name}_(t-1)^T, dC/dbh{Number} = {StateDeltaName}, summed over the rows");
        Product("", Reads.Name, GateDeltaName);
        Product("State", BeforeName, StateDeltaName);

        void Product(string layer, string x, string delta) => pass.Line(
            $"Dense.ParameterGradient<V, {pass.Plan.Number}, Layer{Number}{layer}, TSink>("
            + $"{x}, {delta}, {((TiledPassWriter)pass).Rows(Writes)}, part, sink);");
    }

    public override IEnumerable<(string Name, Place? Place, int Stride)> Own(NetworkPlan plan) =>
    [
        (GatesName, Gates, OfGates(plan)), (StepName, Step, GateStride(plan)), (BeforeName, Before, Writes.RowStride),
        (NowName, Now, Writes.Stride), (GateDeltaName, GateDelta, OfGates(plan)), (CarriedName, Carried, Writes.Stride),
    ];

    /// <summary>The formula of dC/d of the gates' sums as the products of the state have it, where it is another.</summary>
    protected virtual string OfStateFormula => "";

    /// <summary>The name of that derivative.</summary>
    protected virtual string StateDeltaName => GateDeltaName;

    /// <summary>The names of what the cell's forward kernel takes between the memory of a step and h.</summary>
    protected abstract IEnumerable<string> ForwardMemory { get; }

    /// <summary>The expression for the state before the first frame; none where the cell always starts from zero.</summary>
    protected virtual IEnumerable<string> InitialState => [];

    /// <summary>The names of what its backward kernel takes behind the gates.</summary>
    protected abstract IEnumerable<string> BackwardMemory { get; }

    /// <summary>The distance between windows of the gates of all frames.</summary>
    protected int OfGates(NetworkPlan plan) => GateStride(plan) * Writes.Value.Frames;

    private string TransposedStateName => $"Wh{Number}T";

    private void DeclareTransposedState(PassWriter pass) => pass.Declare(TransposedStateName, $"scratch.Shared({TransposedState})");

    private string GatesName => $"g{Number}";

    protected string GateDeltaName => $"dg{Number}";

    protected string StepName => $"step{Number}";

    protected string BeforeName => $"before{Number}";

    protected string CarriedName => $"carried{Number}";

    private string NowName => $"now{Number}";

    private int GateStride(NetworkPlan plan) => Recurrent.Gates * Planner.Padded(Recurrent.Units, plan.Line);

    private static int GateStride(RecurrentLayer layer, Planner planner) => layer.Gates * planner.Padded(layer.Units);
}
