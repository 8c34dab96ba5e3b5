using GenNet.Generator.Emission;
using GenNet.Generator.Planning;
using static GenNet.Generator.Emission.PassesWriter;
using static GenNet.Generator.Emission.StraightText;

namespace GenNet.Generator.Layers;

/// <summary>
/// A dense layer as straight-line arithmetic of a single sample, with its units across the lanes. A unit's sum runs in the order that it
/// has with a sample in each lane.
/// </summary>
internal sealed partial record DensePlan
{
    private void RowForward(RowPassWriter pass)
    {
        pass.Declare(Stored, pass.At(Writes.Place!, Writes.Stride));
        foreach (Chunk units in Straight!.RowUnits)
            pass.Line($"{RowForwardMethod(units)}<V>(p, {Reads.Name}, {Stored});");
    }

    private void RowBackward(RowPassWriter pass)
    {
        string a = Derived is null ? "" : $"{Reads.Name}, ";
        foreach (Chunk inputs in Straight!.RowInputs)
            pass.Line($"{RowInputGradientMethod(inputs)}<V>(p, {Writes.DeltaName}, {a}{Reads.DeltaName});");
    }

    private void RowGradients(RowPassWriter pass) => pass.Line(
        $"DenseRow.ParameterGradient<V, {pass.Plan.Number}, Layer{Number}, TSink>({Reads.Name}, {Writes.DeltaName}, sink);");

    private void RowForwardMethods(RowPassWriter pass)
    {
        foreach (Chunk units in Straight!.RowUnits)
        {
            pass.Line();
            RowUnits(pass, units);
        }
    }

    private void RowBackwardMethods(RowPassWriter pass)
    {
        foreach (Chunk inputs in Straight!.RowInputs)
        {
            pass.Line();
            RowInputGradient(pass, inputs);
        }
    }

    private string RowForwardMethod(Chunk units) => Method($"Layer{Number}ForwardRow", Dense.Units, units);

    private string RowInputGradientMethod(Chunk inputs) => Method($"Layer{Number}InputGradientRow", Dense.Inputs, inputs);

    /// <summary>The sums of a vector of units after the other.</summary>
    private void RowUnits(RowPassWriter pass, Chunk units)
    {
        SourceWriter writer = pass.Writer;
        int l = Number, line = pass.Plan.Line;
        string input = Reads.Name;
        writer.Summary($"Layer {l} of a single sample{Range("unit", Dense.Units, units)}: {SumsFormula}.");
        writer.Line(Straight!.InlinesRow ? "[MethodImpl(MethodImplOptions.AggressiveInlining)]" : Optimize);
        using (writer.Braces(
            $"private static void {RowForwardMethod(units)}<V>("
            + $"{pass.Plan.Block} p, {pass.Plan.Block} {input}, {pass.Plan.Block} {Stored}) {WideConstraint(pass.Plan)}"))
        {
            writer.Line($"{pass.Plan.Block} W{l} = {Parameters(Weights)};");
            if (Dense.HasBias)
                writer.Line($"{pass.Plan.Block} b{l} = p.At({Bias});");
            int step = InputsPerVector;
            string Inputs(int k) => $"V.Spread({input}, {k * step}, {step})";
            SumWriter sums = step == 1
                ? new(
                    writer, null, (unit, k) => $"V.Broadcast({input}[{k}]) * V.Load(W{l}, {unit + k * InputStep})",
                    (unit, k) => $"{input}, {k}, W{l}, {unit + k * InputStep}")
                : new(writer, null, (_, k) => $"{Inputs(k)} * V.Load(W{l}, {k * line})", (_, k) => $"{Inputs(k)}, W{l}, {k * line}");
            foreach (Chunk chunk in units.Parts(line))
            {
                string z = $"z{l}_{chunk.First}", vector = Vector(chunk);
                writer.Line();
                writer.Line($"// z{l}[{vector}] = {Sum(vector, $"[{vector}]")}");
                sums.Write(
                    new(chunk.First, chunk.First + 1), _ => z, Dense.HasBias ? unit => $"V.Load(b{l}, {unit})" : null, Ranges, inputs: 1);
                if (step > 1)
                    writer.Line($"{z} = LaneSum.OfParts<V, {pass.Plan.Number}>({z}, {step});");
                writer.Line($"V.Store({Stored}, {chunk.First}, {Activated(z)});");
            }
        }
    }

    /// <summary>The products of a vector of inputs, each summed over its lanes.</summary>
    private void RowInputGradient(RowPassWriter pass, Chunk inputs)
    {
        SourceWriter writer = pass.Writer;
        NetworkPlan plan = pass.Plan;
        int l = Number, step = InputsPerVector;
        string input = Reads.Name, delta = Writes.DeltaName, sum = InputDerivative, result = Derived is null ? sum : Reads.DeltaName;
        writer.Summary($"{InputGradientFormula}, of a single sample{Range("input", Dense.Inputs, inputs)}.");
        writer.Line(Optimize);
        using (writer.Braces(
            $"private static void {RowInputGradientMethod(inputs)}<V>({plan.Block} p, {plan.Block} {delta}, "
            + $"{(Derived is null ? "" : $"{plan.Block} {input}, ")}{plan.Block} {result}) {WideConstraint(plan)}"))
        {
            int[] vectors = [.. Enumerable.Range(0, Writes.Stride / plan.Line).Select(i => i * plan.Line)];
            writer.Line($"{plan.Block} W{l} = {Parameters(Weights)};");
            foreach (int first in vectors)
            {
                string vectorOfDeltas = step == 1
                    ? $"V.Load({delta}, {first})"
                    : $"LaneSum.OfParts<V, {plan.Number}>(V.Load({delta}, 0), {step})";
                writer.Line($"V {delta}_{first} = {vectorOfDeltas};");
            }

            string vector = Vector(inputs);
            writer.Line();
            writer.Line($"// dC/d{input}[{vector}] = sum over u of W{l}[u,{vector}] {delta}[u]");
            int[] rows = [.. inputs.Numbers.Where(k => k % step == 0)];
            foreach (int k in rows)
            {
                writer.Line($"V {sum}_{k} = {delta}_0 * V.Load(W{l}, {k * InputStep});");
                foreach (int first in vectors.Skip(1))
                    writer.Line($"{sum}_{k} = V.MultiplyAdd({delta}_{first}, W{l}, {first + k * InputStep}, {sum}_{k});");
            }

            string all = LaneSums(plan, rows.Select(k => $"{sum}_{k}"), step);
            if (Term.Adds)
                all = $"V.Load({result}, {inputs.First}) + {all}";
            if (Derived is not null)
            {
                writer.Line($"V a = V.Load({input}, {inputs.First});");
                all = $"{(Term.Adds ? $"({all})" : all)} * {Derived.New}.Derivative(a, a)";
            }

            writer.Line($"V.Store({result}, {inputs.First}, {all});");
        }
    }
}
