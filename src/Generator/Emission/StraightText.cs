using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using static GenNet.Generator.Emission.PassesWriter;

namespace GenNet.Generator.Emission;

/// <summary>What kinds of layer share in straight-line arithmetic: names of methods, and sums over samples and lanes.</summary>
internal static class StraightText
{
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

    /// <summary>0..15.</summary>
    public static string Vector(Chunk chunk) => chunk.End == chunk.First + 1 ? $"{chunk.First}" : $"{chunk.First}..{chunk.End - 1}";

    /// <summary>Where a layer's parameters start.</summary>
    public static string Parameters(int start) => start == 0 ? "p" : $"p.At({start})";

    /// <summary>
    /// Writes the method for the gradients by parameters of which there is one for each unit: sums of what each sample has for it.
    /// </summary>
    /// <param name="pass">Where to.</param>
    /// <param name="method">Its name.</param>
    /// <param name="formula">What it computes.</param>
    /// <param name="gradient">What the gradient is called.</param>
    /// <param name="summed">What the numbers of the samples are called.</param>
    /// <param name="chunk">The units.</param>
    /// <param name="place">Where the parameters start.</param>
    public static void VectorGradient(
        PassWriter pass, string method, string formula, string gradient, string summed, GradientChunk chunk, int place)
    {
        SourceWriter writer = pass.Writer;
        Chunk units = chunk.Units;
        writer.Line();
        writer.Summary($"{formula}, summed over the samples.");
        writer.Line(Optimize);
        using (writer.Braces(
            $"private static void {method}<V, TSink>({pass.Plan.Block} {summed}, int step, int blocks, TSink sink)",
            $"    {WideConstraint(pass.Plan)}",
            $"    where TSink : struct, IGradientSink<{pass.Plan.Number}>"))
        {
            writer.Line("int end = blocks * step;");
            string sums = SumOverBlocks(
                pass, chunk.Tiles, $"{summed}.At(block)", null,
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
    public static string SumOverBlocks(
        PassWriter pass, EquatableArray<Chunk> tiles, string samples, Func<int, string>? load, Func<int, SampleSum?> sumOf)
    {
        SourceWriter writer = pass.Writer;
        NetworkPlan plan = pass.Plan;
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

/// <summary>A sum over the samples.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Next">The expression for it with another block.</param>
/// <param name="Shared">The number of the operand that it shares with others.</param>
internal sealed record SampleSum(string Name, Func<string, string> Next, int Shared = 0);
