using System.Globalization;
using GenNet.Numerics;

namespace GenNet.Tests.Paths;

/// <summary>
/// Networks of both forms and precisions, with all activations but steps, all initialisers that draw numbers and all optimizers, are
/// trained for 200 steps of 1, 7, 64 and 300 samples, some on several threads. What is compared is a hash of the first and the last
/// parameters, all losses, and the predictions, gradients and Jacobians at the end; and hashes of the elementary functions.
/// </summary>
/// <remarks>The child also holds each row of its batches to the prediction of that row alone.</remarks>
[Trait("Speed", "Slow")]
public sealed class BitIdentityTests
{
    // Without fused multiply-add. After these 200 steps differences of up to 5e-6 and 4e-16 were measured,
    // relative to 1 + |expected|; 4e-7 without the network of eight rectifiers, the deepest.
    private const double SingleTolerance = 5e-5, DoubleTolerance = 1e-13;

    private const string InterpretedBits = "bits " + Interpreter.Switch;

    private static readonly Lazy<Child> s_unswitched = new(() => Child.RunOn(PathDataAttribute.Machine, "bits"));

    [Theory]
    [PathData("256", "DOTNET_EnableAVX512=0")]
    [PathData("256", "DOTNET_PreferredVectorBitWidth=256")]
    [PathData("128", "DOTNET_PreferredVectorBitWidth=128")]
    public void EveryPathWithFusedMultiplyAddGivesTheSameBits(string path, string setting) => SameBits(path, setting);

    [Theory]
    [InlineData("DOTNET_TieredCompilation=0")]
    [InlineData("DOTNET_TieredPGO=0")]
    [InlineData("DOTNET_ReadyToRun=0")]
    public void TheCompilersTiersDoNotShow(string setting) => SameBits(PathDataAttribute.Machine, setting);

    /// <summary>That of programs in a browser, which here has fused multiply-add.</summary>
    [Fact]
    public void AnInterpretersPathGivesTheSameBits() => SameBits(PathDataAttribute.Machine, InterpretedBits, []);

    [Theory]
    [PathData("128 unfused", "DOTNET_EnableAVX2=0")]
    public void AnInterpretersPathGivesTheSameBitsUnfused(string path, string setting) =>
        Assert.Equal(Child.RunOn(path, "bits", setting).Output[1..], Child.RunOn(path, InterpretedBits, setting).Output[1..]);

    [Theory]
    [PathData("128 unfused", "DOTNET_EnableAVX2=0")]
    [PathData("scalar unfused", "DOTNET_EnableHWIntrinsic=0")]
    public void WithoutFusedMultiplyAddResultsAreNear(string path, string setting)
    {
        string[] expected = Child.RunOn(PathDataAttribute.Machine, "train").Output[1..];
        string[] actual = Child.RunOn(path, "train", setting).Output[1..];
        Assert.Equal(expected.Length, actual.Length);
        foreach ((string[] expectedWords, string[] actualWords) in expected.Select(Words).Zip(actual.Select(Words)))
        {
            string network = expectedWords[0];
            double tolerance = network.Contains("Double", StringComparison.Ordinal) ? DoubleTolerance : SingleTolerance;
            Assert.Equal(network, actualWords[0]);
            Assert.NotEqual(expectedWords[1], actualWords[1]);
            double[] far =
                [.. expectedWords[2..].Zip(actualWords[2..], (e, a) => Distance(Number(e), Number(a))).Where(d => !(d <= tolerance))];
            Assert.True(far.Length == 0, $"{network}: {far.Length} numbers are up to {far.DefaultIfEmpty().Max():E1} away");
        }
    }

    private static void SameBits(string path, string setting) => SameBits(path, "bits", [setting]);

    private static void SameBits(string path, string command, string[] settings)
    {
        string[] expected = s_unswitched.Value.Output[1..], actual = Child.RunOn(path, command, settings).Output[1..];
        Assert.NotEmpty(expected);
        Assert.Equal(expected, actual);
    }

    private static string[] Words(string line) => line.Split(' ');

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double Distance(double expected, double actual) => Math.Abs(actual - expected) / (1 + Math.Abs(expected));
}
