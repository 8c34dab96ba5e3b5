using System.Globalization;

namespace GenNet.Reports;

/// <summary>Numbers and times as a reader wants them, the same in every culture.</summary>
internal static class Text
{
    /// <summary>Four digits: <c>0.04321</c>, <c>98.76</c>, <c>100352</c>, <c>1.234E-07</c>.</summary>
    public static string Of(double number) =>
        number.ToString(Math.Abs(number) is >= 1000 and < 1e7 ? "F0" : "G4", CultureInfo.InvariantCulture);

    /// <summary>The same for columns, in which places behind the point stand below each other: <c>0.7500</c>.</summary>
    public static string InColumn(double number) =>
        Math.Abs(number) is >= 0.01 and < 1000 ? number.ToString("F4", CultureInfo.InvariantCulture) : Of(number);

    /// <summary><c>0.4 ms</c>, <c>840 ms</c>, <c>12.3 s</c>, <c>4:05 min</c>, <c>2:05 h</c>.</summary>
    public static string Of(TimeSpan time) => time switch
    {
        { TotalMilliseconds: < 9.95 } => FormattableString.Invariant($"{time.TotalMilliseconds:F1} ms"),
        { TotalSeconds: < 0.9995 } => FormattableString.Invariant($"{time.TotalMilliseconds:F0} ms"),
        { TotalSeconds: < 59.95 } => FormattableString.Invariant($"{time.TotalSeconds:F1} s"),
        { TotalHours: < 1 } => FormattableString.Invariant($"{time.Minutes}:{time.Seconds:00} min"),
        _ => FormattableString.Invariant($"{(long)time.TotalHours}:{time.Minutes:00} h"),
    };

    /// <summary><c>2026-11-27 03:15 UTC</c>.</summary>
    public static string Of(DateTimeOffset time) => FormattableString.Invariant($"{time.UtcDateTime:yyyy-MM-dd HH:mm} UTC");

    /// <summary><c>1 epoch</c>, <c>1,200 epochs</c>.</summary>
    public static string Counted(int count, string noun) => FormattableString.Invariant($"{count:N0} {noun}{(count == 1 ? "" : "s")}");
}
