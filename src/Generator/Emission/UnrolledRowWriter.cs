using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using static GenNet.Generator.Emission.Notation;
using static GenNet.Generator.Emission.PassesWriter;
using static GenNet.Generator.Emission.UnrolledForwardWriter;

namespace GenNet.Generator.Emission;

/// <summary>
/// Writes the passes of a network of straight-line arithmetic for a single sample, with the units of a layer across the lanes. A unit's
/// sum runs in the order of <see cref="UnrolledForwardWriter"/>.
/// </summary>
internal static class UnrolledRowWriter
{
    /// <summary>The constraint on a pass's vector.</summary>
    public static string WideConstraint(NetworkPlan plan) => $"where V : struct, IWideVector<V, {plan.Number}>";

    public static void Forward(SourceWriter writer, NetworkPlan plan)
    {
        writer.Line();
        writer.Summary($"From the inputs x to {LossInput(plan)}, for a single sample with the units of a layer across the lanes.");
        writer.Line(Optimize);
        using (writer.Braces(
            $"public static {plan.Block} ForwardRow<V>({plan.Block} p, {plan.Block} x, {plan.Block} scratch) {WideConstraint(plan)}"))
        {
            foreach (LayerPlan layer in plan.Layers)
                ForwardCalls(writer, plan, layer);
            writer.Line($"return {LossInput(plan)};");
        }

        DrawDropout(
            writer, plan, $"DrawDropoutRow(DropoutStep step, {plan.Block} scratch)", "",
            layer => $"step.Draw({Row(layer.Rows.Keep)}, {layer.UnitStride}, {layer.UnitStride}, 1, 1, 0");

        foreach (LayerPlan layer in plan.Layers)
        {
            foreach (Chunk units in layer.Straight!.RowUnits)
            {
                writer.Line();
                Units(writer, plan, layer, units);
            }
        }
    }

    public static void Backward(SourceWriter writer, NetworkPlan plan)
    {
        LayerPlan last = plan.Last;
        writer.Line();
        writer.Summary("Where the loss leaves a single sample's derivatives for the backward pass.");
        writer.Line($"public static {plan.Block} OutputDeltaRow({plan.Block} scratch) => {Row(last.Rows.Delta)};");
        if (plan.LossIsFused)
        {
            int l = last.Number;
            writer.Line();
            writer.Summary($"{Delta(last, $"dC/da{l}")}: for the Jacobian only, as the loss leaves dC/dz{l}.");
            using (writer.Braces(
                $"public static void OutputBackwardRow<V>({plan.Block} a{l}, {plan.Block} delta{l}) {WideConstraint(plan)}"))
                ApplyDerivative(writer, plan, last);
        }

        writer.Line();
        writer.Summary("The backward pass of a single sample: each gradient by the parameters goes to the sink as soon as it is complete.");
        using (writer.Braces(
            $"public static void BackwardRow<V, TSink>({plan.Block} p, {plan.Block} x, {plan.Block} scratch, TSink sink)",
            $"    {WideConstraint(plan)}",
            $"    where TSink : struct, IGradientSink<{plan.Number}>"))
        {
            Blocks(writer, plan, layer => layer.Rows, Row);
            if (last.AppliesActivation && last.Facts.Formula.Length > 0)
            {
                writer.Line($"// {Delta(last, $"dC/da{last.Number}")}.");
                ApplyDerivative(writer, plan, last);
                writer.Line();
            }

            for (int i = plan.Layers.Count - 1; i >= 0; i--)
                BackwardCalls(writer, plan, i);
        }

        writer.Line();
        writer.Summary("dC/dx = W1^T delta1 of a single sample, after the backward pass.");
        using (writer.Braces(
            $"public static void InputGradientRow<V>({plan.Block} p, {plan.Block} scratch, {plan.Block} dx) {WideConstraint(plan)}"))
        {
            LayerPlan first = plan.Layers[0];
            writer.Line($"{plan.Block} delta1 = {Row(first.Rows.Delta)};");
            foreach (Chunk inputs in first.Straight!.RowInputs)
                writer.Line($"{InputGradientMethod(first, inputs)}<V>(p, delta1, dx);");
        }

        for (int i = plan.Layers.Count - 1; i >= 0; i--)
        {
            foreach (Chunk inputs in plan.Layers[i].Straight!.RowInputs)
            {
                writer.Line();
                InputGradient(writer, plan, plan.Layers[i], i == 0 ? null : plan.Layers[i - 1], inputs);
            }
        }
    }

