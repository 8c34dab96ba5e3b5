using System.Diagnostics.CodeAnalysis;

namespace GenNet.Numerics;

/// <summary>Whether methods are interpreted, as they are in a browser unless the program was compiled ahead of time.</summary>
/// <remarks>
/// An interpreter copies vectors through memory, and single numbers not. There the passes that are written for one sample in each lane
/// have a single lane and go sample by sample: each sum has the same order, and so all results have the same bits.
/// </remarks>
internal static class Interpreter
{
    /// <summary>Whether it is so.</summary>
    /// <remarks>The package turns the switch off where a program is compiled ahead of time.</remarks>
    [FeatureSwitchDefinition("GenNet.Interpreted")]
    public static bool IsRunning { get; } =
        AppContext.TryGetSwitch("GenNet.Interpreted", out bool isRunning) ? isRunning : OperatingSystem.IsBrowser();
}
