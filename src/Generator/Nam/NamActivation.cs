using GenNet.Generator.Layers;
using GenNet.Generator.ModelFiles;
using static System.FormattableString;

namespace GenNet.Generator.Nam;

/// <summary>An activation of a file.</summary>
/// <param name="Elementwise">The activation of GenNet that it is, where that is one function of each number; otherwise null.</param>
/// <param name="Apply">Adds its layers behind a value.</param>
internal sealed record NamActivation(ModelActivation? Elementwise, Func<StreamBuilder, Value, Value> Apply)
{
    public static readonly NamActivation Sigmoid = Function(Activation.Sigmoid);

    /// <summary>Reads one: a name, or an object with a "type" and its numbers.</summary>
    /// <param name="part">The activation.</param>
    /// <param name="units">The units that it acts on.</param>
    public static NamActivation Of(JsonPart part, int units)
    {
        JsonPart type = part.IsText ? part : part["type"];
        return type.Text switch
        {
            "Tanh" => Function(Activation.Tanh),
            "Hardtanh" => Function(Activation.HardTanh),
            "LeakyHardtanh" or "LeakyHardTanh" => LeakyHardtanh(part),
            "ReLU" => Function(Activation.ReLU),
            "LeakyReLU" => LeakyReLU(part),
            "PReLU" when part.IsObject && part.Find("negative_slopes") is JsonPart slopes => PReLU(slopes.Tensor(units)),
            "PReLU" when part.IsObject && part.Find("negative_slope") is not null => LeakyReLU(part),
            "Sigmoid" => Sigmoid,
            "SiLU" => Function(Activation.SiLU),
            "Hardswish" => Function(Activation.HardSwish),
            "Softsign" => Function(Activation.Softsign),
            _ => throw part.Wrong(
                "Tanh, Hardtanh, LeakyHardtanh, ReLU, LeakyReLU, PReLU with its slopes, Sigmoid, SiLU, Hardswish or Softsign"),
        };
    }

    private static NamActivation Function(Activation function, double? alpha = null)
    {
        ModelActivation g = new(function, alpha);
        return new(g, (builder, x) => builder.Activate(x, g));
    }

    private static NamActivation PReLU(double[] slopes) =>
        new(null, (builder, x) => builder.Activate(x, new(Activation.PReLU, null, slopes)));

    private static NamActivation LeakyReLU(JsonPart part) => Function(Activation.LeakyReLU, Slope(part, "negative_slope"));

    /// <summary>
    /// x between a least and a greatest value, and beyond them a part of what is too much: u = leaky(x - min) + min, then
    /// max - leaky(max - u).
    /// </summary>
    private static NamActivation LeakyHardtanh(JsonPart part)
    {
        JsonPart? least = Number(part, "min_val"), greatest = Number(part, "max_val");
        double min = least?.Number ?? -1, max = greatest?.Number ?? 1;
        if (min > max)
        {
            throw least?.Wrong(Invariant($"at most the max_val, {max},"))
                ?? greatest!.Value.Wrong(Invariant($"at least the min_val, {min},"));
        }

        NamActivation below = Function(Activation.LeakyReLU, Slope(part, "min_slope"));
        NamActivation above = Function(Activation.LeakyReLU, Slope(part, "max_slope"));
        return new(null, (builder, x) =>
        {
            Value aboveMin = below.Apply(builder, Affine(builder, x, 1, -min));
            Value belowMax = above.Apply(builder, Affine(builder, aboveMin, -1, max - min));
            return Affine(builder, belowMax, -1, max);
        });
    }

    private static Value Affine(StreamBuilder builder, Value x, double scale, double offset) =>
        builder.Scale(x, [.. Enumerable.Repeat(scale, x.Width)], [.. Enumerable.Repeat(offset, x.Width)]);

    /// <summary>A slope; 0.01 where none is said.</summary>
    private static double? Slope(JsonPart part, string name) => Number(part, name) switch
    {
        null => null,
        JsonPart { Number: >= 0 and <= float.MaxValue } slope => slope.Number,
        JsonPart slope => throw slope.Wrong("a slope of at least 0, and no larger than a float,"),
    };

    private static JsonPart? Number(JsonPart part, string name) => part.IsText ? null : part.Find(name);
}