    private static string Row(int place) => place == 0 ? "scratch" : $"scratch.At({place})";

    private static void ForwardCalls(SourceWriter writer, NetworkPlan plan, LayerPlan layer)
    {
        int l = layer.Number;
        string result = layer.IsFused ? $"a{l}" : $"z{l}";
        writer.Line($"// Layer {l}: {Affine(layer)}{(layer.AppliesActivation ? ", " + Activation(layer) : "")}.");
        writer.Line($"{plan.Block} {result} = {Row(layer.Rows.Z)};");
        foreach (Chunk units in layer.Straight!.RowUnits)
            writer.Line($"{ForwardMethod(layer, units)}<V>(p, {Input(layer)}, {result});");
        if (layer.AppliesActivation && !layer.IsFused)
        {
            writer.Line($"{plan.Block} a{l} = {(layer.Rows.A == layer.Rows.Z ? result : Row(layer.Rows.A))};");
            ApplyActivation(writer, plan, layer, result, $"a{l}");
        }

        if (layer.Spec.HasDropout)
        {
            writer.Line($"// {Dropout(layer)}.");
            writer.Line($"{plan.Block} d{l} = {Row(layer.Rows.Dropped)};");
            writer.Line($"Elementwise.Product<V, {plan.Number}>(a{l}, {Row(layer.Rows.Keep)}, d{l}, {layer.UnitStride});");
        }

        writer.Line();
    }

    private static string ForwardMethod(LayerPlan layer, Chunk units) =>
        Method($"Layer{layer.Number}ForwardRow", layer.Spec.Units, units);

    private static string InputGradientMethod(LayerPlan layer, Chunk inputs) =>
        Method($"Layer{layer.Number}InputGradientRow", layer.Spec.Inputs, inputs);

    /// <summary>The sums of a vector of units after the other.</summary>
    private static void Units(SourceWriter writer, NetworkPlan plan, LayerPlan layer, Chunk units)
    {
        int l = layer.Number;
        string input = Input(layer), result = layer.IsFused ? $"a{l}" : $"z{l}";
        writer.Summary(
            $"Layer {l} of a single sample{Range("unit", layer.Spec.Units, units)}: "
            + $"{Affine(layer)}{(layer.IsFused ? ", " + Activation(layer) : "")}.");
        writer.Line(layer.Straight!.InlinesRow ? "[MethodImpl(MethodImplOptions.AggressiveInlining)]" : Optimize);
        using (writer.Braces(
            $"private static void {ForwardMethod(layer, units)}<V>("
            + $"{plan.Block} p, {plan.Block} {input}, {plan.Block} {result}) {WideConstraint(plan)}"))
        {
            writer.Line($"{plan.Block} W{l} = {Parameters(layer.Weights)};");
            if (layer.Spec.HasBias)
                writer.Line($"{plan.Block} b{l} = p.At({layer.Bias});");
            int step = layer.InputsPerVector;
            string Inputs(int k) => $"V.Spread({input}, {k * step}, {step})";
            SumWriter sums = step == 1
                ? new(
                    writer, null, (unit, k) => $"V.Broadcast({input}[{k}]) * V.Load(W{l}, {unit + k * layer.InputStep})",
                    (unit, k) => $"{input}, {k}, W{l}, {unit + k * layer.InputStep}")
                : new(writer, null, (_, k) => $"{Inputs(k)} * V.Load(W{l}, {k * plan.Line})", (_, k) => $"{Inputs(k)}, W{l}, {k * plan.Line}");
            foreach (Chunk chunk in units.Parts(plan.Line))
            {
                string z = $"z{l}_{chunk.First}", vector = Vector(chunk);
                writer.Line();
                writer.Line($"// z{l}[{vector}] = {Sum(layer, vector, $"[{vector}]")}");
                sums.Write(
                    new(chunk.First, chunk.First + 1), _ => z, layer.Spec.HasBias ? unit => $"V.Load(b{l}, {unit})" : null, layer, inputs: 1);
                if (step > 1)
                    writer.Line($"{z} = LaneSum.OfParts<V, {plan.Number}>({z}, {step});");
                writer.Line($"V.Store({result}, {chunk.First}, {Activated(layer, z)});");
            }
        }
    }

