namespace GenNet.Benchmarks;

/// <summary>What a <see cref="Stopclock"/> found.</summary>
/// <param name="Seconds">The time, or null where too little of the machine's time was quiet to tell.</param>
/// <param name="Quiet">The share of the time in which the machine was quiet.</param>
internal sealed record Timing(double? Seconds, double Quiet)
{
    /// <summary>The same for one of so many equal parts.</summary>
    public Timing DividedBy(int parts) => this with { Seconds = Seconds / parts };
}
