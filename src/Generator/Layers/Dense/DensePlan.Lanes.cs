using GenNet.Generator.Emission;
using GenNet.Generator.Planning;
using static GenNet.Generator.Emission.PassesWriter;
using static GenNet.Generator.Emission.StraightText;

namespace GenNet.Generator.Layers;

/// <summary>A dense layer as straight-line arithmetic with one sample in each lane.</summary>
internal sealed partial record DensePlan
{
    private void LanesForward(LanesPassWriter pass)
    {
        pass.Declare(Stored, pass.At(Writes.Place!, Writes.Stride));
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
        foreach (Chunk units in Straight!.Weights.Select(chunk => chunk.Units))
        {
            pass.Line($"{GradientMethod(units)}<V, TSink>({Reads.Name}, {Writes.DeltaName}, step, blocks, sink);");
            if (Dense.HasBias)
                pass.Line($"{BiasGradientMethod(units)}<V, TSink>({Writes.DeltaName}, step, blocks, sink);");
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
        foreach ((GradientChunk weights, GradientChunk biases) in
            Straight!.Weights.Zip(Straight.Biases, (weights, biases) => (weights, biases)))
        {
            pass.Line();
            WeightGradient(pass, weights);
            if (Dense.HasBias)
            {
                VectorGradient(
                    pass, BiasGradientMethod(biases.Units), $"Layer {Number}{Range("unit", Dense.Units, biases.Units)}: dC/db{Number}",
                    $"db{Number}", Writes.DeltaName, biases, Bias);
            }
        }

        foreach (Chunk inputs in Straight.Inputs)
        {
            pass.Line();
            InputGradient(pass, inputs);
        }
    }

    private string ForwardMethod(Chunk units) => Method($"Layer{Number}Forward", Dense.Units, units);

    private string InputGradientMethod(Chunk inputs) => Method($"Layer{Number}InputGradient", Dense.Inputs, inputs);

    private string GradientMethod(Chunk units) => Method($"Layer{Number}WeightGradient", Dense.Units, units);

    private string BiasGradientMethod(Chunk units) => Method($"Layer{Number}BiasGradient", Dense.Units, units);

    private void Units(PassWriter pass, Chunk units)
    {
        SourceWriter writer = pass.Writer;
        int l = Number;
        string input = Reads.Name;
        writer.Summary($"Layer {l}{Range("unit", Dense.Units, units)}: {SumsFormula}.");
        writer.Line(Optimize);
        using (writer.Braces(
            $"private static void {ForwardMethod(units)}<V>("
            + $"{pass.Plan.Block} p, {pass.Plan.Block} {input}, {pass.Plan.Block} {Stored}) {Constraint(pass.Plan)}"))
        {
            writer.Line($"{pass.Plan.Block} W{l} = {Parameters(Weights)};");
            if (Dense.HasBias)
                writer.Line($"{pass.Plan.Block} b{l} = p.At({Bias});");
            var sums = new SumWriter(
                writer, k => ($"{input}_{k}", $"V.Load({input}, {k} * V.Count)"),
                (unit, k) => $"V.Broadcast(W{l}[{unit + k * InputStep}]) * {input}_{k}",
                (unit, k) => $"W{l}, {unit + k * InputStep}, {input}_{k}");
            Func<int, string>? start = Dense.HasBias ? unit => $"V.Broadcast(b{l}[{unit}])" : null;
            foreach (Chunk tile in units.Parts(Straight!.UnitTile))
            {
                writer.Line();
                foreach (int unit in tile.Numbers)
                    writer.Line($"// z{l}[{unit}] = {Sum($"{unit}", $"[{unit}]")}");
                sums.Write(tile, unit => $"z{l}_{unit}", start, Ranges, InputsPerVector);
                foreach (int unit in tile.Numbers)
                    writer.Line($"V.Store({Stored}, {unit} * V.Count, {Activated($"z{l}_{unit}")});");
            }
        }
    }

    /// <summary>z1 = W1 x + b1, a1 = ReLU(z1), as far as one method computes both.</summary>
    private string SumsFormula => Dense.Formula + (Applied is null ? "" : $", {Applied.Formula}");

    /// <summary>The expression for g(z) where that is applied at once, else for z.</summary>
    private string Activated(string z) => Applied is null ? z : $"{Applied.New}.Forward({z})";

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

    private void WeightGradient(PassWriter pass, GradientChunk chunk)
    {
        SourceWriter writer = pass.Writer;
        int l = Number, shared = InputsPerVector;
        Chunk units = chunk.Units;
        string input = Reads.Name, delta = Writes.DeltaName;
        string all = Straight!.Weights.Count == 1 ? "u" : $"{units.First}..{units.End - 1}";
        writer.Summary($"Layer {l}{Range("unit", Dense.Units, units)}: dC/dW{l} = {delta} {input}^T, summed over the samples.");
        writer.Line(Optimize);
        using (writer.Braces(
            $"private static void {GradientMethod(units)}<V, TSink>("
            + $"{pass.Plan.Block} {input}, {pass.Plan.Block} {delta}, int step, int blocks, TSink sink)",
            $"    {WideConstraint(pass.Plan)}",
            $"    where TSink : struct, IGradientSink<{pass.Plan.Number}>"))
        {
            writer.Line("int end = blocks * step;");
            if (shared > 1)
                writer.Line($"// The weights of {shared} inputs, from k on, share a vector.");
            using (writer.Braces($"for (int k = 0; k < {Dense.Inputs}; k{(shared == 1 ? "++" : $" += {shared}")})"))
            {
                writer.Line($"// dC/dW{l}[{all},k] = sum over the samples of {delta}[{all}] {input}[k]");
                writer.Line($"{pass.Plan.Block} {input}_k = {input}.At(k * V.Count);");
                string sums = shared == 1
                    ? SumOverBlocks(
                        pass, chunk.Tiles, $"{delta}.At(block)",
                        _ => $"V factor = V.Load({input}_k, block);",
                        lane => units.First + lane is int unit && unit < units.End
                            ? new($"dW{l}_{unit}", sum => $"V.MultiplyAdd(factor, samples, {unit} * V.Count, {sum})") : null)
                    : SumOverBlocks(
                        pass, chunk.Tiles, $"{input}_k.At(block)",
                        unit => $"V {delta}_{unit} = V.Load({delta}.At(block), {unit} * V.Count);",
                        lane => lane % InputStep is int unit && lane / InputStep is int i && unit < units.End
                            ? new($"dW{l}_{unit}_{i}", sum => $"V.MultiplyAdd({delta}_{unit}, samples, {i} * V.Count, {sum})", unit)
                            : null);
                int start = Weights + units.First;
                writer.Line($"sink.Take({sums}, {(start == 0 ? "" : $"{start} + ")}k * {InputStep});");
            }
        }
    }

    private void InputGradient(PassWriter pass, Chunk inputs)
    {
        SourceWriter writer = pass.Writer;
        int l = Number;
        string delta = Writes.DeltaName, input = Reads.Name, result = Derived is null ? InputDerivative : Reads.DeltaName;
        writer.Summary($"{InputGradientFormula}{Range("input", Dense.Inputs, inputs)}.");
        writer.Line(Optimize);
        using (writer.Braces(
            $"private static void {InputGradientMethod(inputs)}<V>({pass.Plan.Block} p, {pass.Plan.Block} {delta}, "
            + $"{(Derived is null ? "" : $"{pass.Plan.Block} {input}, ")}{pass.Plan.Block} {result}) {Constraint(pass.Plan)}"))
        {
            writer.Line($"{pass.Plan.Block} W{l} = {Parameters(Weights)};");
            var sums = new SumWriter(
                writer, unit => ($"{delta}_{unit}", $"V.Load({delta}, {unit} * V.Count)"),
                (k, unit) => $"V.Broadcast(W{l}[{unit + k * InputStep}]) * {delta}_{unit}",
                (k, unit) => $"W{l}, {unit + k * InputStep}, {delta}_{unit}");
            string Sum(int k) => $"{InputDerivative}_{k}";
            foreach (Chunk tile in inputs.Parts(Planner.SumsAtATime))
            {
                writer.Line();
                writer.Line($"// dC/d{input}[{Vector(tile)}] = sum over u of W{l}[u,{Vector(tile)}] {delta}[u]");
                sums.Write(tile, Sum, null, Enumerable.Range(0, Dense.Units));
                foreach (int k in tile.Numbers)
                {
                    string output = Term.Adds ? $"V.Load({result}, {k} * V.Count) + {Sum(k)}" : Sum(k);
                    if (Derived is not null)
                    {
                        writer.Line($"V {input}_{k} = V.Load({input}, {k} * V.Count);");
                        output = $"{(Term.Adds ? $"({output})" : output)} * {Derived.New}.Derivative({input}_{k}, {input}_{k})";
                    }

                    writer.Line($"V.Store({result}, {k} * V.Count, {output});");
                }
            }
        }
    }

    /// <summary>What dC/da1 is called where it is no delta yet: da1.</summary>
    private string InputDerivative => $"d{Reads.Name}";
}