    /// <summary>0..15.</summary>
    public static string Vector(Chunk chunk) => chunk.End == chunk.First + 1 ? $"{chunk.First}" : $"{chunk.First}..{chunk.End - 1}";

    private static void BackwardCalls(SourceWriter writer, NetworkPlan plan, int index)
    {
        LayerPlan layer = plan.Layers[index];
        int l = layer.Number;
        if (index > 0)
        {
            // The deltas of the layer before come first: they need the weights as they were.
            LayerPlan before = plan.Layers[index - 1];
            writer.Line($"// {Delta(before, $"W{l}^T delta{l}")}.");
            string a = before.FusesDerivative ? $"a{l - 1}, " : "";
            foreach (Chunk inputs in layer.Straight!.RowInputs)
                writer.Line($"{InputGradientMethod(layer, inputs)}<V>(p, delta{l}, {a}delta{l - 1});");
            if (before.Spec.HasDropout)
            {
                string keep = Row(before.Rows.Keep);
                writer.Line($"Elementwise.Product<V, {plan.Number}>(delta{l - 1}, {keep}, delta{l - 1}, {before.UnitStride});");
            }

            if (before.Facts.Formula.Length > 0 && !before.FusesDerivative)
                ApplyDerivative(writer, plan, before);
            writer.Line();
        }

        writer.Line($"// {UnrolledBackwardWriter.Gradients(layer)}.");
        writer.Line($"DenseRow.ParameterGradient<V, {plan.Number}, Layer{l}, TSink>({Input(layer)}, delta{l}, sink);");
        if (layer.Slopes >= 0)
            writer.Line($"DenseRow.SlopeGradient<V, {plan.Number}, Layer{l}, TSink>({Row(layer.Rows.SlopeDelta)}, sink);");
        if (index > 0)
            writer.Line();
    }

    /// <summary>The products of a vector of inputs, each summed over its lanes.</summary>
    private static void InputGradient(SourceWriter writer, NetworkPlan plan, LayerPlan layer, LayerPlan? before, Chunk inputs)
    {
        int l = layer.Number;
        bool fuses = before is { FusesDerivative: true };
        string sum = l == 1 ? "dx" : $"da{l - 1}", result = fuses ? $"delta{l - 1}" : sum;
        writer.Summary(
            $"{UnrolledBackwardWriter.InputGradients(layer, before)}, of a single sample"
            + $"{Range("input", layer.Spec.Inputs, inputs)}.");
        writer.Line(Optimize);
        using (writer.Braces(
            $"private static void {InputGradientMethod(layer, inputs)}<V>({plan.Block} p, {plan.Block} delta{l}, "
            + $"{(fuses ? $"{plan.Block} a{l - 1}, " : "")}{plan.Block} {result}) {WideConstraint(plan)}"))
        {
            int step = layer.InputsPerVector;
            int[] vectors = [.. Enumerable.Range(0, layer.UnitStride / plan.Line).Select(i => i * plan.Line)];
            writer.Line($"{plan.Block} W{l} = {Parameters(layer.Weights)};");
            foreach (int first in vectors)
            {
                string delta = step == 1 ? $"V.Load(delta{l}, {first})" : $"LaneSum.OfParts<V, {plan.Number}>(V.Load(delta{l}, 0), {step})";
                writer.Line($"V delta{l}_{first} = {delta};");
            }

            string vector = Vector(inputs);
            writer.Line();
            writer.Line($"// dC/d{Input(layer)}[{vector}] = sum over u of W{l}[u,{vector}] delta{l}[u]");
            int[] rows = [.. inputs.Numbers.Where(k => k % step == 0)];
            foreach (int k in rows)
            {
                writer.Line($"V {sum}_{k} = delta{l}_0 * V.Load(W{l}, {k * layer.InputStep});");
                foreach (int first in vectors.Skip(1))
                    writer.Line($"{sum}_{k} = V.MultiplyAdd(delta{l}_{first}, W{l}, {first + k * layer.InputStep}, {sum}_{k});");
            }

            string all = LaneSums(plan, rows.Select(k => $"{sum}_{k}"), step);
            if (fuses)
            {
                writer.Line($"V a = V.Load(a{l - 1}, {inputs.First});");
                all += $" * {New(before!)}.Derivative(a, a)";
            }

            writer.Line($"V.Store({result}, {inputs.First}, {all});");
        }
    }

