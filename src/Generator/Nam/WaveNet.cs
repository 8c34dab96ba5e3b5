using GenNet.Generator.Layers;
using GenNet.Generator.ModelFiles;

namespace GenNet.Generator.Nam;

/// <summary>
/// Adds the layers of a WaveNet: arrays of dilated convolutions with a condition mixed in, which residual sums go around and whose
/// activations all end in a head. With x = W input, each layer computes a = g(V * x + M condition) and x + R a for the next one, and the
/// head is a convolution of the sum of all a, to which the next array adds its own.
/// </summary>
internal sealed class WaveNet(JsonPart config, NamWeights weights, StreamBuilder builder)
{
    public Value Output(Value input)
    {
        JsonPart[] arrays = config["layers"].Items;
        if (arrays.Length == 0)
            throw config["layers"].Wrong("a layer array");

        // Behind all others; "head_scale" in the configuration is what it was at first.
        double scale = weights.TakeLast("the scale of the head");
        Value condition = config.Find("condition_dsp") is JsonPart model ? NamReader.Output(model, builder, input) : input;
        Value x = input;
        Value? head = null;
        for (int i = 0; i < arrays.Length; i++)
        {
            bool isLast = i == arrays.Length - 1;
            (x, head) = Array(arrays[i], x, condition, head, isLast, isLast ? scale : 1);
        }

        return config.Find("head") is JsonPart stack ? Head(stack, head!) : head!;
    }

    private (Value X, Value Head) Array(JsonPart array, Value input, Value condition, Value? head, bool isLast, double scale)
    {
        CheckWidth(array["input_size"], input);
        CheckWidth(array["condition_size"], condition);
        int channels = array["channels"].Size;
        Value x = builder.Dense(input, channels, weights.Take((long)channels * input.Width, "a layer array's first layer"), null);
        WaveNetLayer[] layers = WaveNetLayer.Of(array);
        foreach (WaveNetLayer layer in layers)
        {
            Value z = Convolution(x, layer.Sums, layer.Kernel, layer.Dilation, layer.Groups, true, "a dilated convolution");
            Value mixed = Convolution(condition, layer.Sums, 1, 1, layer.MixinGroups, false, "a mixed-in condition");
            z = builder.Sum(z, mixed);
            Value a = layer.Gate is ModelActivation gate ? builder.Gated(z, layer.Activation, gate) : builder.Activate(z, layer.Activation);

            // Nothing reads the sum behind the last of all, but its weights are there.
            int? groups = layer.ResidualGroups;
            (double[] residual, double[]? offset) =
                groups is null ? ([], null) : Take(a, channels, 1, groups.Value, "a residual layer", hasBias: true);
            Value skip = layer.HeadGroups is int headGroups
                ? Convolution(a, layer.HeadChannels, 1, 1, headGroups, true, "a layer of the head")
                : a;
            head = head is null ? skip : builder.Sum(head, skip);
            if (groups is not null && !(isLast && ReferenceEquals(layer, layers[layers.Length - 1])))
                x = builder.Sum(x, builder.Convolution(a, channels, 1, 1, groups.Value, residual, offset));
        }

        return (x, HeadOf(array, head!, scale));
    }

    /// <summary>The convolution of an array's head, with the scale of all in its weights.</summary>
    private Value HeadOf(JsonPart array, Value sum, double scale)
    {
        JsonPart? head = array.Find("head");
        int size = (head?["out_channels"] ?? array["head_size"]).Size, kernel = head?["kernel_size"].Size ?? 1;
        bool hasBias = (head?["bias"] ?? array["head_bias"]).Flag;
        (double[] weights, double[]? bias) = Take(sum, size, kernel, 1, "the head of a layer array", hasBias);
        return builder.Convolution(sum, size, kernel, 1, 1, Scaled(weights)!, Scaled(bias));

        double[]? Scaled(double[]? numbers) => numbers is null ? null : [.. numbers.Select(number => number * scale)];
    }

    /// <summary>Activations and convolutions behind the arrays.</summary>
    private Value Head(JsonPart stack, Value x)
    {
        JsonPart[] kernels = stack["kernel_sizes"].Items;
        for (int i = 0; i < kernels.Length; i++)
        {
            int channels = stack[i == kernels.Length - 1 ? "out_channels" : "channels"].Size;
            x = builder.Activate(x, NamActivation.Of(stack["activation"], x.Width));
            x = Convolution(x, channels, kernels[i].Size, 1, 1, true, "the head");
        }

        return x;
    }

    private Value Convolution(Value x, int channels, int kernel, int dilation, int groups, bool hasBias, string what)
    {
        (double[] weights, double[]? bias) = Take(x, channels, kernel, groups, what, hasBias);
        return builder.Convolution(x, channels, kernel, dilation, groups, weights, bias);
    }

    private (double[] Weights, double[]? Bias) Take(Value x, int channels, int kernel, int groups, string what, bool hasBias)
    {
        StreamBuilder.CheckGroups(x.Width, channels, groups);
        return (weights.Take((long)channels * (x.Width / groups) * kernel, what), hasBias ? weights.Take(channels, what) : null);
    }

    private static void CheckWidth(JsonPart size, Value value)
    {
        if (size.Size != value.Width)
            throw size.Wrong($"{value.Width}, the size of what is read,");
    }
}
