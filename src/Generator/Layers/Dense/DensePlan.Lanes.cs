using GenNet.Generator.Emission;
using GenNet.Generator.Planning;
using static GenNet.Generator.Emission.Notation;
using static GenNet.Generator.Emission.PassesWriter;
using static GenNet.Generator.Emission.StraightText;

namespace GenNet.Generator.Layers;

/// <summary>A dense layer as straight-line arithmetic with one sample in each lane.</summary>
internal sealed partial record DensePlan
{
    private void LanesForward(LanesPassWriter pass)
    {
        pass.Line($"{pass.Plan.Block} {Stored} = {pass.At(Writes.Place!, Writes.Stride)};");
        foreach (Chunk units in Straight!.Units)
            pass.Line($"{ForwardMethod(units)}<V>(p, {Reads.Name}, {Stored});");
    }

    private void LanesBackward(LanesPassWriter pass)
    {
        string a = Derived is null ? "" : $"{Reads.Name}, ";
        foreach (Chunk inputs in Straight!.Inputs)
            pass.Line($"{InputGradientMethod(inputs)}<V>(p, {Writes.DeltaName}, {a}{Reads.DeltaName});");
    }

    private void LanesGradients(LanesPassWriter pass)
    {
        string input = Reads.Place is null ? Reads.Name : pass.At(Reads.Place, Reads.Stride);
        string delta = pass.At(Writes.Delta!, Writes.Stride);
        foreach (Chunk units in Straight!.Gradients)
        {
            pass.Line($"{GradientMethod(units)}<V, TSink>({input}, {delta}, step, blocks, sink);");
            if (Dense.HasBias)
                pass.Line($"{BiasGradientMethod(units)}<V, TSink>({delta}, step, blocks, sink);");
        }
    }

    private void LanesForwardMethods(PassWriter pass)
    {
        foreach (Chunk units in Straight!.Units)
        {
            pass.Line();
            Units(pass, units);
        }
    }

    private void LanesBackwardMethods(PassWriter pass)
    {
        foreach (Chunk units in Straight!.Gradients)
        {
            pass.Line();
            WeightGradient(pass, units);
            if (Dense.HasBias)
            {
                VectorGradient(
                    pass, BiasGradientMethod(units), $"Layer {Number}{Range("unit", Straight.Gradients, units)}: dC/db{Number}",
                    $"db{Number}", Writes.DeltaName, units, Bias);
            }
        }

        foreach (Chunk inputs in Straight.Inputs)
        {
            pass.Line();
            InputGradient(pass, inputs);
        }
    }

    private string ForwardMethod(Chunk units) => Method($"Layer{Number}Forward", Straight!.Units, units);

    private string InputGradientMethod(Chunk inputs) => Method($"Layer{Number}InputGradient", Straight!.Inputs, inputs);

    private string GradientMethod(Chunk units) => Method($"Layer{Number}WeightGradient", Straight!.Gradients, units);

    private string BiasGradientMethod(Chunk units) => Method($"Layer{Number}BiasGradient", Straight!.Gradients, units);

    private void Units(PassWriter pass, Chunk units)
    {
        SourceWriter writer = pass.Writer;
        int l = Number;
        string input = Reads.Name;
        writer.Summary($"Layer {l}{Range("unit", Straight!.Units, units)}: {SumsFormula}.");
        writer.Line(Optimize);
        using (writer.Braces(
            $"private static void {ForwardMethod(units)}<V>("
            + $"{pass.Plan.Block} p, {pass.Plan.Block} {input}, {pass.Plan.Block} {Stored}) {Constraint(pass.Plan)}"))
        {
            writer.Line($"{pass.Plan.Block} W{l} = {Parameters(Weights)};");
            if (Dense.HasBias)
                writer.Line($"{pass.Plan.Block} b{l} = p.At({Bias});");
            Load(writer, input, new(0, Dense.Inputs));
            for (int unit = units.First; unit < units.End; unit++)
            {
                string z = $"z{l}_{unit}";
                writer.Line();
                writer.Line($"// z{l}[{unit}] = {Sum($"{unit}", $"[{unit}]")}");
                WritePartialSums(
                    writer, InputsPerVector, z, Dense.HasBias ? $"V.Broadcast(b{l}[{unit}])" : null,
                    k => $"V.Broadcast(W{l}[{unit + k * InputStep}]) * {input}_{k}", k => $"W{l}, {unit + k * InputStep}, {input}_{k}");
                writer.Line($"V.Store({Stored}, {unit} * V.Count, {Activated(z)});");
            }
        }
    }