    /// <summary>
    /// The expression for the vector of the sums over the lanes of each of some vectors, or over their halves or quarters.
    /// </summary>
    public static string LaneSums(NetworkPlan plan, IEnumerable<string> vectors, int parts = 1)
    {
        string sums = parts switch
        {
            4 => $"OfQuarters<V, {plan.Number}>",
            2 => $"OfHalves<V, {plan.Number}>",
            _ => plan.NumberSize == sizeof(double) ? "OfDoubles" : "Of",
        };
        return $"LaneSum.{sums}({string.Join(", ", vectors)})";
    }

    /// <summary>The places of a pass's numbers.</summary>
    public static void Blocks(SourceWriter writer, NetworkPlan plan, Func<LayerPlan, Places> places, Func<int, string> at)
    {
        foreach (LayerPlan layer in plan.Layers)
        {
            int l = layer.Number;
            if (layer.AppliesActivation && places(layer).Z != places(layer).A)
                writer.Line($"{plan.Block} z{l} = {at(places(layer).Z)};");
            if (layer.AppliesActivation)
                writer.Line($"{plan.Block} a{l} = {at(places(layer).A)};");
            if (layer.Spec.HasDropout)
                writer.Line($"{plan.Block} d{l} = {at(places(layer).Dropped)};");
            writer.Line($"{plan.Block} delta{l} = {at(places(layer).Delta)};");
        }

        writer.Line();
    }

    private static void ApplyActivation(SourceWriter writer, NetworkPlan plan, LayerPlan layer, string z, string a) =>
        writer.Line(layer.Facts.Kind switch
        {
            ActivationKind.Parametric => $"ParametricReLU.Forward<V, {plan.Number}, Layer{layer.Number}>(p, {z}, {a}, 1);",
            ActivationKind.AcrossUnits => $"Layerwise.ForwardRow<V, {plan.Number}, Layer{layer.Number}, {Type(layer)}>({z}, {a});",
            _ => $"Elementwise.Forward<V, {plan.Number}, {Type(layer)}>({z}, {a}, {layer.UnitStride}, {New(layer)});",
        });

    private static void ApplyDerivative(SourceWriter writer, NetworkPlan plan, LayerPlan layer)
    {
        int l = layer.Number;
        string z = layer.Rows.Z == layer.Rows.A ? $"a{l}" : $"z{l}";
        writer.Line(layer.Facts.Kind switch
        {
            ActivationKind.Parametric =>
                $"ParametricReLU.Backward<V, {plan.Number}, Layer{l}>(p, z{l}, delta{l}, {Row(layer.Rows.SlopeDelta)}, 1);",
            ActivationKind.AcrossUnits => $"Layerwise.BackwardRow<V, {plan.Number}, Layer{l}, {Type(layer)}>(a{l}, delta{l});",
            _ => $"Elementwise.Backward<V, {plan.Number}, {Type(layer)}>({z}, a{l}, delta{l}, {layer.UnitStride}, {New(layer)});",
        });
    }
}
