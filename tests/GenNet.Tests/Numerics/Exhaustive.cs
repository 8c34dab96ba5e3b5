namespace GenNet.Tests.Numerics;

/// <summary>How densely surveys of all floats sample: fully on demand, as that takes minutes a function.</summary>
internal static class Exhaustive
{
    /// <summary>1 when the environment variable GENNET_EXHAUSTIVE is 1, otherwise a prime.</summary>
    public static uint Stride => Environment.GetEnvironmentVariable("GENNET_EXHAUSTIVE") == "1" ? 1u : 4_099u;
}
