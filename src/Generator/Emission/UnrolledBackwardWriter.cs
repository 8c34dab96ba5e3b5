using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using static GenNet.Generator.Emission.Notation;
using static GenNet.Generator.Emission.PassesWriter;
using static GenNet.Generator.Emission.UnrolledForwardWriter;
using static GenNet.Generator.Emission.UnrolledRowWriter;

namespace GenNet.Generator.Emission;

/// <summary>Writes the loss and the backward pass of a network of straight-line arithmetic, with one sample in each lane.</summary>
internal static class UnrolledBackwardWriter
{
    public static string Write(NetworkPlan plan) => WriteFile(
        plan, "The loss and the backward pass", "internal readonly partial struct Network", writer => Body(writer, plan));

    /// <summary>dC/dW2 = delta2 a1^T, dC/db2 = delta2.</summary>
    public static string Gradients(LayerPlan layer)
    {
        int l = layer.Number;
        return $"dC/dW{l} = delta{l} {Input(layer)}^T" + (layer.Spec.HasBias ? $", dC/db{l} = delta{l}" : "");
    }

    /// <summary>
    /// What the passes back to a layer's inputs compute: dC/dx = W1^T delta1, or delta1 = W2^T delta2 * relu'(z1) in one.
    /// </summary>
    public static string InputGradients(LayerPlan layer, LayerPlan? before) => before is { FusesDerivative: true }
        ? Delta(before, $"W{layer.Number}^T delta{layer.Number}")
        : $"dC/d{Input(layer)} = W{layer.Number}^T delta{layer.Number}";

    private static void Body(SourceWriter writer, NetworkPlan plan)
    {
        LayerPlan last = plan.Last;
        Losses(writer, plan);
        writer.Summary("Where the loss leaves its derivatives for the backward pass.");
        writer.Lines(
            $"public static {plan.Block} OutputDelta<V>({plan.Block} scratch) {Constraint(plan)} => {Lanes("scratch", last.Lanes.Delta)};",
            "");

        writer.Summary("From the loss's derivatives to the deltas of every layer.");
        using (writer.Braces($"public static void Backward<V>({plan.Block} p, {plan.Block} scratch) {Constraint(plan)}"))
        {
            Blocks(writer, plan, layer => layer.Lanes, place => Lanes("scratch", place));
            if (last.AppliesActivation && last.Facts.Formula.Length > 0)
            {
                writer.Line($"// {Delta(last, $"dC/da{last.Number}")}.");
                ApplyDerivative(writer, plan, last);
            }

            for (int i = plan.Layers.Count - 1; i > 0; i--)
                Deltas(writer, plan, plan.Layers[i], plan.Layers[i - 1]);
        }

        writer.Line();
        writer.Summary("The gradients by the parameters, summed over the samples of all blocks.");
        using (writer.Braces(
            $"public static void ParameterGradient<V, TSink>({plan.Block} x, {plan.Block} scratch, int step, int blocks, TSink sink)",
            $"    {WideConstraint(plan)}",
            $"    where TSink : struct, IGradientSink<{plan.Number}>"))
        {
            GradientBlocks(writer, plan, (_, place) => Lanes("scratch", place));
            foreach (LayerPlan layer in plan.Layers.Reverse())
            {
                writer.Line();
                GradientCalls(writer, layer);
            }
        }

        writer.Line();
        writer.Summary("dC/dx = W1^T delta1, after the backward pass.");
        using (writer.Braces(
            $"public static void InputGradient<V>({plan.Block} p, {plan.Block} scratch, {plan.Block} dx) {Constraint(plan)}"))
        {
            LayerPlan first = plan.Layers[0];
            writer.Line($"{plan.Block} delta1 = {Lanes("scratch", first.Lanes.Delta)};");
            foreach (Chunk inputs in first.Straight!.Inputs)
                writer.Line($"{InputGradientMethod(first, inputs)}<V>(p, delta1, dx);");
        }

        for (int i = plan.Layers.Count - 1; i >= 0; i--)
        {
            LayerPlan layer = plan.Layers[i];
            foreach (GradientChunk chunk in layer.Straight!.Gradients)
            {
                writer.Line();
                WeightGradient(writer, plan, layer, chunk);
                if (layer.Spec.HasBias)
                    VectorGradient(writer, plan, layer, chunk, "b", $"delta{layer.Number}", layer.Bias);
                if (layer.Slopes >= 0)
                    VectorGradient(writer, plan, layer, chunk, "alpha", "slopeDelta", layer.Slopes);
            }

            foreach (Chunk inputs in layer.Straight.Inputs)
            {
                writer.Line();
                InputGradient(writer, plan, layer, i == 0 ? null : plan.Layers[i - 1], inputs);
            }
        }

        UnrolledRowWriter.Backward(writer, plan);
    }