    /// <summary>z1 = W1 x + b1, a1 = ReLU(z1), as far as one method computes both.</summary>
    private string SumsFormula => Dense.Formula + (Applied is null ? "" : $", {Applied.Formula}");

    /// <summary>
    /// Writes the sum of products that starts at a value, if there is one, and goes through the inputs, in as many partial sums as the plan
    /// says.
    /// </summary>
    /// <param name="inputs">
    /// How many of the inputs that share a vector of weights the sum has one by one: all of them, or 1 where it has the vector.
    /// </param>
    /// <param name="product">The product for an input, or a vector of them.</param>
    /// <param name="factors">The factors of the product as the first arguments of a multiply-add.</param>
    private void WritePartialSums(
        SourceWriter writer, int inputs, string sum, string? start, Func<int, string> product, Func<int, string> factors)
    {
        int count = 0;
        List<string> parts = [];
        for (int input = 0; input < inputs; input++)
        {
            List<string> ranges = [];
            foreach (Chunk range in Ranges)
            {
                bool startsWithValue = count == 0 && start is not null;
                string part = count == 0 ? sum : sum + (char)('a' + count);
                count++;
                writer.Line($"V {part} = {(startsWithValue ? start : product(range.First * inputs + input))};");
                for (int k = startsWithValue ? range.First : range.First + 1; k < range.End; k++)
                    writer.Line($"{part} = V.MultiplyAdd({factors(k * inputs + input)}, {part});");
                ranges.Add(part);
            }

            parts.Add(string.Join(" + ", ranges));
        }

        if (count == 1)
            return;

        // By halves, as LaneSum.OfParts adds the parts of a vector.
        for (int half = parts.Count / 2; half > 0; half /= 2)
            parts = [.. Enumerable.Range(0, half).Select(i => $"{Term(parts[i])} + {Term(parts[i + half])}")];
        writer.Line($"{sum} = {parts[0]};");

        static string Term(string part) => part.Contains(' ') ? $"({part})" : part;
    }

    /// <summary>The vectors of weights, or the inputs if they have one each, of each of the <see cref="Chains"/>.</summary>
    private IEnumerable<Chunk> Ranges
    {
        get
        {
            int vectors = Dense.Inputs / InputsPerVector;
            return Enumerable.Range(0, Chains).Select(i => new Chunk(i * vectors / Chains, (i + 1) * vectors / Chains));
        }
    }

    /// <summary>The expression for g(z) where that is applied at once, else for z.</summary>
    private string Activated(string z) => Applied is null ? z : $"{New(Applied)}.Forward({z})";

    /// <summary>b1[0] + W1[0,0] x[0] + W1[0,1] x[1], with dots where it is long.</summary>
    private string Sum(string unit, string biasIndex)
    {
        const int shown = 4;
        int l = Number, n = Dense.Inputs;
        IEnumerable<int> inputs = n <= shown ? Enumerable.Range(0, n) : [0, 1, n - 1];
        IEnumerable<string> terms = inputs.Select(k => $"W{l}[{unit},{k}] {Reads.Name}[{k}]");
        if (n > shown)
            terms = terms.Take(2).Concat(["..."]).Concat(terms.Skip(2));
        return (Dense.HasBias ? $"b{l}{biasIndex} + " : "") + string.Join(" + ", terms)
            + (PartialSums == 1 ? "" : $", in {PartialSums} partial sums");
    }

