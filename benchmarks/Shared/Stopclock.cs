using System.Diagnostics;

namespace GenNet.Benchmarks;

internal static class Stopclock
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(1);

    /// <summary>The seconds that an action takes at best: the least of what others on the machine do to it.</summary>
    public static double Best(Action action, int repetitions)
    {
        double best = double.PositiveInfinity;
        long start = Stopwatch.GetTimestamp();
        do
        {
            long begin = Stopwatch.GetTimestamp();
            for (int i = 0; i < repetitions; i++)
                action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(begin).TotalSeconds / repetitions);
        }
        while (Stopwatch.GetElapsedTime(start) < Budget);
        return best;
    }
}