    private static void Deltas(SourceWriter writer, NetworkPlan plan, LayerPlan layer, LayerPlan before)
    {
        int l = layer.Number;
        if (layer != plan.Last || (layer.AppliesActivation && layer.Facts.Formula.Length > 0))
            writer.Line();
        writer.Line($"// {Delta(before, $"W{l}^T delta{l}")}.");
        string a = before.FusesDerivative ? $"a{l - 1}, " : "";
        foreach (Chunk inputs in layer.Straight!.Inputs)
            writer.Line($"{InputGradientMethod(layer, inputs)}<V>(p, delta{l}, {a}delta{l - 1});");
        if (before.Spec.HasDropout)
        {
            string keep = Lanes("scratch", before.Lanes.Keep);
            writer.Line($"Elementwise.Product<V, {plan.Number}>(delta{l - 1}, {keep}, delta{l - 1}, {before.Spec.Units} * V.Count);");
        }

        if (before.Facts.Formula.Length > 0 && !before.FusesDerivative)
            ApplyDerivative(writer, plan, before);
    }

    private static void GradientCalls(SourceWriter writer, LayerPlan layer)
    {
        int l = layer.Number;
        writer.Line($"// {Gradients(layer)}.");
        foreach (Chunk units in layer.Straight!.Gradients.Select(chunk => chunk.Units))
        {
            writer.Line($"{GradientMethod(layer, units)}<V, TSink>({Input(layer)}, delta{l}, step, blocks, sink);");
            if (layer.Spec.HasBias)
                writer.Line($"{VectorMethod(layer, units, "b")}<V, TSink>(delta{l}, step, blocks, sink);");
            if (layer.Slopes >= 0)
            {
                string slopeDelta = Lanes("scratch", layer.Lanes.SlopeDelta);
                writer.Line($"{VectorMethod(layer, units, "alpha")}<V, TSink>({slopeDelta}, step, blocks, sink);");
            }
        }
    }

    private static string InputGradientMethod(LayerPlan layer, Chunk inputs) =>
        Method($"Layer{layer.Number}InputGradient", layer.Spec.Inputs, inputs);

    private static string GradientMethod(LayerPlan layer, Chunk units) =>
        Method($"Layer{layer.Number}WeightGradient", layer.Spec.Units, units);

    private static string VectorMethod(LayerPlan layer, Chunk units, string parameter) =>
        Method($"Layer{layer.Number}{(parameter == "b" ? "Bias" : "Slope")}Gradient", layer.Spec.Units, units);

