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
            // Nothing reads the sum behind the last of all, but its weights are there.
            bool isRead = !(isLast && ReferenceEquals(layer, layers[layers.Length - 1]));
            (x, Value skip) = Layer(layer, array, x, condition, isRead);
            head = head is null ? skip : builder.Sum(head, skip);
        }

        return (x, HeadOf(array, head!, scale));
    }

    private (Value X, Value Skip) Layer(WaveNetLayer layer, JsonPart array, Value x, Value condition, bool isRead)
    {
        NamConvolution sums = Take(x.Width, layer.Sums, layer.Kernel, layer.Groups, "a dilated convolution");
        NamConvolution mixin = Take(condition.Width, layer.Sums, 1, layer.MixinGroups, "a mixed-in condition", hasBias: false);
        NamConvolution? residual =
            layer.ResidualGroups is int groups ? Take(layer.Units, x.Width, 1, groups, "a residual layer") : null;
        NamConvolution? ofHead =
            layer.HeadGroups is int ownGroups ? Take(layer.Units, layer.HeadChannels, 1, ownGroups, "a layer of the head") : null;
        Func<Value, Value> beforeConvolution = Film("conv_pre_film", x.Width), afterConvolution = Film("conv_post_film", layer.Sums);
        Func<Value, Value> beforeMixin = Film("input_mixin_pre_film", condition.Width);
        Func<Value, Value> afterMixin = Film("input_mixin_post_film", layer.Sums);
        Func<Value, Value> beforeActivation = Film("activation_pre_film", layer.Sums);
        Func<Value, Value> afterActivation = Film("activation_post_film", layer.Units);

        Func<Value, Value> afterResidual = Film(
            "layer1x1_post_film", x.Width,
            residual is null ? "but no layer1x1"
            : layer.IsBlended ? null
            : "which NeuralAmpModelerCore leaves out of layers that do not blend, and its trainer does not");
        Func<Value, Value> afterHead = Film("head1x1_post_film", layer.HeadChannels, ofHead is null ? "but no head1x1" : null);

        Value z = afterConvolution(sums.Of(builder, beforeConvolution(x), layer.Dilation));
        z = builder.Sum(z, afterMixin(mixin.Of(builder, beforeMixin(condition))));
        Value a = afterActivation(layer.Activate(builder, beforeActivation(z)));
        Value skip = ofHead is null ? a : afterHead(ofHead.Of(builder, a));
        return (residual is null || !isRead ? x : builder.Sum(x, afterResidual(residual.Of(builder, a))), skip);

        // x times a scale and plus a shift, both of them linear in the condition; x itself where that is not active.
        Func<Value, Value> Film(string name, int width, string? problem = null)
        {
            if (array.Find(name) is not JsonPart film || !(film.IsObject ? film.Find("active")?.Flag ?? true : film.Flag))
                return value => value;
            if (problem is not null)
                throw new NoNetworkException($"it has an active {name}, {problem}");
            bool shifts = !film.IsObject || film.Find("shift") is not JsonPart shift || shift.Flag;
            int groups = film.IsObject ? film.Find("groups")?.Size ?? 1 : 1;
            NamConvolution both = Take(condition.Width, shifts ? 2 * width : width, 1, groups, name);
            return value =>
            {
                Value scaleAndShift = both.Of(builder, condition);
                return shifts
                    ? builder.Sum(builder.Product(value, builder.Half(scaleAndShift, 0)), builder.Half(scaleAndShift, 1))
                    : builder.Product(value, scaleAndShift);
            };
        }
    }

    /// <summary>The convolution of an array's head, with the scale of all in its weights.</summary>
    private Value HeadOf(JsonPart array, Value sum, double scale)
    {
        JsonPart? head = array.Find("head");
        int size = (head?["out_channels"] ?? array["head_size"]).Size, kernel = head?["kernel_size"].Size ?? 1;
        bool hasBias = (head?["bias"] ?? array["head_bias"]).Flag;
        return Take(sum.Width, size, kernel, 1, "the head of a layer array", hasBias).Times(scale).Of(builder, sum);
    }

    /// <summary>Activations and convolutions behind the arrays.</summary>
    private Value Head(JsonPart stack, Value x)
    {
        JsonPart[] kernels = stack["kernel_sizes"].Items;
        for (int i = 0; i < kernels.Length; i++)
        {
            int channels = stack[i == kernels.Length - 1 ? "out_channels" : "channels"].Size;
            x = NamActivation.Of(stack["activation"], x.Width).Apply(builder, x);
            x = Take(x.Width, channels, kernels[i].Size, 1, "the head").Of(builder, x);
        }

        return x;
    }

    private NamConvolution Take(int inputs, int channels, int kernel, int groups, string what, bool hasBias = true)
    {
        StreamBuilder.CheckGroups(inputs, channels, groups);
        return new(
            channels, kernel, groups, weights.Take((long)channels * (inputs / groups) * kernel, what),
            hasBias ? weights.Take(channels, what) : null);
    }

    private static void CheckWidth(JsonPart size, Value value)
    {
        if (size.Size != value.Width)
            throw size.Wrong($"{value.Width}, the size of what is read,");
    }
}
