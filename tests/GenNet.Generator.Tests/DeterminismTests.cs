using System.Globalization;

namespace GenNet.Generator.Tests;

/// <summary>The same declarations give the same bytes, wherever the compiler runs.</summary>
public sealed class DeterminismTests
{
    private static readonly string[] s_declarations =
    [
        """
        [GenNet.NeuralNetwork(2)]
        [GenNet.Dense(4, GenNet.Activation.ELU, Alpha = -0.125, Bias = false)]
        [GenNet.Dense(1, Initializer = GenNet.Initializer.Constant, InitialValue = -1e-9)]
        partial class Iris;
        """,
        """
        namespace Insight
        {
            [GenNet.NeuralNetwork(1300, Unroll = GenNet.Unroll.Full)]
            [GenNet.Dense(1200, GenNet.Activation.PReLU, Alpha = 1.5, Bias = false)]
            [GenNet.Dense(10, GenNet.Activation.Softmax)]
            partial class Inner;
        }
        """,
    ];

    [Theory]
    [InlineData("fi-FI")]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void CultureDoesNotMatter(string name)
    {
        IReadOnlyDictionary<string, string> expected = GeneratorHarness.Run(s_declarations).Files;
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
        try
        {
            Assert.Equal(expected, GeneratorHarness.Run(s_declarations).Files);
            Assert.Equal(CultureInfo.GetCultureInfo(name), CultureInfo.CurrentCulture);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void OrderOfDeclarationsDoesNotMatter() =>
        Assert.Equal(
            GeneratorHarness.Run(s_declarations).Files.OrderBy(file => file.Key, StringComparer.Ordinal),
            GeneratorHarness.Run([.. s_declarations.Reverse()]).Files.OrderBy(file => file.Key, StringComparer.Ordinal));

    [Fact]
    public void LinesOfTheDeclarationDoNotMatter() =>
        Assert.Equal(
            GeneratorHarness.Run(s_declarations).Files,
            GeneratorHarness.Run([.. s_declarations.Select(text => text.ReplaceLineEndings("\r\n"))]).Files);

    [Fact]
    public void LinesEndInALineFeedWithoutBlanksBefore() => Assert.All(GeneratorHarness.Run(s_declarations).Files.Values, text =>
    {
        Assert.DoesNotContain('\r', text);
        Assert.DoesNotContain('\t', text);
        Assert.DoesNotContain(" \n", text);
        Assert.DoesNotContain("\n\n\n", text);
        Assert.EndsWith("}\n", text);
    });
}
