using System.Diagnostics;

namespace GenNet.Benchmarks;

/// <summary>Takes times that can be trusted on a machine that others use too.</summary>
/// <remarks>
/// The work runs in slices of a millisecond, or of one call where that takes longer, and before and after each slice runs an
/// <see cref="L1Tile"/>. Where both times it reached <see cref="QuietShare"/> of its best, the slice was quiet; others do not count. The
/// result is the median of the quiet slices.
/// </remarks>
internal static class Stopclock
{
    private const double QuietShare = 0.93;
    private const double Slice = 1e-3;
    private const int LeastSlices = 5;

    // Seconds: until the JIT has compiled a method for the last time; of quiet; of quiet at least; of quiet and loud together.
    private const double WarmUp = 0.5, Wanted = 0.4, Least = 0.1, Patience = 5;

    /// <summary>The time of a call.</summary>
    public static Timing Measure(Action action) => Measure(calls =>
    {
        long begin = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
            action();
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    });

    /// <summary>The time of a call.</summary>
    /// <param name="run">Makes so many calls and returns the seconds that they took.</param>
    public static Timing Measure(Func<int, double> run)
    {
        int calls = CallsInASlice(run);
        List<(double Seconds, double Tile)> slices = [];
        double before = L1Tile.Run(), quiet = 0;
        int quietSlices = 0;
        long start = Stopwatch.GetTimestamp();
        do
        {
            double seconds = run(calls), after = L1Tile.Run(), tile = Math.Max(before, after);
            slices.Add((seconds, tile));
            before = after;
            if (IsQuiet(tile))
            {
                quiet += seconds;
                quietSlices++;
            }
        }
        while ((quiet < Wanted || quietSlices < LeastSlices) && Stopwatch.GetElapsedTime(start).TotalSeconds < Patience);

        // Again, because the tile's best may have become better.
        double[] kept = [.. slices.Where(slice => IsQuiet(slice.Tile)).Select(slice => slice.Seconds).Order()];
        return new(
            kept.Length >= LeastSlices && kept.Sum() >= Least ? kept[kept.Length / 2] / calls : null,
            kept.Sum() / slices.Sum(slice => slice.Seconds));
    }

    private static bool IsQuiet(double tile) => L1Tile.Best >= QuietShare * tile;

    private static int CallsInASlice(Func<int, double> run)
    {
        int calls = 1;
        long start = Stopwatch.GetTimestamp();
        do
        {
            double seconds = run(calls);
            L1Tile.Run();
            calls = (int)Math.Clamp(calls * Slice / seconds, 1, 10 * calls);
        }
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUp);
        return calls;
    }
}
