using System.Text.RegularExpressions;

namespace GenNet.Generator.Tests;

/// <summary>What a person reads in the generated passes, of layers of every kind.</summary>
public sealed class GeneratedTextTests
{
    // No activation: of one that is fused, z has a name in the mathematics and no place.
    private static readonly string[] s_networks =
    [
        """
        [NeuralNetwork(inputs: 4)]
        [BatchNorm(Name = "n")]
        [Dense(8)]
        [Dropout(0.5)]
        [LayerNorm(Affine = false, Name = "a")]
        [LayerNorm]
        [Add("a")]
        [BatchNorm(Name = "m")]
        [Concat("n", "m")]
        [Dense(2)]
        """,
        """
        [NeuralNetwork]
        [Input("city", 2)]
        [Embedding(5, 3, Name = "vector")]
        [Input("size", 2)]
        [Concat("vector", "size", Name = "all")]
        [Dropout(0.5)]
        [LayerNorm]
        [Add("all")]
        [Dense(1, Name = "price")]
        [Dense(2, From = "all", Name = "kind")]
        [Output("price")]
        [Output("kind")]
        """,
        """
        [NeuralNetwork(inputs: 3, Steps = 6)]
        [Conv1D(4, 2, Name = "c")]
        [BatchNorm]
        [GRU(4)]
        [Add("c", Name = "s")]
        [LSTM(4)]
        [Dense(8)]
        [Gated]
        [LayerNorm(Affine = false)]
        [Add("s", Name = "t")]
        [MeanOverTime(Name = "mean")]
        [Last(From = "t")]
        [Add("mean")]
        [Dense(2)]
        """,
        """
        [NeuralNetwork(inputs: 3, Steps = 6)]
        [GRU(4, Name = "states")]
        [Dense(2, Name = "tag")]
        [Dense(1, From = "states", Name = "value")]
        [Output("tag")]
        [Output("value")]
        """,
    ];

    [Fact]
    public void EveryKindIsThere()
    {
        Assert.All(
            DeclaredKinds.All.Except(["Activate"]), kind => Assert.Contains(s_networks, network => network.Contains($"[{kind}")));
    }

    /// <summary>An expression of a place says nothing to a reader, so it stands behind a name, and calls have the name.</summary>
    [Fact]
    public void EveryPlaceHasAName()
    {
        IEnumerable<string> lines = Methods().SelectMany(method => method.Lines)
            .Where(line => !Regex.IsMatch(line, @"^(Rows\.Repeat|Block<float> )"));
        Assert.All(lines, line => Assert.DoesNotMatch(@"scratch\.(At|Shared)\(|\bp\.At\(", line));
    }

    /// <summary>What a comment calls n4 is n4 in the code below it.</summary>
    [Fact]
    public void NamesInCommentsAreThoseOfTheCode()
    {
        // The loss of one of several outputs has its columns of their row.
        foreach ((string name, string[] lines) in Methods().Where(method => !method.Name.StartsWith("void Loss", StringComparison.Ordinal)))
        {
            string code = string.Join('\n', lines.Where(line => !line.StartsWith("//", StringComparison.Ordinal)));
            foreach (string comment in lines.Where(line => line.StartsWith("// ", StringComparison.Ordinal)))
            {
                // Derivatives stand where deltas do, and a variance is of what was read. A bias has its place in the layer's struct.
                foreach (Match match in Regex.Matches(comment, @"(?<!dC/|var\()\b(?!bi?\d|bh\d)[a-z][A-Za-z]*\d+\b"))
                    Assert.True(Regex.IsMatch(code, $@"\b{match.Value}\b"), $"{match.Value} in {comment}\nof {name}\n{code}");
            }
        }
    }

    [Fact]
    public void ArgumentsThatAreNotReadAreNotSpokenOf()
    {
        foreach (string network in s_networks)
        {
            string text = Files(network)["Net.Backward.g.cs"];
            Assert.Equal(text.Contains("if (withFirst)"), text.Contains("only where dC/dx is asked for"));
        }
    }

    // dC/da1 of layer 2 beside dC/da12, which it was once called.
    [Fact]
    public void NamesDifferHoweverManyLayersThereAre() => GeneratorHarness.Run($"""
        using GenNet;

        [NeuralNetwork(inputs: 4)]
        [Dense(4, Name = "a"), Dropout(0.5, Name = "b")]
        [LayerNorm]
        [Add("b")]
        {string.Concat(Enumerable.Repeat("[Dense(4)]", 8))}
        [Dense(4, Name = "c"), Dropout(0.5)]
        [Add("c")]
        public sealed partial class Net;
        """).AssertClean();

    /// <summary>The methods of all passes.</summary>
    private static IEnumerable<(string Name, string[] Lines)> Methods() =>
        from network in s_networks
        from file in Files(network)
        from Match method in Regex.Matches(
            file.Value, @"^        public static (?<head>[^\n]*(\n            [^\n]*)*)\n        \{\n(?<body>.*?)\n        \}",
            RegexOptions.Singleline | RegexOptions.Multiline)
        select (method.Groups["head"].Value, method.Groups["body"].Value.Split('\n').Select(line => line.Trim()).ToArray());

    private static Dictionary<string, string> Files(string network) => GeneratorHarness
        .Run($"using GenNet;\n\n{network}\npublic sealed partial class Net;\n").AssertClean().Files
        .Where(file => file.Key != "Net.g.cs").ToDictionary(file => file.Key, file => file.Value);
}
