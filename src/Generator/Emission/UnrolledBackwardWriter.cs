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
            for (int i = plan.Layers.Count - 1; i >= 0; i--)
                GradientCalls(writer, plan, i);
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
            foreach (Chunk units in layer.Straight!.Gradients)
            {
                writer.Line();
                WeightGradient(writer, plan, layer, units);
                if (layer.Spec.HasBias)
                    VectorGradient(writer, plan, layer, units, "b", $"delta{layer.Number}", layer.Bias);
                if (layer.Slopes >= 0)
                    VectorGradient(writer, plan, layer, units, "alpha", "slopeDelta", layer.Slopes);
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

    private static void GradientCalls(SourceWriter writer, NetworkPlan plan, int index)
    {
        LayerPlan layer = plan.Layers[index];
        LayerPlan? before = index > 0 ? plan.Layers[index - 1] : null;
        string input = before is null ? "x" : Lanes("scratch", layer.ReadsDropped ? before.Lanes.Dropped : before.Lanes.A);
        string delta = Lanes("scratch", layer.Lanes.Delta);
        writer.Line($"// {Gradients(layer)}.");
        foreach (Chunk units in layer.Straight!.Gradients)
        {
            writer.Line($"{GradientMethod(layer, units)}<V, TSink>({input}, {delta}, step, blocks, sink);");
            if (layer.Spec.HasBias)
                writer.Line($"{VectorMethod(layer, units, "b")}<V, TSink>({delta}, step, blocks, sink);");
            if (layer.Slopes >= 0)
            {
                string slopeDelta = Lanes("scratch", layer.Lanes.SlopeDelta);
                writer.Line($"{VectorMethod(layer, units, "alpha")}<V, TSink>({slopeDelta}, step, blocks, sink);");
            }
        }

        if (index > 0)
            writer.Line();
    }

    private static string InputGradientMethod(LayerPlan layer, Chunk inputs) =>
        Method($"Layer{layer.Number}InputGradient", layer.Straight!.Inputs, inputs);

    private static string GradientMethod(LayerPlan layer, Chunk units) =>
        Method($"Layer{layer.Number}WeightGradient", layer.Straight!.Gradients, units);

    private static string VectorMethod(LayerPlan layer, Chunk units, string parameter) =>
        Method($"Layer{layer.Number}{(parameter == "b" ? "Bias" : "Slope")}Gradient", layer.Straight!.Gradients, units);

    private static void WeightGradient(SourceWriter writer, NetworkPlan plan, LayerPlan layer, Chunk units)
    {
        int l = layer.Number, inputs = layer.Spec.Inputs;
        string input = Input(layer), dW = $"dW{l}", all = layer.Straight!.Gradients.Count == 1 ? "u" : $"{units.First}..{units.End - 1}";
        writer.Summary(
            $"Layer {l}{Range("unit", layer.Straight.Gradients, units)}: dC/dW{l} = delta{l} {input}^T, summed over the samples.");
        writer.Line(Optimize);
        using (writer.Braces(
            $"private static void {GradientMethod(layer, units)}<V, TSink>("
            + $"{plan.Block} {input}, {plan.Block} delta{l}, int step, int blocks, TSink sink)",
            $"    {WideConstraint(plan)}",
            $"    where TSink : struct, IGradientSink<{plan.Number}>"))
        {
            int shared = layer.InputsPerVector;
            string Weight(int unit, int i) => shared == 1 ? $"{dW}_{unit}" : $"{dW}_{unit}_{i}";
            string InputAt(int i) => i == 0 ? "k" : $"(k + {i})";
            (int Unit, int I)[] weights =
            [
                .. Enumerable.Range(0, shared)
                    .SelectMany(i => Enumerable.Range(units.First, units.End - units.First).Select(u => (u, i))),
            ];
            if (shared > 1)
                writer.Line($"// The weights of {shared} inputs, from k on, share a vector.");
            using (writer.Braces($"for (int k = 0; k < {inputs}; k{(shared == 1 ? "++" : $" += {shared}")})"))
            {
                writer.Line($"// dC/dW{l}[{all},k] = sum over the samples of delta{l}[{all}] {input}[k]");
                SumOverBlocks(
                    writer, plan, $"delta{l}", weights.Select(w => Weight(w.Unit, w.I)),
                    weights.Select(w => $"V.MultiplyAdd({input}_{w.I}, samples, {w.Unit} * V.Count, {Weight(w.Unit, w.I)})"),
                    Enumerable.Range(0, shared).Select(i => $"V {input}_{i} = V.Load({input}, block * step + {InputAt(i)} * V.Count);"));
                IEnumerable<string> lanes = shared == 1
                    ? weights.Select(w => Weight(w.Unit, 0))
                    : Enumerable.Range(0, plan.Line).Select(lane => lane % layer.InputStep < units.End
                        ? Weight(lane % layer.InputStep, lane / layer.InputStep)
                        : "default");
                int start = layer.Weights + units.First;
                writer.Line($"sink.Take({LaneSums(plan, lanes)}, {(start == 0 ? "" : $"{start} + ")}k * {layer.InputStep});");
            }
        }
    }

    /// <summary>The gradients by parameters of which there is one for each unit: sums of what each sample has for it.</summary>
    private static void VectorGradient(
        SourceWriter writer, NetworkPlan plan, LayerPlan layer, Chunk units, string parameter, string summed, int place)
    {
        int l = layer.Number;
        string gradient = $"d{parameter}{l}";
        string[] sums = [.. Enumerable.Range(units.First, units.End - units.First).Select(u => $"{gradient}_{u}")];
        writer.Line();
        writer.Summary($"Layer {l}{Range("unit", layer.Straight!.Gradients, units)}: dC/{gradient}, summed over the samples.");
        writer.Line(Optimize);
        using (writer.Braces(
            $"private static void {VectorMethod(layer, units, parameter)}<V, TSink>("
            + $"{plan.Block} {summed}, int step, int blocks, TSink sink)",
            $"    {WideConstraint(plan)}",
            $"    where TSink : struct, IGradientSink<{plan.Number}>"))
        {
            SumOverBlocks(writer, plan, summed, sums, sums.Select((sum, i) => $"{sum} + V.Load(samples, {units.First + i} * V.Count)"), []);
            writer.Line($"sink.Take({LaneSums(plan, sums)}, {place + units.First});");
        }
    }

    private static void SumOverBlocks(
        SourceWriter writer, NetworkPlan plan, string summed, IEnumerable<string> sums, IEnumerable<string> values,
        IEnumerable<string> loads)
    {
        foreach (string sum in sums)
            writer.Line($"V {sum} = default;");
        using (writer.Braces("for (int block = 0; block < blocks; block++)"))
        {
            foreach (string load in loads)
                writer.Line(load);
            writer.Line($"{plan.Block} samples = {summed}.At(block * step);");
            foreach ((string sum, string value) in sums.Zip(values, (sum, value) => (sum, value)))
                writer.Line($"{sum} = {value};");
        }

        writer.Line();
    }

    private static void InputGradient(SourceWriter writer, NetworkPlan plan, LayerPlan layer, LayerPlan? before, Chunk inputs)
    {
        int l = layer.Number;
        bool fuses = before is { FusesDerivative: true };
        string result = layer.Number == 1 ? "dx" : fuses ? $"delta{l - 1}" : $"da{l - 1}";
        writer.Summary($"{InputGradients(layer, before)}{Range("input", layer.Straight!.Inputs, inputs)}.");
        writer.Line(Optimize);
        using (writer.Braces(
            $"private static void {InputGradientMethod(layer, inputs)}<V>({plan.Block} p, {plan.Block} delta{l}, "
            + $"{(fuses ? $"{plan.Block} a{l - 1}, " : "")}{plan.Block} {result}) {Constraint(plan)}"))
        {
            writer.Line($"{plan.Block} W{l} = {Parameters(layer.Weights)};");
            Load(writer, $"delta{l}", new(0, layer.Spec.Units));
            for (int k = inputs.First; k < inputs.End; k++)
            {
                string sum = layer.Number == 1 ? $"dx_{k}" : $"da{l - 1}_{k}", output = sum;
                writer.Line();
                writer.Line($"// dC/d{Input(layer)}[{k}] = sum over u of W{l}[u,{k}] delta{l}[u]");
                writer.Line($"V {sum} = V.Broadcast(W{l}[{k * layer.InputStep}]) * delta{l}_0;");
                for (int unit = 1; unit < layer.Spec.Units; unit++)
                    writer.Line($"{sum} = V.MultiplyAdd(W{l}, {unit + k * layer.InputStep}, delta{l}_{unit}, {sum});");
                if (fuses)
                {
                    writer.Line($"V a{l - 1}_{k} = V.Load(a{l - 1}, {k} * V.Count);");
                    output = $"{sum} * {New(before!)}.Derivative(a{l - 1}_{k}, a{l - 1}_{k})";
                }

                writer.Line($"V.Store({result}, {k} * V.Count, {output});");
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
}
