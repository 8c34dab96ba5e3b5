extern alias generator;

namespace GenNet.Generator.Tests;

/// <summary>How descriptions of layers are written in C#, which makes the same description at run time.</summary>
public sealed class LayerDescriptionTests
{
    public static TheoryData<generator::GenNet.LayerDescription, string> Cases => new()
    {
        { new generator::GenNet.DenseDescription(3, 4), "new global::GenNet.DenseDescription(3, 4)" },
        {
            new generator::GenNet.DenseDescription(3, 4, HasBias: false) { Name = "fc1" },
            "new global::GenNet.DenseDescription(3, 4, HasBias: false) { Name = \"fc1\" }"
        },
        {
            new generator::GenNet.ActivationDescription(4, generator::GenNet.Activation.HardTanh, -0.5, 2),
            "new global::GenNet.ActivationDescription(4, global::GenNet.Activation.HardTanh, alpha: -0.5, beta: 2)"
        },
        {
            new generator::GenNet.ActivationDescription(4, null, "Swish"),
            "new global::GenNet.ActivationDescription(4, null, \"Swish\")"
        },
        { new generator::GenNet.EmbeddingDescription(3, 10, 4), "new global::GenNet.EmbeddingDescription(3, 10, 4)" },
        { new generator::GenNet.DropoutDescription(4, 0.25), "new global::GenNet.DropoutDescription(4, 0.25)" },
    };

    [Theory, MemberData(nameof(Cases))]
    public void IsWrittenAsItIsMade(generator::GenNet.LayerDescription layer, string source) => Assert.Equal(source, layer.Source);
}
