using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using static GenNet.Generator.Emission.Notation;
using static GenNet.Generator.Emission.PassesWriter;

namespace GenNet.Generator.Emission;

/// <summary>Writes the forward pass of a network of straight-line arithmetic, with one sample in each lane.</summary>
internal static class UnrolledForwardWriter
{
    public static string Write(NetworkPlan plan) => WriteFile(
        plan, "The forward pass", $"internal readonly partial struct Network : IUnrolled{Passes(plan)}<{plan.Number}>",
        writer => Body(writer, plan), writer => LayerTypes(writer, plan));

    /// <summary>Where a number of the sample starts, in lanes.</summary>
    public static string Lanes(string block, int number) => number == 0 ? block : $"{block}.At({number} * V.Count)";

    /// <summary>The name of the method for a chunk of some numbers: the layer's own where it has all.</summary>
    public static string Method(string name, int count, Chunk chunk) =>
        chunk == new Chunk(0, count) ? name
        : chunk.End == chunk.First + 1 ? $"{name}_{chunk.First}"
        : $"{name}_{chunk.First}To{chunk.End - 1}";

    /// <summary>What a method computes of a layer: nothing to say where it is all, else <c>, units 8 to 15</c>.</summary>
    public static string Range(string name, int count, Chunk chunk) =>
        chunk == new Chunk(0, count) ? ""
        : chunk.End == chunk.First + 1 ? $", {name} {chunk.First}"
        : $", {name}s {chunk.First} to {chunk.End - 1}";

    /// <summary>Where a layer's parameters start.</summary>
    public static string Parameters(int start) => start == 0 ? "p" : $"p.At({start})";

    private static void Body(SourceWriter writer, NetworkPlan plan)
    {
        (string, int)[] forward = [("ScratchPerSample", plan.LaneScratch), ("ScratchPerRow", plan.Scratch)];
        (string, int)[] backward = [("InputStride", plan.Layers[0].InputStride), ("OutputStride", plan.OutputStride)];
        Sizes(writer, plan, plan.Spec.PredictsOnly ? forward : [.. forward, .. backward]);

        writer.Summary($"From the inputs x to {LossInput(plan)}, for the sample in each lane.");
        using (writer.Braces(
            $"public static {plan.Block} Forward<V>({plan.Block} p, {plan.Block} x, {plan.Block} scratch) {Constraint(plan)}"))
        {
            foreach (LayerPlan layer in plan.Layers)
                Calls(writer, plan, layer);
            writer.Line($"return {LossInput(plan)};");
        }

        if (plan.LossIsFused)
        {
            string z = LossInput(plan);
            writer.Line();
            writer.Summary($"{Activation(plan.Last)}, for predictions only: the loss reads z{plan.Last.Number}.");
            writer.Line(Optimize);
            using (writer.Braces(
                $"public static void Output<V, TLanes>({plan.Block} {z})", $"    {Constraint(plan)}", $"    {LaneConstraint}"))
            {
                int units = plan.Last.Spec.Units;
                writer.Line(plan.Last.Facts.Kind == ActivationKind.AcrossUnits
                    ? $"{Type(plan.Last)}.Forward<V, {plan.Number}, TLanes>({z}, {z}, {units});"
                    : $"Elementwise.Forward<V, {plan.Number}, {Type(plan.Last)}>("
                        + $"{z}, {z}, TLanes.Vectors<V>({units}) * V.Count, {New(plan.Last)});");
            }
        }

        DrawDropout(
            writer, plan, $"DrawDropout<V>(DropoutStep step, int samples, int firstSample, {plan.Block} scratch)", " " + Constraint(plan),
            layer => $"step.Draw({Lanes("scratch", layer.Lanes.Keep)}, {layer.Spec.Units} * V.Count, 1, V.Count, samples, firstSample");

        foreach (LayerPlan layer in plan.Layers)
        {
            foreach (Chunk units in layer.Straight!.Units)
            {
                writer.Line();
                Units(writer, plan, layer, units);
            }
        }

        UnrolledRowWriter.Forward(writer, plan);
    }

