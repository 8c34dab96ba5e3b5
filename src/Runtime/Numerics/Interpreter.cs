using System.Diagnostics.CodeAnalysis;

namespace GenNet.Numerics;

/// <summary>Whether methods are interpreted, as they are in a browser unless the program was compiled ahead of time.</summary>
/// <remarks>
/// An interpreter copies vectors through memory, and single numbers not. There the passes that are written for one sample in each lane
/// have a single lane and go sample by sample: each sum has the same order, and so all results have the same bits.
/// </remarks>
internal static class Interpreter
{
    /// <summary>The program's switch for it, which the package turns off where a program is compiled ahead of time.</summary>
    public const string Switch = "GenNet.Interpreted";

    /// <summary>Whether it is so.</summary>
    [FeatureSwitchDefinition(Switch)]
    public static bool IsRunning { get; } = AppContext.TryGetSwitch(Switch, out bool isRunning) ? isRunning : OperatingSystem.IsBrowser();
}
