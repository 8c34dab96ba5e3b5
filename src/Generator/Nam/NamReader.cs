using GenNet.Generator.Layers;
using GenNet.Generator.ModelFiles;

namespace GenNet.Generator.Nam;

/// <summary>
/// Reads a file of Neural Amp Modeler: JSON with "version", "architecture", its "config" and all "weights" in one list, as
/// NeuralAmpModelerCore takes them one after the other.
/// </summary>
internal static class NamReader
{
    private static readonly Version s_oldest = new(0, 5), s_newest = new(0, 7);

    /// <summary>Reads the network that follows a stream as the model does.</summary>
    /// <param name="file">The file.</param>
    /// <param name="steps">The frames of a window.</param>
    public static ModelReading Read(byte[] file, int steps) => JsonPart.Read(file, root =>
    {
        JsonPart model = Largest(root), config = model["config"];
        var builder = new StreamBuilder((config.Find("input_size") ?? config.Find("in_channels"))?.Size ?? 1, steps);
        return builder.Build(Output(model, builder, builder.Input));
    });

    /// <summary>Adds the layers of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="builder">Takes the layers.</param>
    /// <param name="input">What the model hears.</param>
    /// <returns>What it gives.</returns>
    public static Value Output(JsonPart model, StreamBuilder builder, Value input)
    {
        CheckVersion(model["version"]);
        JsonPart config = model["config"];
        var weights = new NamWeights(model["weights"].Numbers);
        Value output = model["architecture"].Text switch
        {
            "LSTM" => Recurrent(config, weights, builder, input),
            "WaveNet" => new WaveNet(config, weights, builder).Output(input),
            _ => throw model["architecture"].Wrong("LSTM, WaveNet or SlimmableContainer"),
        };
        weights.CheckTaken();
        return output;
    }

    /// <summary>Of a container of models of several sizes the largest, which is the last; the model itself where it is none.</summary>
    private static JsonPart Largest(JsonPart model)
    {
        while (model["architecture"].Text == "SlimmableContainer")
        {
            JsonPart[] models = model["config"]["submodels"].Items;
            model = models.Length == 0 ? throw model["config"]["submodels"].Wrong("a model") : models[models.Length - 1]["model"];
        }

        return model;
    }

    private static void CheckVersion(JsonPart version)
    {
        if (!Version.TryParse(version.Text, out Version read) || new Version(read.Major, read.Minor) is var minor
            && (minor < s_oldest || minor > s_newest))
            throw version.Wrong($"a version from {s_oldest} to {s_newest}");
    }

    /// <summary>
    /// Layers of [W_ih, W_hh], one bias, and the state before the first frame, then a linear one of the last layer's h.
    /// </summary>
    private static Value Recurrent(JsonPart config, NamWeights weights, StreamBuilder builder, Value input)
    {
        int layers = config["num_layers"].Size, units = config["hidden_size"].Size, outputs = config.Find("out_channels")?.Size ?? 1;
        Value h = input;
        for (int layer = 1; layer <= layers; layer++)
        {
            string name = $"LSTM layer {layer}";
            int inputs = h.Width, row = inputs + units;
            double[] both = weights.Take(4L * units * row, name), bias = weights.Take(4L * units, name);
            double[] hidden = weights.Take(units, name), cell = weights.Take(units, name);
            double[] ofInput = [.. both.Where((_, i) => i % row < inputs)], ofState = [.. both.Where((_, i) => i % row >= inputs)];
            double[][] tensors = [ofInput, ofState, bias, new double[4 * units]];
            bool startsAtZero = hidden.Concat(cell).All(number => number == 0);
            h = builder.LSTM(h, units, startsAtZero ? tensors : [.. tensors, hidden, cell]);
        }

        return builder.Dense(h, outputs, weights.Take((long)outputs * units, "the head"), weights.Take(outputs, "the head"));
    }
}
