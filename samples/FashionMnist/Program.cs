// Learns to tell garments apart in 60,000 small pictures, then shows how well it does on 10,000 others.

using System.CommandLine;
using GenNet;
using GenNet.Samples;

var data = new Option<DirectoryInfo>("--data")
{
    Description = "The directory of the four IDX files of Fashion-MNIST, plain or compressed by gzip.",
    DefaultValueFactory = _ => new("/usr/share/datasets/fashion-mnist"),
};

var report = new Option<FileInfo>("--report") { Description = "Where to write a page about the training, report.html." };

return new RootCommand("Learns to tell garments apart.") { data, report }.Run(args, (values, cancellationToken) =>
{
    string directory = values.GetValue(data)!.FullName;
    Dataset training = Load(directory, "train");
    Dataset test = Load(directory, "t10k");
    Console.WriteLine($"{GarmentNet.ParameterCount} parameters learn from {training.Count} garments, {test.Count} others test them.");

    var network = new GarmentNet(seed: 1);
    // Ten epochs whatever comes: the test's pictures are watched, but nothing is chosen by them. Who chooses takes a third part for that.
    var options = new TrainingOptions { Epochs = 10, BatchSize = 64, Validation = test, Seed = 1 };
    TrainingHistory history = network.Fit(training, new Adam(1e-3), options, new TrainingDisplay(), cancellationToken);

    if (values.GetValue(report) is { } page)
        history.SaveHtml(page.FullName, network, test);
    ClassificationReport.Write(test, network.Predict(test), history);
});

static Dataset Load(string directory, string part)
{
    try
    {
        return Dataset.FromIdx(PathTo("images-idx3-ubyte"), PathTo("labels-idx1-ubyte"), scaleBytes: true, classNames:
        [
            "T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
        ]);
    }
    catch (Exception mistake) when (mistake is IOException or InvalidDataException or UnauthorizedAccessException)
    {
        throw new InvalidDataException(
            $"""
            {mistake.Message}
            Fashion-MNIST is needed: install it by 'apt-get install dataset-fashion-mnist', or fetch its four IDX files from
            https://github.com/zalandoresearch/fashion-mnist and say where they are by '--data DIR'.
            """,
            mistake);
    }

    string PathTo(string file)
    {
        string path = Path.Combine(directory, $"{part}-{file}");
        return File.Exists(path) ? path : path + ".gz";
    }
}

/// <summary>Takes the 28 x 28 pixels of a garment and gives the probability of each of ten kinds.</summary>
[NeuralNetwork(inputs: 28 * 28)]
[Dense(128, Activation.ReLU)]
[Dense(10, Activation.Softmax)]
public sealed partial class GarmentNet;
