using GenNet.Generator.Emission;
using GenNet.Generator.Model;
using GenNet.Generator.Planning;

namespace GenNet.Generator.Layers;

/// <summary>
/// The plan of a convolution, a dense layer whose inputs are the frames that its taps see. Where there are groups, its matrix has zeros
/// between them.
/// </summary>
/// <param name="Convolution">The declaration.</param>
/// <param name="Term">Where what it reads stands, and what it does to the delta there.</param>
/// <param name="Carried">Where it leaves that delta.</param>
/// <param name="Writes">Where its sums stand.</param>
/// <param name="Taps">Where the frames that the taps see stand, a row for each frame.</param>
/// <param name="TapsStride">The distance between these rows.</param>
/// <param name="TapsDelta">Where their deltas stand; null where none are needed.</param>
/// <param name="Applied">The activation that is applied to the sums while they are in registers; null where there is none.</param>
/// <param name="Chains">The number of partial sums in each unit's sum, all of them in what each tap sees.</param>
/// <param name="State">Where its last frames start among what is remembered of a stream.</param>
internal sealed record Conv1DPlan(
    Conv1DLayer Convolution, DeltaTerm Term, ValuePlan Carried, ValuePlan Writes, Place Taps, int TapsStride, Place? TapsDelta,
    ActivationLayer? Applied, int Chains, int State)
    : LayerPlan(Convolution, Writes)
{
    // Of the runtime's StreamedConvolution: the frames of a block, and the room around those that are remembered.
    private const int BlockFrames = 64, RingMargins = 64;

    private ValuePlan Reads => Term.Value;

    private string Stored => (Applied?.Writes ?? Convolution.Writes).Name;

    public override string Form => "register tiles";

    public override IEnumerable<(string Name, Place? Place, int Stride)> Own(NetworkPlan plan) =>
    [
        (TapsName, Taps, TapsStride * Writes.Value.Frames),
        (TapsDeltaName, TapsDelta, Planner.Padded(Convolution.Seen, plan.Line) * Writes.Value.Frames),
    ];

    public static Conv1DPlan Of(Conv1DLayer layer, Planner planner)
    {
        DeltaTerm term = planner.Term(layer);
        int frames = layer.Writes.Frames, inputs = layer.Input.Width, stride = planner.Padded(layer.Writes.Width);
        int inputStep = DensePlan.TiledInputStep(layer.Seen, stride / planner.Line) * planner.Line;

        // Taps are copied by whole vectors, the last one too.
        int tapsStride = planner.Padded(layer.Seen - inputs + planner.Padded(inputs));
        int ofGroup = layer.Writes.Width / layer.Groups + inputs / layer.Groups * inputStep;
        int[] groups = layer.Groups == 1 ? [] : [ofGroup];
        int chains = DensePlan.TiledChains(layer.Seen, stride / planner.Line);
        while (inputs % chains != 0)
            chains /= 2;
        Place taps = planner.Take(Math.Max(tapsStride, layer.Writes.Width), frames);
        Place? tapsDelta = null;
        if (planner.Trains)
        {
            // Vectors are read behind its end.
            tapsDelta = planner.Take(layer.Seen, frames);
            planner.Take(planner.Line);
        }

        List<TensorPlace> places = [planner.TakeTensor(layer.Seen * inputStep, [.. groups, 1, inputStep, inputs * inputStep])];
        if (layer.HasBias)
            places.Add(planner.TakeTensor(stride, 1));
        return new(
            layer, term, planner.Carried(layer), planner.Place(layer.Writes), taps, tapsStride, tapsDelta,
            planner.ReadersOf(layer.Writes) is [ActivationLayer after] && after.IsFused(planner) ? after : null,
            chains, planner.TakeState(inputs * (MemoryOf(layer) + RingMargins)))
        {
            Places = places.ToEquatableArray(),
            TransposedLength = layer.Writes.Width * planner.Padded(layer.Seen),
        };
    }

    public override void Types(SourceWriter writer, NetworkPlan plan)
    {
        writer.Summary($"Layer {Number}: {Declared(plan)}.");
        using (writer.Braces($"internal readonly struct Layer{Number} : IConvolution"))
        {
            Constant("Inputs", Convolution.Seen);
            Constant("Units", Writes.Width);
            Constant("Weights", Places[0].Start);
            Constant("InputStep", Places[0].Strides[Convolution.Groups == 1 ? 1 : 2]);
            Constant("Bias", Convolution.HasBias ? Places[1].Start : -1);
            if (plan.Layers.OfType<ActivationPlan>().FirstOrDefault(layer => layer.Number == Number && layer.Slopes >= 0) is { } learned)
                Constant("Slopes", learned.Slopes);
            Constant("InputStride", TapsStride);
            Constant("UnitStride", Writes.Stride);
            Constant("Chains", Chains);
            Constant("FrameInputs", Reads.Width);
            Constant("FrameStride", Reads.Stride);
            Constant("Kernel", Convolution.Kernel);
            Constant("Dilation", Convolution.Dilation);
            Constant("Groups", Convolution.Groups);
            Constant("Memory", MemoryOf(Convolution));
        }

        writer.Line();

        void Constant(string name, int value) => writer.Line($"public static int {name} => {value};");
    }

    public override void Forward(PassWriter pass)
    {
        var tiles = (TiledPassWriter)pass;
        (string type, string create) = DensePlan.InRegisters(Applied);
        pass.Declare(Stored, pass.At(Writes.Place!, Writes.RowStride));
        pass.Line(
            $"Convolution.Forward<V, {pass.Plan.Number}, Layer{Number}, {type}>("
            + $"p, {Reads.Name}, {TapsName}, {Stored}, scratch.Rows, scratch.Frames, {tiles.State(State)}, {create});");
    }

    public override void Backward(PassWriter pass)
    {
        string rows = ((TiledPassWriter)pass).Rows(Writes);
        string delta = pass.BeginCarried(Carried, Term);
        pass.Comment($"{delta}_s = sum over j of W{Number}_j^T {Writes.DeltaName} of the frame whose tap j sees s");
        pass.DeclareTransposed(this);
        pass.Line(
            $"Dense.InputGradient<V, {pass.Plan.Number}, Layer{Number}, Identity>("
            + $"{TransposedName}, {Writes.DeltaName}, {TapsDeltaName}, {TapsDeltaName}, {rows}, new Identity());");
        pass.Line(
            $"Convolution.Scatter<V, {pass.Plan.Number}, Layer{Number}>("
            + $"{TapsDeltaName}, {Carried.DeltaName}, scratch.Rows, scratch.Frames);");
        pass.CarryOn(Carried, Term);
    }

    public override void Gradients(PassWriter pass)
    {
        pass.Comment(
            $"dC/dW{Number}_j = {Writes.DeltaName}_t {Reads.Name}^T of the frame that tap j sees"
            + $"{(Convolution.HasBias ? $", dC/db{Number} = {Writes.DeltaName}" : "")}, summed over the rows");
        string number = pass.Plan.Number, layer = $"Layer{Number}", arguments = $"{TapsName}, {Writes.DeltaName}";
        string rows = ((TiledPassWriter)pass).Rows(Writes), grouped = $"GroupedGradient<{number}, {layer}, TSink>";
        pass.Line(Convolution.Groups == 1
            ? $"Dense.ParameterGradient<V, {number}, {layer}, TSink>({arguments}, {rows}, part, sink);"
            : $"Dense.ParameterGradient<V, {number}, {layer}, {grouped}>({arguments}, {rows}, part, new {grouped}(sink));");
    }

    private string TapsName => $"t{Number}";

    private string TapsDeltaName => $"d{TapsName}";

    /// <summary>The frames before the current one that it sees, and a block, rounded up to a power of two.</summary>
    private static int MemoryOf(Conv1DLayer layer)
    {
        int memory = 1;
        while (memory < layer.Memory + BlockFrames)
            memory *= 2;
        return memory;
    }
}
