using GenNet.Generator.Layers;
using GenNet.Generator.Model;
using GenNet.Generator.ModelFiles;

namespace GenNet.Generator.RTNeural;

/// <summary>
/// A model as RTNeural's scripts write those of Keras: the shape of its input, and its layers with their weights, in which inputs come
/// before units.
/// </summary>
internal static class KerasModel
{
    // What Keras has for epsilon unless the file says another.
    private const double DefaultEpsilon = 1e-3;

    public static ModelNetwork Network(JsonPart model, int steps)
    {
        var builder = new StreamBuilder(LastOf(model["in_shape"]).Size, steps);
        Value x = builder.Input;
        foreach (JsonPart layer in model["layers"].Items)
            x = Layer(layer, x, builder);
        return builder.Build(x);
    }

    private static Value Layer(JsonPart layer, Value x, StreamBuilder builder)
    {
        JsonPart type = layer["type"];
        return type.Text switch
        {
            "dense" or "time-distributed-dense" => Activated(layer, Dense(layer, x, builder), builder),
            "conv1d" => Activated(layer, Convolution(layer, x, builder), builder),
            "gru" => GRU(layer, x, builder),
            "lstm" => LSTM(layer, x, builder),
            "prelu" => builder.Activate(x, new(Activation.PReLU, null, Slopes(layer["weights"], x.Width))),
            "batchnorm" => BatchNorm(layer, x, builder),
            "activation" => Activated(layer, x, builder),
            _ => throw type.Wrong("dense, time-distributed-dense, conv1d, gru, lstm, prelu, batchnorm or activation"),
        };
    }

    private static Value Dense(JsonPart layer, Value x, StreamBuilder builder)
    {
        int units = LastOf(layer["shape"]).Size;
        JsonPart[] weights = Weights(layer, 1, 2);
        return builder.Dense(x, units, Transposed(weights[0].Tensor(x.Width, units), units), BiasOf(weights, 1, units));
    }

    /// <summary>W of the taps, oldest first, in each [inputs / groups x channels].</summary>
    private static Value Convolution(JsonPart layer, Value x, StreamBuilder builder)
    {
        int channels = LastOf(layer["shape"]).Size, kernel = LastOf(layer["kernel_size"]).Size, dilation = LastOf(layer["dilation"]).Size;
        int groups = layer.Find("groups")?.Size ?? 1;
        StreamBuilder.CheckGroups(x.Width, channels, groups);
        JsonPart[] weights = Weights(layer, 1, 2);
        double[] taps = weights[0].Tensor(kernel, x.Width / groups, channels);
        int ofTap = taps.Length / kernel;
        double[] byChannel = [.. Transposed(taps, channels)];

        // [channels x kernel x inputs] to [channels x inputs x kernel].
        double[] ordered = [.. Enumerable.Range(0, channels).SelectMany(channel => Transposed(
            byChannel.AsSpan(channel * (taps.Length / channels), taps.Length / channels).ToArray(), ofTap / channels))];
        return builder.Convolution(x, channels, kernel, dilation, groups, ordered, BiasOf(weights, 1, channels));
    }

    /// <summary>The gates z, r, h; a bias for the products of the input, and one for those of the state.</summary>
    private static Value GRU(JsonPart layer, Value x, StreamBuilder builder)
    {
        int units = LastOf(layer["shape"]).Size;
        CheckTanh(layer);
        JsonPart[] weights = Weights(layer, 3, 3);
        JsonPart[] bias = weights[2].Items;
        if (bias.Length != 2 || !bias[0].IsArray)
            throw weights[2].Wrong("a bias of two rows, as Keras has it with reset_after,");
        return builder.GRU(
            x, units,
            Swapped(Transposed(weights[0].Tensor(x.Width, 3 * units), 3 * units)),
            Swapped(Transposed(weights[1].Tensor(units, 3 * units), 3 * units)),
            Swapped(bias[0].Tensor(3 * units)), Swapped(bias[1].Tensor(3 * units)));

        double[] Swapped(double[] gates)
        {
            int gate = gates.Length / 3;
            return [.. gates.Skip(gate).Take(gate), .. gates.Take(gate), .. gates.Skip(2 * gate)];
        }
    }

