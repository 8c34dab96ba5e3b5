using GenNet.Tests.Paths;

namespace GenNet.Package.Tests;

/// <summary>
/// The program of the paths, compiled ahead of time, computes what the JIT's does, to the bit: two precisions, both forms, initialisation,
/// training, predictions, gradients, Jacobians and elementary functions. <c>.ci/package</c> compiles it.
/// </summary>
public sealed class AheadOfTimeTests
{
    /// <summary>For any x64 processor: 128 bits, and a multiply-add rounded twice.</summary>
    [AheadOfTimeFact("default")]
    public void ForAnyProcessorItComputesWhatTheJitDoesWithoutFusedMultiplyAdd() =>
        SameBits("default", "128 unfused", "DOTNET_EnableAVX2=0");

    [AheadOfTimeFact("native")]
    public void ForThisProcessorItComputesWhatTheJitDoes() => SameBits("native", PathDataAttribute.Machine);

    private static void SameBits(string program, string path, params string[] switches)
    {
        string[] expected = Child.RunOn(path, "bits", switches).Output;
        Child child = Child.Run(AheadOfTimeFactAttribute.Program(program), ["bits"], []);
        Assert.True(child.ExitCode == 0, child.Error);
        Assert.Equal(path, child.Path);
        Assert.Equal(expected, child.Output);
    }
}
