using System.Diagnostics;

namespace GenNet.Benchmarks;

internal static class Clock
{
    /// <summary>How long an action takes.</summary>
    public static double Seconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
