using GenNet.Generator.Layers;
using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using static GenNet.Generator.Emission.PassesWriter;

namespace GenNet.Generator.Emission;

/// <summary>What kinds of layer share in straight-line arithmetic: names of methods, loads, and sums over samples and lanes.</summary>
internal static class StraightText
{
    /// <summary>Reads the numbers of a chunk into locals that are named after it: x_0, x_1, ...</summary>
    public static void Load(SourceWriter writer, string block, Chunk chunk)
    {
        for (int i = chunk.First; i < chunk.End; i++)
            writer.Line($"V {block}_{i} = V.Load({block}, {i} * V.Count);");
    }

    /// <summary>The name of the method for a chunk: the layer's own where there is one chunk only.</summary>
    public static string Method(string name, EquatableArray<Chunk> chunks, Chunk chunk) =>
        chunks.Count == 1 ? name
        : chunk.End == chunk.First + 1 ? $"{name}_{chunk.First}"
        : $"{name}_{chunk.First}To{chunk.End - 1}";

    /// <summary>What a method computes of a layer: nothing to say where it is all, else <c>, units 8 to 15</c>.</summary>
    public static string Range(string name, EquatableArray<Chunk> chunks, Chunk chunk) =>
        chunks.Count == 1 ? ""
        : chunk.End == chunk.First + 1 ? $", {name} {chunk.First}"
        : $", {name}s {chunk.First} to {chunk.End - 1}";

    /// <summary>Where a layer's parameters start.</summary>
    public static string Parameters(int start) => start == 0 ? "p" : $"p.At({start})";

    /// <summary>
    /// Writes the method for the gradients by parameters of which there is one for each unit: sums of what each sample has for it.
    /// </summary>
    public static void VectorGradient(
        PassWriter pass, string method, string formula, string gradient, string summed, Chunk units, int place)
    {
        SourceWriter writer = pass.Writer;
        string[] sums = [.. Enumerable.Range(units.First, units.End - units.First).Select(u => $"{gradient}_{u}")];
        writer.Line();
        writer.Summary($"{formula}, summed over the samples.");
        writer.Line(Optimize);
        using (writer.Braces(
            $"private static void {method}<V, TSink>({pass.Plan.Block} {summed}, int step, int blocks, TSink sink)",
            $"    {WideConstraint(pass.Plan)}",
            $"    where TSink : struct, IGradientSink<{pass.Plan.Number}>"))
        {
            SumOverBlocks(pass, summed, sums, sums.Select((sum, i) => $"{sum} + V.Load(samples, {units.First + i} * V.Count)"), []);
            writer.Line($"sink.Take({LaneSums(pass.Plan, sums)}, {place + units.First});");
        }
    }

    /// <summary>Writes the loop that adds up what the blocks of samples have.</summary>
    public static void SumOverBlocks(
        PassWriter pass, string summed, IEnumerable<string> sums, IEnumerable<string> values, IEnumerable<string> loads)
    {
        SourceWriter writer = pass.Writer;
        foreach (string sum in sums)
            writer.Line($"V {sum} = default;");
        using (writer.Braces("for (int block = 0; block < blocks; block++)"))
        {
            foreach (string load in loads)
                writer.Line(load);
            writer.Line($"{pass.Plan.Block} samples = {summed}.At(block * step);");
            foreach ((string sum, string value) in sums.Zip(values, (sum, value) => (sum, value)))
                writer.Line($"{sum} = {value};");
        }

        writer.Line();
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
}
