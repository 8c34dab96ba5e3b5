using GenNet.Generator.Model;

namespace GenNet.Generator.Planning;

/// <summary>The parameters' gradients of some units, in tiles of what is summed over the samples at a time.</summary>
/// <param name="Units">The units.</param>
/// <param name="Tiles">The tiles.</param>
internal sealed record GradientChunk(Chunk Units, EquatableArray<Chunk> Tiles)
{
    /// <summary>The gradients of as many numbers for each unit as share a vector.</summary>
    /// <param name="units">The units.</param>
    /// <param name="unitStep">The lanes from one of a unit's numbers to the next.</param>
    /// <param name="perUnit">How many numbers of each unit share a vector.</param>
    /// <param name="line">The lanes of a vector.</param>
    /// <remarks>
    /// LaneSum adds vectors four by four, lane i to i + n/4, i + n/2 and i + 3n/4 of n; so their sums over the samples can be computed in
    /// tiles of such fours.
    /// </remarks>
    public static GradientChunk Of(Chunk units, int unitStep, int perUnit, int line)
    {
        var tiles = new List<Chunk>();
        int fours = line / 4, first = 0, sums = 0;
        for (int four = 0; four < fours; four++)
        {
            int more = Enumerable.Range(0, 4).Count(i => IsUsed(four + i * fours));
            if (sums > 0 && sums + more > Planner.SumsAtATime)
            {
                tiles.Add(new(first, four));
                (first, sums) = (four, 0);
            }

            sums += more;
        }

        tiles.Add(new(first, fours));
        return new(units, tiles.ToEquatableArray());

        bool IsUsed(int lane) => lane % unitStep < units.End - units.First && lane / unitStep < perUnit;
    }

    /// <summary>The gradients of one number for each of some units, a vector of units a method.</summary>
    public static EquatableArray<GradientChunk> OfUnits(int units, int line) =>
        Chunk.Of(units, line).Select(chunk => Of(chunk, line, 1, line)).ToEquatableArray();
}