    private void WeightGradient(PassWriter pass, Chunk units)
    {
        SourceWriter writer = pass.Writer;
        int l = Number;
        string input = Reads.Name, delta = Writes.DeltaName, dW = $"dW{l}";
        string all = Straight!.Gradients.Count == 1 ? "u" : $"{units.First}..{units.End - 1}";
        writer.Summary(
            $"Layer {l}{Range("unit", Straight.Gradients, units)}: dC/dW{l} = {delta} {input}^T, summed over the samples.");
        writer.Line(Optimize);
        using (writer.Braces(
            $"private static void {GradientMethod(units)}<V, TSink>("
            + $"{pass.Plan.Block} {input}, {pass.Plan.Block} {delta}, int step, int blocks, TSink sink)",
            $"    {WideConstraint(pass.Plan)}",
            $"    where TSink : struct, IGradientSink<{pass.Plan.Number}>"))
        {
            int shared = InputsPerVector;
            string Weight(int unit, int i) => shared == 1 ? $"{dW}_{unit}" : $"{dW}_{unit}_{i}";
            string InputAt(int i) => i == 0 ? "k" : $"(k + {i})";
            (int Unit, int I)[] weights =
            [
                .. Enumerable.Range(0, shared)
                    .SelectMany(i => Enumerable.Range(units.First, units.End - units.First).Select(u => (u, i))),
            ];
            if (shared > 1)
                writer.Line($"// The weights of {shared} inputs, from k on, share a vector.");
            using (writer.Braces($"for (int k = 0; k < {Dense.Inputs}; k{(shared == 1 ? "++" : $" += {shared}")})"))
            {
                writer.Line($"// dC/dW{l}[{all},k] = sum over the samples of {delta}[{all}] {input}[k]");
                SumOverBlocks(
                    pass, delta, weights.Select(w => Weight(w.Unit, w.I)),
                    weights.Select(w => $"V.MultiplyAdd({input}_{w.I}, samples, {w.Unit} * V.Count, {Weight(w.Unit, w.I)})"),
                    Enumerable.Range(0, shared).Select(i => $"V {input}_{i} = V.Load({input}, block * step + {InputAt(i)} * V.Count);"));
                IEnumerable<string> lanes = shared == 1
                    ? weights.Select(w => Weight(w.Unit, 0))
                    : Enumerable.Range(0, pass.Plan.Line).Select(lane => lane % InputStep < units.End
                        ? Weight(lane % InputStep, lane / InputStep)
                        : "default");
                int start = Weights + units.First;
                writer.Line($"sink.Take({LaneSums(pass.Plan, lanes)}, {(start == 0 ? "" : $"{start} + ")}k * {InputStep});");
            }
        }
    }

    private void InputGradient(PassWriter pass, Chunk inputs)
    {
        SourceWriter writer = pass.Writer;
        int l = Number;
        string delta = Writes.DeltaName, input = Reads.Name, result = Derived is null ? InputDerivative : Reads.DeltaName;
        writer.Summary($"{InputGradientFormula}{Range("input", Straight!.Inputs, inputs)}.");
        writer.Line(Optimize);
        using (writer.Braces(
            $"private static void {InputGradientMethod(inputs)}<V>({pass.Plan.Block} p, {pass.Plan.Block} {delta}, "
            + $"{(Derived is null ? "" : $"{pass.Plan.Block} {input}, ")}{pass.Plan.Block} {result}) {Constraint(pass.Plan)}"))
        {
            writer.Line($"{pass.Plan.Block} W{l} = {Parameters(Weights)};");
            Load(writer, delta, new(0, Dense.Units));
            for (int k = inputs.First; k < inputs.End; k++)
            {
                string sum = $"{InputDerivative}_{k}", output = sum;
                writer.Line();
                writer.Line($"// dC/d{input}[{k}] = sum over u of W{l}[u,{k}] {delta}[u]");
                writer.Line($"V {sum} = V.Broadcast(W{l}[{k * InputStep}]) * {delta}_0;");
                for (int unit = 1; unit < Dense.Units; unit++)
                    writer.Line($"{sum} = V.MultiplyAdd(W{l}, {unit + k * InputStep}, {delta}_{unit}, {sum});");
                if (Derived is not null)
                {
                    writer.Line($"V {input}_{k} = V.Load({input}, {k} * V.Count);");
                    output = $"{sum} * {New(Derived)}.Derivative({input}_{k}, {input}_{k})";
                }

                writer.Line($"V.Store({result}, {k} * V.Count, {output});");
            }
        }
    }

    /// <summary>What dC/da1 is called where it is no delta yet: da1.</summary>
    private string InputDerivative => $"d{Reads.Name}";
}
