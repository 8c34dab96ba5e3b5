using GenNet.Generator.Layers;
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
/// <param name="IsBlended">Whether the gates blend the sums with what the activation makes of them, a = s g(x) + (1 - s) x.</param>
/// <param name="ResidualGroups">The groups of the layer behind it towards the residual sum; null where there is no such layer.</param>
/// <param name="HeadGroups">Likewise towards the head.</param>
/// <param name="HeadChannels">The channels that one has.</param>
internal sealed record WaveNetLayer(
    int Kernel, int Dilation, int Groups, int MixinGroups, int Units, NamActivation Activation, NamActivation? Gate, bool IsBlended,
    int? ResidualGroups, int? HeadGroups, int HeadChannels)
{
    /// <summary>The sums that its activation and its gates read.</summary>
    public int Sums => Gate is null ? Units : 2 * Units;

    /// <summary>Adds what makes a of its sums.</summary>
    public Value Activate(StreamBuilder builder, Value z)
    {
        if (Gate is null)
            return Activation.Apply(builder, z);
        if (!IsBlended && Activation.Elementwise is ModelActivation g && Gate.Elementwise is ModelActivation s)
            return builder.Gated(z, g, s);
        Value x = builder.Half(z, 0), gate = Gate.Apply(builder, builder.Half(z, 1)), activated = Activation.Apply(builder, x);
        return IsBlended
            ? builder.Sum(x, builder.Product(builder.Sum(activated, builder.Half(z, 0, scale: -1)), gate))
            : builder.Product(activated, gate);
    }

    /// <summary>The layers of an array.</summary>
    public static WaveNetLayer[] Of(JsonPart array)
    {
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
                units, NamActivation.Of(activations[i]!.Value, units), Gate(i), Mode(i) == "blended",
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

        string Mode(int layer) => modes[layer]?.Text ?? (isGated ? "gated" : "none");

        NamActivation? Gate(int layer) => Mode(layer) switch
        {
            "none" => null,
            "gated" or "blended" => gates[layer] is JsonPart gate ? NamActivation.Of(gate, units) : NamActivation.Sigmoid,
            _ => throw modes[layer]!.Value.Wrong("none, gated or blended"),
        };
    }
}