    private static void Calls(SourceWriter writer, NetworkPlan plan, LayerPlan layer)
    {
        int l = layer.Number;
        string result = layer.IsFused ? $"a{l}" : $"z{l}";
        writer.Line($"// Layer {l}: {Affine(layer)}{(layer.AppliesActivation ? ", " + Activation(layer) : "")}.");
        writer.Line($"{plan.Block} {result} = {Lanes("scratch", layer.Lanes.Z)};");
        foreach (Chunk units in layer.Straight!.Units)
            writer.Line($"{ForwardMethod(layer, units)}<V>(p, {Input(layer)}, {result});");
        if (layer.AppliesActivation && !layer.IsFused)
        {
            writer.Line($"{plan.Block} a{l} = {(layer.Lanes.A == layer.Lanes.Z ? result : Lanes("scratch", layer.Lanes.A))};");
            ApplyActivation(writer, plan, layer, result, $"a{l}");
        }

        if (layer.Spec.HasDropout)
        {
            writer.Line($"// {Dropout(layer)}.");
            writer.Line($"{plan.Block} d{l} = {Lanes("scratch", layer.Lanes.Dropped)};");
            string keep = Lanes("scratch", layer.Lanes.Keep);
            writer.Line($"Elementwise.Product<V, {plan.Number}>(a{l}, {keep}, d{l}, {layer.Spec.Units} * V.Count);");
        }

        writer.Line();
    }

    private static string ForwardMethod(LayerPlan layer, Chunk units) =>
        Method($"Layer{layer.Number}Forward", layer.Spec.Units, units);

    private static void Units(SourceWriter writer, NetworkPlan plan, LayerPlan layer, Chunk units)
    {
        int l = layer.Number;
        string input = Input(layer), result = layer.IsFused ? $"a{l}" : $"z{l}";
        writer.Summary(
            $"Layer {l}{Range("unit", layer.Spec.Units, units)}: {Affine(layer)}{(layer.IsFused ? ", " + Activation(layer) : "")}.");
        writer.Line(Optimize);
        using (writer.Braces(
            $"private static void {ForwardMethod(layer, units)}<V>("
            + $"{plan.Block} p, {plan.Block} {input}, {plan.Block} {result}) {Constraint(plan)}"))
        {
            writer.Line($"{plan.Block} W{l} = {Parameters(layer.Weights)};");
            if (layer.Spec.HasBias)
                writer.Line($"{plan.Block} b{l} = p.At({layer.Bias});");
            var sums = new SumWriter(
                writer, k => ($"{input}_{k}", $"V.Load({input}, {k} * V.Count)"),
                (unit, k) => $"V.Broadcast(W{l}[{unit + k * layer.InputStep}]) * {input}_{k}",
                (unit, k) => $"W{l}, {unit + k * layer.InputStep}, {input}_{k}");
            Func<int, string>? start = layer.Spec.HasBias ? unit => $"V.Broadcast(b{l}[{unit}])" : null;
            foreach (Chunk tile in units.Parts(layer.Straight!.UnitTile))
            {
                writer.Line();
                foreach (int unit in tile.Numbers)
                    writer.Line($"// z{l}[{unit}] = {Sum(layer, $"{unit}", $"[{unit}]")}");
                sums.Write(tile, unit => $"z{l}_{unit}", start, layer, layer.InputsPerVector);
                foreach (int unit in tile.Numbers)
                    writer.Line($"V.Store({result}, {unit} * V.Count, {Activated(layer, $"z{l}_{unit}")});");
            }
        }
    }

    /// <summary>The expression for g(z) where that is applied at once, else for z.</summary>
    public static string Activated(LayerPlan layer, string z) =>
        layer.IsFused && layer.Facts.Formula.Length > 0 ? $"{New(layer)}.Forward({z})" : z;

    /// <summary>b1[0] + W1[0,0] x[0] + W1[0,1] x[1], with dots where it is long.</summary>
    public static string Sum(LayerPlan layer, string unit, string biasIndex)
    {
        const int shown = 4;
        int l = layer.Number, n = layer.Spec.Inputs;
        IEnumerable<int> inputs = n <= shown ? Enumerable.Range(0, n) : [0, 1, n - 1];
        IEnumerable<string> terms = inputs.Select(k => $"W{l}[{unit},{k}] {Input(layer)}[{k}]");
        if (n > shown)
            terms = terms.Take(2).Concat(["..."]).Concat(terms.Skip(2));
        return (layer.Spec.HasBias ? $"b{l}{biasIndex} + " : "") + string.Join(" + ", terms)
            + (layer.PartialSums == 1 ? "" : $", in {layer.PartialSums} partial sums");
    }

    private static void ApplyActivation(SourceWriter writer, NetworkPlan plan, LayerPlan layer, string z, string a)
    {
        int units = layer.Spec.Units;
        writer.Line(layer.Facts.Kind switch
        {
            ActivationKind.Parametric => $"ParametricReLU.ForwardLanes<V, {plan.Number}>(p.At({layer.Slopes}), {z}, {a}, {units});",
            ActivationKind.AcrossUnits => $"{Type(layer)}.Forward<V, {plan.Number}, SamplesInLanes>({z}, {a}, {units});",
            _ => $"Elementwise.Forward<V, {plan.Number}, {Type(layer)}>({z}, {a}, {units} * V.Count, {New(layer)});",
        });
    }
}