    private static void WeightGradient(SourceWriter writer, NetworkPlan plan, LayerPlan layer, GradientChunk chunk)
    {
        int l = layer.Number, inputs = layer.Spec.Inputs;
        Chunk units = chunk.Units;
        string input = Input(layer), all = layer.Straight!.Gradients.Count == 1 ? "u" : $"{units.First}..{units.End - 1}";
        writer.Summary(
            $"Layer {l}{Range("unit", layer.Spec.Units, units)}: dC/dW{l} = delta{l} {input}^T, summed over the samples.");
        writer.Line(Optimize);
        using (writer.Braces(
            $"private static void {GradientMethod(layer, units)}<V, TSink>("
            + $"{plan.Block} {input}, {plan.Block} delta{l}, int step, int blocks, TSink sink)",
            $"    {WideConstraint(plan)}",
            $"    where TSink : struct, IGradientSink<{plan.Number}>"))
        {
            int shared = layer.InputsPerVector;
            writer.Line("int end = blocks * step;");
            if (shared > 1)
                writer.Line($"// The weights of {shared} inputs, from k on, share a vector.");
            using (writer.Braces($"for (int k = 0; k < {inputs}; k{(shared == 1 ? "++" : $" += {shared}")})"))
            {
                writer.Line($"// dC/dW{l}[{all},k] = sum over the samples of delta{l}[{all}] {input}[k]");
                writer.Line($"{plan.Block} {input}_k = {input}.At(k * V.Count);");
                string sums = shared == 1
                    ? SumOverBlocks(
                        writer, plan, chunk.WeightTiles, $"delta{l}.At(block)",
                        _ => $"V factor = V.Load({input}_k, block);",
                        lane => units.First + lane is int unit && unit < units.End
                            ? new($"dW{l}_{unit}", sum => $"V.MultiplyAdd(factor, samples, {unit} * V.Count, {sum})") : null)
                    : SumOverBlocks(
                        writer, plan, chunk.WeightTiles, $"{input}_k.At(block)",
                        unit => $"V delta{l}_{unit} = V.Load(delta{l}.At(block), {unit} * V.Count);",
                        lane => lane % layer.InputStep is int unit && lane / layer.InputStep is int i && unit < units.End
                            ? new($"dW{l}_{unit}_{i}", sum => $"V.MultiplyAdd(delta{l}_{unit}, samples, {i} * V.Count, {sum})", unit) : null);
                int start = layer.Weights + units.First;
                writer.Line($"sink.Take({sums}, {(start == 0 ? "" : $"{start} + ")}k * {layer.InputStep});");
            }
        }
    }

    /// <summary>The gradients by parameters of which there is one for each unit: sums of what each sample has for it.</summary>
    private static void VectorGradient(
        SourceWriter writer, NetworkPlan plan, LayerPlan layer, GradientChunk chunk, string parameter, string summed, int place)
    {
        int l = layer.Number;
        Chunk units = chunk.Units;
        string gradient = $"d{parameter}{l}";
        writer.Line();
        writer.Summary($"Layer {l}{Range("unit", layer.Spec.Units, units)}: dC/{gradient}, summed over the samples.");
        writer.Line(Optimize);
        using (writer.Braces(
            $"private static void {VectorMethod(layer, units, parameter)}<V, TSink>("
            + $"{plan.Block} {summed}, int step, int blocks, TSink sink)",
            $"    {WideConstraint(plan)}",
            $"    where TSink : struct, IGradientSink<{plan.Number}>"))
        {
            writer.Line("int end = blocks * step;");
            string sums = SumOverBlocks(
                writer, plan, chunk.UnitTiles, $"{summed}.At(block)", null,
                lane => units.First + lane is int unit && unit < units.End
                    ? new($"{gradient}_{unit}", sum => $"{sum} + V.Load(samples, {unit} * V.Count)") : null);
            writer.Line($"sink.Take({sums}, {place + units.First});");
        }
    }

    /// <summary>Writes the sums over the samples of all blocks, tile by tile.</summary>
    /// <param name="tiles">The tiles of the plan.</param>
    /// <param name="samples">Where the operand of each sum stands that is read from memory.</param>
    /// <param name="load">The line that loads the operand that sums share, if there is one.</param>
    /// <param name="sumOf">The sum for each lane of the result, or null.</param>
    /// <returns>The expression for the vector of the sums over the lanes of each.</returns>
    private static string SumOverBlocks(
        SourceWriter writer, NetworkPlan plan, EquatableArray<Chunk> tiles, string samples, Func<int, string>? load,
        Func<int, SampleSum?> sumOf)
    {
        SampleSum?[] sums = [.. Enumerable.Range(0, plan.Line).Select(sumOf)];
        int fours = plan.Line / 4;
        foreach (Chunk tile in tiles)
        {
            SampleSum[] own = [.. sums.Where((_, lane) => lane % fours >= tile.First && lane % fours < tile.End).OfType<SampleSum>()];
            foreach (SampleSum sum in own)
                writer.Line($"V {sum.Name} = default;");
            using (writer.Braces("for (int block = 0; block < end; block += step)"))
            {
                if (load is not null)
                    writer.Lines([.. own.Select(sum => sum.Shared).Distinct().Select(load)]);
                writer.Line($"{plan.Block} samples = {samples};");
                foreach (SampleSum sum in own)
                    writer.Line($"{sum.Name} = {sum.Next(sum.Name)};");
            }

            writer.Line();
            if (tiles.Count == 1)
                return LaneSums(plan, sums.Take(Array.FindLastIndex(sums, sum => sum is not null) + 1).Select(Name));
            foreach (int four in tile.Numbers)
            {
                string[] names = [.. Enumerable.Range(0, 4).Select(i => Name(sums[four + i * fours]))];
                writer.Line($"V lanes_{four} = V.AddQuarters(V.AddHalves({names[0]}, {names[1]}), V.AddHalves({names[2]}, {names[3]}));");
            }
        }

        // What LaneSum.Of has left to do.
        string[] pairs = [.. Enumerable.Range(0, fours / 2).Select(i => $"V.AddPairs(lanes_{2 * i}, lanes_{2 * i + 1})")];
        return pairs.Length == 1 ? pairs[0] : $"V.AddNeighbours({string.Join(", ", pairs)})";

        static string Name(SampleSum? sum) => sum?.Name ?? "default";
    }

