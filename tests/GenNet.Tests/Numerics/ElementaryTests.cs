using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GenNet.Numerics;
using Xunit;
using Xunit.Abstractions;

namespace GenNet.Tests.Numerics;

public sealed class ElementaryTests(ITestOutputHelper output)
{
    /// <summary>
    /// The functions and the largest error, in units in the last place, over all floats. It is a little above the one found,
    /// which the documentation of each function gives.
    /// </summary>
    public static TheoryData<string, double> FloatLimits => new()
    {
        { "exp", 1.5 },
        { "expm1", 1.5 },
        { "log", 1.5 },
        { "log1p", 1.5 },
        { "tanh", 1.5 },
        { "sigmoid", 1.5 },
        { "softplus", 1.5 },
        { "logsigmoid", 1.5 },
        { "erf", 1.5 },
        { "atan", 1.5 },
    };

    public static TheoryData<string> Names => new(FloatLimits.Select(row => (string)row[0]));

    [Theory]
    [MemberData(nameof(FloatLimits))]
    public void Float_results_are_within_the_limit_and_increase(string name, double limit)
    {
        FloatSurvey survey = ElementaryRunner.Of(name).Survey(Exhaustive.Stride);
        output.WriteLine($"{name}: {survey.MaxError.ToString("F4", CultureInfo.InvariantCulture)} ULP at {survey.Worst:R} " +
            $"(0x{BitConverter.SingleToUInt32Bits(survey.Worst):x8}), {survey.Decreases} decreases, the last at {survey.LastDecrease:R}");
        Assert.InRange(survey.MaxError, 0, Fused.IsSupported ? limit : 4);
        if (Fused.IsSupported) Assert.Equal(0, survey.Decreases);
    }
}
