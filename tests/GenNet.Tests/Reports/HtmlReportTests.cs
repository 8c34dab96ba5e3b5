using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using GenNet.Tests.ModelFiles;
using GenNet.Tests.Networks;

namespace GenNet.Tests.Reports;

/// <summary>Looks at pictures of 8 x 8.</summary>
[NeuralNetwork(inputs: 64)]
[Dense(6, Activation.ReLU)]
[Dense(3, Activation.Softmax)]
internal sealed partial class PictureNet;

/// <summary>Two numbers from two.</summary>
[NeuralNetwork(inputs: 2, Precision = Precision.Double)]
[Dense(4, Activation.Tanh)]
[Dense(2)]
internal sealed partial class PlaneNet;

/// <summary>A single probability.</summary>
[NeuralNetwork(inputs: 2)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class YesNet;

/// <summary>Logarithms of probabilities.</summary>
[NeuralNetwork(inputs: 2, Loss = Loss.NegativeLogLikelihood)]
[Dense(3, Activation.LogSoftmax)]
internal sealed partial class LogNet;

/// <summary>Numbers that are no probabilities.</summary>
[NeuralNetwork(inputs: 2, Loss = Loss.CrossEntropy)]
[Dense(3)]
internal sealed partial class LogitNet;

public sealed partial class HtmlReportTests
{
    private const string Hostile = "<script>alert(\"x\")</script> & 'y' ]]> --> \0\u0001\uFFFF\uD800 \U0001F642";

    private static readonly Dataset s_pictures = Pictures(["plain", Hostile, "</title><b onclick='x'>"]);

    [Fact]
    public void A_history_alone_makes_a_page()
    {
        TrainingHistory history = new PictureNet().Fit(
            s_pictures,
            new Adam(0.01) { ClipNorm = 2 },
            new() { Epochs = 5, Validation = s_pictures, EarlyStopping = new() { Patience = 3 } });
        XDocument page = Page(history.SaveHtml);
        Assert.Equal("PictureNet", page.Descendants("h1").Single().Value);
        Assert.Equal(["Epochs", "Network", "Settings"], Headings(page));
        Assert.Equal(
            ["Loss by epoch", "Accuracy by epoch", "Learning rate by epoch", "The network's layers"],
            page.Descendants("svg").Select(svg => svg.Element("title")!.Value));

        string loss = page.Descendants("desc").First().Value;
        Assert.StartsWith($"train: {history.Epochs[0].TrainingLoss.ToString("G4", CultureInfo.InvariantCulture)} in epoch 1, ", loss);
        Assert.Contains(" validation: ", loss);
        Assert.Equal(
            "Input: 64 numbers; Dense(64, 6): 6 numbers, 390 parameters; ReLU: 6 numbers; Dense(6, 3): 3 numbers, 21 parameters; "
            + "Softmax: 3 numbers.",
            page.Descendants("desc").Last().Value);

        var settings = page.Descendants("tr").Where(row => row.Elements().Count() == 2).ToDictionary(
            row => row.Element("th")!.Value, row => row.Element("td")!.Value);
        Assert.Equal("Adam", settings["optimizer"]);
        Assert.Equal("0.01", settings["learning rate"]);
        Assert.Equal("0.999", settings["beta2"]);
        Assert.Equal("2", settings["gradient clipped by norm"]);
        Assert.Equal("32", settings["batch size"]);
        Assert.Equal("3", settings["patience, epochs"]);
        Assert.Equal("yes", settings["best parameters restored"]);
        Assert.Equal(RuntimeInformation.FrameworkDescription, settings["runtime"]);
        Assert.Equal([history.ParameterHash], page.Descendants("code").Select(code => code.Value));
    }

    [Fact]
    public void A_pipeline_is_judged_by_raw_data()
    {
        Dataset raw = Dataset.FromRows(Enumerable.Range(0, 90), i => [1_000 + 10 * i, i % 7], i => i / 30);
        var pipeline = new Pipeline<float>(new LogitNet(1), raw) { FeatureScaler = StandardScaler.Fit(raw) };
        TrainingHistory history = pipeline.Fit(raw, new Adam(0.1), new() { Epochs = 20 });
        double accuracy = pipeline.Evaluate(raw).Accuracy!.Value;
        Assert.NotEqual(accuracy, pipeline.Network.Evaluate(raw).Accuracy);
        string page = Page(path => history.SaveHtml(path, pipeline, raw)).Root!.Value;
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"accuracy {accuracy:G4}"), page);
        Assert.Equal(["Epochs", "Network", "Parameters", "Settings"], Headings(Page(path => history.SaveHtml(path, pipeline))));
    }

    [Fact]
    public void A_classifier_of_pictures_is_judged_and_opened()
    {
        var network = new PictureNet(seed: 4);
        TrainingHistory history = network.Fit(s_pictures, new Adam(0.01), new() { Epochs = 1, Validation = s_pictures });
        XDocument page = Page(path => history.SaveHtml(path, network, s_pictures));
        Assert.Equal(["Epochs", "Test", "Network", "Parameters", "Settings"], Headings(page));

        // The matrix, cell by cell; names are text, less what no document may have.
        XElement matrix = page.Descendants("table").Single(table => table.Element("caption")?.Value.StartsWith("Confusion") == true);
        Assert.Equal(
            ["plain", "<script>alert(\"x\")</script> & 'y' ]]> --> \uFFFD\uFFFD\uFFFD\uFFFD \U0001F642", "</title><b onclick='x'>"],
            matrix.Element("tbody")!.Elements("tr").Select(row => row.Element("th")!.Value));
        float[] outputs = network.Predict(s_pictures);
        var confusion = ConfusionMatrix.FromOutputs(outputs, s_pictures.Labels);
        Assert.Equal(
            Enumerable.Range(0, 9).Select(cell => $"{confusion[cell / 3, cell % 3]}"),
            matrix.Element("tbody")!.Elements("tr").SelectMany(row => row.Elements("td").Take(3)).Select(cell => cell.Value));

        // The surest mistakes first, each with its picture.
        int[] mistakes =
        [
            .. Enumerable.Range(0, s_pictures.Count)
                .Where(i => GenNet.Metrics.PredictedLabel(outputs.AsSpan(3 * i, 3)) != s_pictures.Labels[i])
                .OrderByDescending(i => outputs.AsSpan(3 * i, 3).ToArray().Max()),
        ];
        Assert.NotEmpty(mistakes);
        XElement[] shown = [.. page.Descendants("ul").Single(list => (string?)list.Attribute("class") == "pictures").Elements("li")];
        Assert.Equal(mistakes.Take(24).Select(i => $"Sample {i}"), shown.Select(item => item.Element("img")!.Attribute("alt")!.Value));
        (int width, byte[] pixels) = Png.Read(shown[0].Element("img")!.Attribute("src")!.Value);
        float[] sample = s_pictures.GetFeatures(mistakes[0]).ToArray();
        Assert.Equal(8, width);
        Assert.Equal(64, pixels.Length);
        Assert.Equal(1, pixels[Array.IndexOf(sample, sample.Min())]);
        Assert.Equal(255, pixels[Array.IndexOf(sample, sample.Max())]);

        Assert.Contains("Accuracy by confidence; larger circles are of more samples", Titles(page));
        Assert.Equal(
            ["Histogram of W1, 6 x 64", "Histogram of b1, 6", "Histogram of W2, 3 x 6", "Histogram of b2, 3"],
            Titles(page).Where(title => title.StartsWith("Histogram")));

        // Six units on a sheet of four columns and two rows, a pixel between them.
        (width, pixels) = Png.Read(page.Descendants("img").Last().Attribute("src")!.Value);
        Assert.Equal((4 * 9 - 1, (4 * 9 - 1) * (2 * 9 - 1)), (width, pixels.Length));
        var parameters = new float[PictureNet.ParameterCount];
        network.GetParameters(parameters);
        int greatest = Enumerable.Range(0, 384).MaxBy(i => Math.Abs(parameters[i]));
        int place = (greatest / 64 / 4 * 9 + greatest % 64 / 8) * width + greatest / 64 % 4 * 9 + greatest % 8;
        Assert.Equal(parameters[greatest] > 0 ? 255 : 1, pixels[place]);
    }

    [Fact]
    public void A_regression_is_shown_target_by_target()
    {
        var network = new PlaneNet();
        double[] points = [.. Enumerable.Range(0, 60).Select(i => Math.Sin(i))];
        var data = DoubleDataset.FromArrays(points, 2, [.. points.Select(x => 2 * x + 1)], 2);
        TrainingHistory history = network.Fit(data, new Adam(0.05), new() { Epochs = 3 });
        XDocument page = Page(path => history.SaveHtml(path, network, data));
        Assert.Equal(["Prediction by target 0", "Prediction by target 1"], Titles(page).Where(title => title.StartsWith("Prediction")));
        Assert.Equal(2 * 30, page.Descendants("path").Count(path => path.Element("title")?.Value.StartsWith("target ") == true));
        Assert.Empty(page.Descendants("img"));
    }

    /// <summary>Of frames with a loss, output by output; classes have no diagonal.</summary>
    [Fact]
    public void Several_outputs_of_windows_are_shown_one_by_one()
    {
        const int samples = 20, frames = 6;
        var network = new TagAndValue(seed: 1);
        Dataset data = Dataset.FromArrays(
            [.. Enumerable.Range(0, samples * TagAndValue.InputSize).Select(i => MathF.Sin(i))], TagAndValue.InputSize,
            [.. Enumerable.Range(0, samples * frames).SelectMany(i => (float[])[0, 1, 0, i % frames < 2 ? 1e6f : 1])],
            TagAndValue.OutputSize);
        TrainingHistory history = network.Fit(data, new Sgd(0), new() { Epochs = 1, Validation = data });
        XDocument page = Page(path => history.SaveHtml(path, network, data));
        Assert.Equal(["Prediction by target value"], Titles(page).Where(title => title.StartsWith("Prediction")));
        Assert.Subset(
            Titles(page).ToHashSet(), new HashSet<string> { "Tag loss by epoch", "Tag accuracy by epoch", "Value loss by epoch" });
        Assert.Equal(
            samples * (frames - 2), page.Descendants("path").Count(path => path.Element("title")?.Value.StartsWith("target 1, ") == true));
        Assert.Contains(page.Descendants("p"), line => line.Value.StartsWith("Output tag: loss ") && line.Value.Contains("accuracy"));
        Assert.Contains(page.Descendants("p"), line => line.Value.StartsWith("Output value: loss ") && !line.Value.Contains("accuracy"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Calibration_needs_probabilities(bool areProbabilities)
    {
        var data = Dataset.FromArrays([0, 0, 0, 1, 1, 0, 1, 1], 2, [0, 1, 1, 0]);
        INeuralNetwork<float>[] networks = areProbabilities ? [new YesNet(), new LogNet()] : [new LogitNet()];
        foreach (INeuralNetwork<float> network in networks)
        {
            TrainingHistory history = network.Fit(data, new Sgd(0.1), new() { Epochs = 1 });
            XDocument page = Page(path => history.SaveHtml(path, network, data));
            Assert.Equal(areProbabilities, Titles(page).Any(title => title.StartsWith("Accuracy by confidence")));
            Assert.Single(page.Descendants("caption"), caption => caption.Value.StartsWith("Confusion"));
        }
    }

    [Fact]
    public void Losses_and_parameters_that_are_not_finite_are_told_and_left_out()
    {
        XDocument page = Page(Histories.Of(
            Histories.Epoch(1, 1, double.NaN),
            Histories.Epoch(2, double.PositiveInfinity, double.NaN),
            Histories.Epoch(3, 0.5, double.NaN)).SaveHtml);
        Assert.Equal(
            "train: 1 in epoch 1, 0.5 in epoch 3, least 0.5 in epoch 3, greatest 1 in epoch 1. validation: no finite number.",
            page.Descendants("desc").First().Value);

        var network = new PictureNet();
        TrainingHistory history = network.Fit(s_pictures, new Sgd(0.1), new() { Epochs = 1 });
        var parameters = new float[PictureNet.ParameterCount];
        network.GetParameters(parameters);
        (parameters[3], parameters[4], parameters[390]) = (float.NaN, float.NegativeInfinity, float.NaN);
        network.SetParameters(parameters);
        page = Page(path => history.SaveHtml(path, network, s_pictures));
        XElement first = page.Descendants("desc").Single(one => (string?)one.Attribute("id") == "tensor-0-description");
        Assert.EndsWith(", 2 not finite", first.Value);
        Assert.Contains("The network has changed since", page.ToString());
    }

    [Fact]
    public void The_page_of_ten_thousand_epochs_is_no_larger_than_the_screen_needs()
    {
        TrainingHistory history = Histories.Of(
            [.. Enumerable.Range(1, 10_000).Select(i => Histories.Epoch(i, 1 + Math.Sin(i), 2.0 / i))]);
        using TemporaryFolder folder = new();
        history.SaveHtml(folder.File("page.html"));
        Assert.InRange(new FileInfo(folder.File("page.html")).Length, 10_000, 100_000);
        Assert.Contains("greatest 2 in epoch", Page(history.SaveHtml).Descendants("desc").First().Value);
    }

    [Fact]
    public void The_hash_is_that_of_the_parameters_bytes()
    {
        var network = new PictureNet();
        TrainingHistory history = network.Fit(s_pictures, new Sgd(0.1), new() { Epochs = 2 });
        var parameters = new float[PictureNet.ParameterCount];
        network.GetParameters(parameters);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<float>(parameters))), history.ParameterHash);
        Assert.Equal(history.ParameterHash, new PictureNet().Fit(s_pictures, new Sgd(0.1), new() { Epochs = 2 }).ParameterHash);
        Assert.NotEqual(history.ParameterHash, new PictureNet().Fit(s_pictures, new Sgd(0.2), new() { Epochs = 2 }).ParameterHash);
    }

    [Fact]
    public void Another_network_or_data_that_do_not_fit_are_refused()
    {
        using TemporaryFolder folder = new();
        TrainingHistory history = new PictureNet().Fit(s_pictures, new Sgd(0.1), new() { Epochs = 1 });
        string path = folder.File("page.html");
        Assert.Equal(
            "The training was of the network Dense(64, 6), ReLU, Dense(6, 3), Softmax; Dense(2, 1), Sigmoid was given. "
            + "(Parameter 'network')",
            Assert.Throws<ArgumentException>(() => history.SaveHtml(path, new YesNet())).Message);
        var other = Dataset.FromArrays([0f, 1f], 2, [0]);
        Assert.Contains("features", Assert.Throws<ArgumentException>(() => history.SaveHtml(path, new PictureNet(), other)).Message);
        Assert.Empty(folder.Files);
    }

    /// <summary>Writes a page, twice the same, and looks at what every page must be.</summary>
    private static XDocument Page(Action<string> save)
    {
        using TemporaryFolder folder = new();
        save(folder.File("page.html"));
        save(folder.File("again.html"));
        string text = File.ReadAllText(folder.File("page.html"));
        Assert.Equal(text, File.ReadAllText(folder.File("again.html")));
        Assert.StartsWith("<!DOCTYPE html>", text);
        Assert.DoesNotMatch(Elsewhere(), Pixels().Replace(text, ""));
        Assert.Contains("@media (prefers-color-scheme: dark)", text);

        using var reader = XmlReader.Create(new StringReader(text), new() { DtdProcessing = DtdProcessing.Ignore });
        var page = XDocument.Load(reader);
        Assert.Equal("en", page.Root!.Attribute("lang")!.Value);
        Assert.Empty(page.Descendants("script"));
        XAttribute[] attributes = [.. page.Descendants().Attributes()];
        Assert.DoesNotContain(attributes, attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.All(page.Descendants("img"), image => Assert.StartsWith("data:image/png;base64,", image.Attribute("src")!.Value));

        // What is seen is also said, and whatever is referred to is there once.
        string[] names = [.. attributes.Where(attribute => attribute.Name == "id").Select(attribute => attribute.Value)];
        Assert.Equal(names.Distinct(), names);
        Assert.All(attributes.Where(attribute => attribute.Name == "href"), link => Assert.Contains(link.Value[1..], names));
        Assert.All(
            attributes.Where(attribute => attribute.Name == "aria-labelledby"),
            label => Assert.All(label.Value.Split(' '), name => Assert.Contains(name, names)));
        Assert.All(page.Descendants("img"), image => Assert.NotEqual("", image.Attribute("alt")!.Value));
        Assert.All(page.Descendants("svg"), svg =>
        {
            Assert.Equal("img", svg.Attribute("role")!.Value);
            Assert.NotEqual("", svg.Element("title")!.Value);
            Assert.NotEqual("", svg.Element("desc")!.Value);
            Assert.DoesNotContain("NaN", string.Concat(svg.Descendants("path").Attributes("d").Select(path => path.Value)));
        });

        // HTML knows no other elements that close themselves.
        string[] closed = ["meta", "line", "path", "rect", "img"];
        Assert.All(Closed().Matches(text), element => Assert.Contains(element.Groups["name"].Value, closed));
        return page;
    }

    private static IEnumerable<string> Headings(XDocument page) => page.Descendants("h2").Select(heading => heading.Value);

    private static IEnumerable<string> Titles(XDocument page) => page.Descendants("svg").Select(svg => svg.Element("title")!.Value);

    private static Dataset Pictures(string[] classNames)
    {
        var random = new Random(1);
        return Dataset.FromArrays(
            [.. Enumerable.Range(0, 90 * 64).Select(_ => random.NextSingle())],
            64,
            [.. Enumerable.Range(0, 90).Select(i => i % 3)],
            classNames);
    }

    /// <summary>What a browser would fetch or run.</summary>
    [GeneratedRegex(@"https?:|//[a-z]|@import|url\(|javascript:|<(script|link|iframe|object|embed)", RegexOptions.IgnoreCase)]
    private static partial Regex Elsewhere();

    [GeneratedRegex("data:image/png;base64,[^\"]+")]
    private static partial Regex Pixels();

    [GeneratedRegex("<(?<name>[a-z]+)[^<>]*/>")]
    private static partial Regex Closed();
}
