using GenNet.Generator.ModelFiles;

namespace GenNet.Generator.Nam;

/// <summary>A layer of a WaveNet, as the configuration of its array says.</summary>
/// <param name="Kernel">The taps of its convolution.</param>
/// <param name="Dilation">The distance between them.</param>
/// <param name="Groups">The groups of the convolution.</param>
/// <param name="MixinGroups">Those of the mixed-in condition.</param>
/// <param name="Units">The numbers that it writes.</param>
/// <param name="Activation">Its activation.</param>
/// <param name="Gate">That of its gates; null where it has none.</param>
/// <param name="ResidualGroups">The groups of the layer behind it towards the residual sum; null where there is no such layer.</param>
/// <param name="HeadGroups">Likewise towards the head.</param>
/// <param name="HeadChannels">The channels that one has.</param>
internal sealed record WaveNetLayer(
    int Kernel, int Dilation, int Groups, int MixinGroups, int Units, ModelActivation Activation, ModelActivation? Gate,
    int? ResidualGroups, int? HeadGroups, int HeadChannels)
{
    private static readonly string[] s_films =
    [
        "conv_pre_film", "conv_post_film", "input_mixin_pre_film", "input_mixin_post_film", "activation_pre_film",
        "activation_post_film", "layer1x1_post_film", "head1x1_post_film",
    ];

    /// <summary>The sums that its activation and its gates read.</summary>
    public int Sums => Gate is null ? Units : 2 * Units;

    /// <summary>The layers of an array.</summary>
    public static WaveNetLayer[] Of(JsonPart array)
    {
        foreach (string film in s_films)
        {
            if (array.Find(film) is JsonPart part && (part.IsObject ? part.Find("active")?.Flag ?? true : part.Flag))
                throw new NoNetworkException($"it has an active {film}, which GenNet has no layer for");
        }

        JsonPart[] dilations = array["dilations"].Items;
        if (dilations.Length == 0)
            throw array["dilations"].Wrong("a dilation for each layer");
        int units = (array.Find("bottleneck") ?? array["channels"]).Size;
        JsonPart? residual = array.Find("layer1x1"), head = array.Find("head1x1");
        bool hasHead = head is not null && head.Value["active"].Flag;
        JsonPart?[] kernels = EachOf(array.Find("kernel_sizes") ?? array["kernel_size"]), activations = EachOf(array["activation"]);
        JsonPart?[] modes = EachOf(array.Find("gating_mode")), gates = EachOf(array.Find("secondary_activation"));
        bool isGated = array.Find("gating_mode") is null && array.Find("gated") is JsonPart gated && gated.Flag;
        return
        [
            .. dilations.Select((dilation, i) => new WaveNetLayer(
                kernels[i]!.Value.Size, dilation.Size, array.Find("groups_input")?.Size ?? 1, array.Find("groups_input_mixin")?.Size ?? 1,
                units, NamActivation.Of(activations[i]!.Value, units), Gate(i),
                residual is null ? 1 : residual.Value["active"].Flag ? residual.Value["groups"].Size : null,
                hasHead ? head!.Value["groups"].Size : null, hasHead ? head!.Value["out_channels"].Size : units)),
        ];

        // One for all layers, or one for each.
        JsonPart?[] EachOf(JsonPart? part)
        {
            if (part is not { IsArray: true })
                return [.. dilations.Select(_ => part)];
            JsonPart[] items = part.Value.Items;
            return items.Length == dilations.Length
                ? [.. items.Select(item => (JsonPart?)item)]
                : throw part.Value.Wrong($"one item for each of {dilations.Length} layers");
        }

        ModelActivation? Gate(int layer) => (modes[layer]?.Text ?? (isGated ? "gated" : "none")) switch
        {
            "none" => null,
            "gated" => gates[layer] is JsonPart gate ? NamActivation.Of(gate, units) : NamActivation.Sigmoid,
            _ => throw modes[layer]!.Value.Wrong("none or gated"),
        };
    }
}