    /// <summary>The gates i, f, g, o, with one bias.</summary>
    private static Value LSTM(JsonPart layer, Value x, StreamBuilder builder)
    {
        int units = LastOf(layer["shape"]).Size;
        CheckTanh(layer);
        JsonPart[] weights = Weights(layer, 2, 3);
        return builder.LSTM(
            x, units, Transposed(weights[0].Tensor(x.Width, 4 * units), 4 * units),
            Transposed(weights[1].Tensor(units, 4 * units), 4 * units), BiasOf(weights, 2, 4 * units) ?? new double[4 * units],
            new double[4 * units]);
    }

    /// <summary>
    /// (x - mean) / sqrt(variance + epsilon) * gamma + beta, as one scale and offset where that costs no digits, and otherwise after the
    /// mean is taken away.
    /// </summary>
    private static Value BatchNorm(JsonPart layer, Value x, StreamBuilder builder)
    {
        int units = x.Width;
        JsonPart[] weights = Weights(layer, 2, 4);
        if (weights.Length == 3)
            throw layer["weights"].Wrong("four arrays, gamma, beta, mean and variance, or the last two,");
        double[] mean = weights[weights.Length - 2].Tensor(units), variance = weights[weights.Length - 1].Tensor(units);
        int negative = Array.FindIndex(variance, number => number < 0);
        if (negative >= 0)
            throw weights[weights.Length - 1].Items[negative].Wrong("a variance, at least 0,");
        double epsilon = layer.Find("epsilon")?.Number ?? DefaultEpsilon;
        double[] scale = [.. variance.Select(number => 1 / Math.Sqrt(number + epsilon))], beta = new double[units];
        if (weights.Length == 4)
        {
            double[] gamma = weights[0].Tensor(units);
            scale = [.. scale.Select((number, unit) => number * gamma[unit])];
            beta = weights[1].Tensor(units);
        }

        double[] offset = [.. mean.Select((number, unit) => number * scale[unit])];
        if (offset.All(number => Math.Abs(number) <= FoldedOffset.Max))
            return builder.Scale(x, scale, [.. beta.Select((number, unit) => number - offset[unit])]);
        Value centred = builder.Scale(x, [.. mean.Select(_ => 1.0)], [.. mean.Select(number => -number)]);
        return builder.Scale(centred, scale, beta);
    }

    private static double[] Slopes(JsonPart weights, int units)
    {
        JsonPart slopes = FirstOf(FirstOf(weights));
        return slopes.Items.Length == 1 ? [.. Enumerable.Repeat(slopes.Items[0].Number, units)] : slopes.Tensor(units);
    }

    private static Value Activated(JsonPart layer, Value x, StreamBuilder builder)
    {
        if (layer.Find("activation") is not JsonPart activation || activation.Text.Length == 0)
            return x;
        return builder.Activate(x, new(activation.Text switch
        {
            "tanh" => Activation.Tanh,
            "relu" => Activation.ReLU,
            "sigmoid" => Activation.Sigmoid,
            "softmax" => Activation.Softmax,
            "elu" => Activation.ELU,
            _ => throw activation.Wrong("tanh, relu, sigmoid, softmax, elu or nothing"),
        }));
    }

    private static void CheckTanh(JsonPart layer)
    {
        if (layer.Find("activation") is JsonPart activation && activation.Text is not ("" or "tanh"))
            throw activation.Wrong("tanh");
    }

    private static JsonPart[] Weights(JsonPart layer, int least, int most)
    {
        JsonPart[] weights = layer["weights"].Items;
        return weights.Length >= least && weights.Length <= most
            ? weights
            : throw layer["weights"].Wrong(least == most ? $"one with {least} items" : $"one with {least} to {most} items");
    }

    private static double[]? BiasOf(JsonPart[] weights, int place, int units) =>
        weights.Length > place ? weights[place].Tensor(units) : null;

    /// <summary>A size, or the last of several dimensions.</summary>
    private static JsonPart LastOf(JsonPart shape) => !shape.IsArray ? shape : shape.Items is { Length: > 0 } sizes
        ? sizes[sizes.Length - 1]
        : throw shape.Wrong("at least one size");

    private static JsonPart FirstOf(JsonPart array) =>
        array.Items is { Length: > 0 } items ? items[0] : throw array.Wrong("an array with an item");

    /// <summary>[n x columns] to [columns x n].</summary>
    private static double[] Transposed(double[] matrix, int columns)
    {
        int rows = matrix.Length / columns;
        var transposed = new double[matrix.Length];
        for (int i = 0; i < matrix.Length; i++)
            transposed[i % columns * rows + i / columns] = matrix[i];
        return transposed;
    }
}
