using GenNet.Generator.ModelFiles;

namespace GenNet.Generator.Nam;

/// <summary>Reads an activation: a name, or an object with a "type" and its numbers.</summary>
internal static class NamActivation
{
    public static readonly ModelActivation Sigmoid = new(Activation.Sigmoid);

    /// <param name="part">The activation.</param>
    /// <param name="units">The units that it acts on.</param>
    public static ModelActivation Of(JsonPart part, int units)
    {
        JsonPart type = part.IsText ? part : part["type"];
        return type.Text switch
        {
            "Tanh" => new(Activation.Tanh),
            "Hardtanh" => new(Activation.HardTanh),
            "ReLU" => new(Activation.ReLU),
            "LeakyReLU" => Leaky(part),
            "PReLU" when part.IsObject && part.Find("negative_slopes") is JsonPart slopes =>
                new(Activation.PReLU, null, slopes.Tensor(units)),
            "PReLU" when part.IsObject && part.Find("negative_slope") is not null => Leaky(part),
            "Sigmoid" => Sigmoid,
            "SiLU" => new(Activation.SiLU),
            "Hardswish" => new(Activation.HardSwish),
            "Softsign" => new(Activation.Softsign),
            _ => throw part.Wrong("Tanh, Hardtanh, ReLU, LeakyReLU, PReLU with its slopes, Sigmoid, SiLU, Hardswish or Softsign"),
        };
    }

    private static ModelActivation Leaky(JsonPart part)
    {
        if (part.IsText || part.Find("negative_slope") is not JsonPart slope)
            return new(Activation.LeakyReLU);
        return slope.Number >= 0 ? new(Activation.LeakyReLU, slope.Number) : throw slope.Wrong("a slope of at least 0");
    }
}