    private static void InputGradient(SourceWriter writer, NetworkPlan plan, LayerPlan layer, LayerPlan? before, Chunk inputs)
    {
        int l = layer.Number;
        bool fuses = before is { FusesDerivative: true };
        string result = layer.Number == 1 ? "dx" : fuses ? $"delta{l - 1}" : $"da{l - 1}";
        writer.Summary($"{InputGradients(layer, before)}{Range("input", layer.Spec.Inputs, inputs)}.");
        writer.Line(Optimize);
        using (writer.Braces(
            $"private static void {InputGradientMethod(layer, inputs)}<V>({plan.Block} p, {plan.Block} delta{l}, "
            + $"{(fuses ? $"{plan.Block} a{l - 1}, " : "")}{plan.Block} {result}) {Constraint(plan)}"))
        {
            writer.Line($"{plan.Block} W{l} = {Parameters(layer.Weights)};");
            var sums = new SumWriter(
                writer, unit => ($"delta{l}_{unit}", $"V.Load(delta{l}, {unit} * V.Count)"),
                (k, unit) => $"V.Broadcast(W{l}[{unit + k * layer.InputStep}]) * delta{l}_{unit}",
                (k, unit) => $"W{l}, {unit + k * layer.InputStep}, delta{l}_{unit}");
            string Sum(int k) => layer.Number == 1 ? $"dx_{k}" : $"da{l - 1}_{k}";
            foreach (Chunk tile in inputs.Parts(layer.Straight!.InputTile))
            {
                writer.Line();
                writer.Line($"// dC/d{Input(layer)}[{Vector(tile)}] = sum over u of W{l}[u,{Vector(tile)}] delta{l}[u]");
                sums.Write(tile, Sum, null, Enumerable.Range(0, layer.Spec.Units));
                foreach (int k in tile.Numbers)
                {
                    string output = Sum(k);
                    if (fuses)
                    {
                        writer.Line($"V a{l - 1}_{k} = V.Load(a{l - 1}, {k} * V.Count);");
                        output += $" * {New(before!)}.Derivative(a{l - 1}_{k}, a{l - 1}_{k})";
                    }

                    writer.Line($"V.Store({result}, {k} * V.Count, {output});");
                }
            }
        }
    }

    private static void ApplyDerivative(SourceWriter writer, NetworkPlan plan, LayerPlan layer)
    {
        int l = layer.Number, units = layer.Spec.Units;
        string z = layer.Lanes.Z == layer.Lanes.A ? $"a{l}" : $"z{l}";
        writer.Line(layer.Facts.Kind switch
        {
            ActivationKind.Parametric =>
                $"ParametricReLU.BackwardLanes<V, {plan.Number}>(p.At({layer.Slopes}), z{l}, delta{l}, {units}, "
                + $"{Lanes("scratch", layer.Lanes.SlopeDelta)});",
            ActivationKind.AcrossUnits => $"{Type(layer)}.Backward<V, {plan.Number}, SamplesInLanes>(a{l}, delta{l}, {units});",
            _ => $"Elementwise.Backward<V, {plan.Number}, {Type(layer)}>({z}, a{l}, delta{l}, {units} * V.Count, {New(layer)});",
        });
    }

    /// <summary>A sum over the samples.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Next">The expression for it with another block.</param>
    /// <param name="Shared">The number of the operand that it shares with others.</param>
    private sealed record SampleSum(string Name, Func<string, string> Next, int Shared = 0);
}
