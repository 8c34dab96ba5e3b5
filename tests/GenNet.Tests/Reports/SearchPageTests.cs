using System.Xml.Linq;
using GenNet.Tests.ModelFiles;
using GenNet.Tests.Trials;

namespace GenNet.Tests.Reports;

/// <summary>The page of a search shows what its table has, in words too, whatever the settings and messages are called.</summary>
public sealed class SearchPageTests
{
    private const string Hostile = "<script>alert(\"x\")</script> & 'y' ]]> --> \0\uFFFF\uD800";

    [Fact]
    public async Task ShowsTheSearch()
    {
        IEnumerable<Settings> settings =
            from architecture in new[] { "narrow", "deep" }
            from rate in new[] { 0.001, 0.002, 0.005, 0.01, 0.02, 0.05 }
            select new Settings(architecture, rate);
        SearchResult<Settings> result = await new Search<Settings>(settings, trial => Spirals.Train(trial, 6))
        {
            Folds = Spirals.Folds, Halving = new() { Epochs = 2 },
        }.RunAsync();
        XDocument page = Page(result);
        Assert.Equal(
            ["The best settings", "Hyperparameters", "Ranking", "Trials"], page.Descendants("h2").Select(heading => heading.Value));
        Assert.Equal(
            ["Validation loss by epoch", "Score by LearningRate"], page.Descendants("svg").Select(svg => svg.Element("title")!.Value));
        Assert.Contains(
            $"has LearningRate {result.Best.Settings.LearningRate}", page.Descendants("desc").Last().Value, StringComparison.Ordinal);
        string[] captions = [.. page.Descendants("caption").Select(caption => caption.Value)];
        Assert.Equal(["Score by Architecture"], captions);

        // Each of the settings is a point; those that ended early have the other shape.
        Assert.Equal(12, page.Descendants("svg").Last().Descendants("title").Count() - 1);
        Assert.Contains(page.Descendants("svg").Last().Descendants("text"), text => text.Value == "ended early");
        Assert.Equal(12, Rows(page, "Ranking of the settings").Length);
        XElement[] trials = Rows(page, "Results of the trials");
        Assert.Equal(result.Results.Select(one => one.ParameterHash), trials.Select(row => row.Elements().Last().Value));
    }

    /// <summary>The best epoch is often an early one, below the legend.</summary>
    [Fact]
    public async Task TheWordOfTheBestEpochStandsBelowTheLegend()
    {
        SearchResult<Settings> result = await new Search<Settings>([new("narrow", 0.01)], trial => Spirals.Train(trial, 2)).RunAsync();
        XElement[] texts = [.. Page(result).Descendants("svg").First().Descendants("text")];
        const double LineHeight = 16;
        Assert.True(Height("best") >= Height("rank 1") + LineHeight);

        double Height(string text) => (double)texts.Single(one => one.Value == text).Attribute("y")!;
    }

    [Fact]
    public async Task FailedTrialsHaveTheirMessages()
    {
        Settings[] settings = [new("narrow", 0.01), new(Hostile, 0.01)];
        SearchResult<Settings> result = await new Search<Settings>(settings, trial => Spirals.Train(trial, 2)).RunAsync();
        XDocument page = Page(result);
        XElement failed = Assert.Single(Rows(page, "Failed trials"));
        Assert.Contains("There is no architecture '<script>alert(\"x\")</script>", failed.Elements().Last().Value, StringComparison.Ordinal);
        Assert.Empty(page.Descendants("script"));
        Assert.Equal("2 settings tried with GenNet in 2 trials, of which 1 failed.", page.Descendants("p").First().Value);
    }

    [Fact]
    public async Task ASearchThatFoundNothingHasAPageToo()
    {
        Search<Settings> none = new([], trial => Spirals.Train(trial, 2)), failing = new([new("round", 1)], trial => Spirals.Train(trial, 2));
        Assert.Empty(Rows(Page(await none.RunAsync()), "Ranking of the settings"));
        Assert.Equal("failed", Rows(Page(await failing.RunAsync()), "Ranking of the settings").Single().Elements().ElementAt(2).Value);
    }

    [Fact]
    public async Task IsTheSameForTheSameSearchByAccuracyAndWithScoresThatAreNoNumbers()
    {
        async Task<SearchResult<Settings>> RunAsync(int workers) => await new Search<Settings>(
            Spirals.Grid.Append(new("deep", 1e30)),
            trial =>
            {
                Training<float> training = Spirals.Train(trial, 3);
                return new Training<float>
                {
                    Network = training.Network, Data = training.Data, Optimizer = training.Optimizer,
                    Options = new() { Epochs = 3, Validation = training.Options.Validation, StopOnDivergence = false },
                };
            })
        { Monitor = EarlyStoppingMonitor.ValidationAccuracy }.RunAsync(new LocalRunner(workers));
        XDocument page = Page(await RunAsync(1));
        Assert.Equal(page.ToString(), Page(await RunAsync(2)).ToString());
        Assert.Equal("Validation accuracy by epoch", page.Descendants("svg").First().Element("title")!.Value);
    }

    [Theory]
    [InlineData("Settings { Kind = a, Rate = 0.01 }", "Kind: a|Rate: 0.01")]
    [InlineData("Settings { Kind = Adam { B1 = 1, B2 = 2 }, Rate = (1, 2) }", "Kind: Adam { B1 = 1, B2 = 2 }|Rate: (1, 2)")]
    [InlineData("Settings { Text = x = y }", "Text: x = y")]
    [InlineData("Settings { Text = }, b }", "Text: }, b")]
    [InlineData("Settings { }", "settings: Settings { }")]
    [InlineData("(1, 2)", "settings: (1, 2)")]
    [InlineData("", "settings: ")]
    public void ReadsTheTextOfRecords(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', SettingsText.Parse(text).Select(pair => $"{pair.Name}: {pair.Value}")));

    private static XDocument Page(SearchResult<Settings> result)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("search.html");
        result.SaveHtml(path);

        // Well-formed as XML; the document type is the only thing that is none.
        return XDocument.Parse(File.ReadAllText(path).Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
    }

    private static XElement[] Rows(XDocument page, string table) =>
        [.. page.Descendants("div").Single(div => (string?)div.Attribute("aria-label") == table).Descendants("tbody").Elements("tr")];
}
