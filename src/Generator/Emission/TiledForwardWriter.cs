using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using static GenNet.Generator.Emission.Notation;
using static GenNet.Generator.Emission.PassesWriter;

namespace GenNet.Generator.Emission;

/// <summary>Writes the forward pass of a network of register tiles.</summary>
internal static class TiledForwardWriter
{
    public static string Write(NetworkPlan plan) => WriteFile(
        plan, "The forward pass", "internal readonly partial struct Network : ITiledNetwork<float>", writer => Body(writer, plan),
        writer => LayerTypes(writer, plan));

    /// <summary>Where a row-major buffer of the batch starts in the scratch memory.</summary>
    public static string Buffer(int perRow) => perRow == 0 ? "scratch" : $"scratch.At(rows * {perRow})";

    /// <summary>Where the lanes for a softmax start.</summary>
    public static string SoftmaxLanes(NetworkPlan plan) => $"scratch.At(rows * {plan.Scratch} + {plan.TransposedLength})";

    private static void Body(SourceWriter writer, NetworkPlan plan)
    {
        Sizes(writer, plan, ("OutputStride", plan.OutputStride), ("ScratchPerRow", plan.Scratch), ("ScratchFixed", plan.ScratchFixed));

        writer.Summary($"From the inputs x to {LossInput(plan)}, for a batch of rows.");
        using (writer.Braces($"public static Block<float> Forward<V>(Block<float> p, Block<float> x, int rows, Block<float> scratch) {Constraint}"))
        {
            foreach (LayerPlan layer in plan.Layers)
                Layer(writer, plan, layer);
            writer.Line($"return {LossInput(plan)};");
        }

        if (plan.LossIsFused)
        {
            string z = LossInput(plan);
            writer.Line();
            writer.Summary($"{Activation(plan.Last)}, for predictions only: the loss reads z{plan.Last.Number}.");
            using (writer.Braces($"public static void Output<V>(Block<float> {z}, int rows, Block<float> scratch) {Constraint}"))
                ApplyActivation(writer, plan, plan.Last, z, z);
        }
    }

    private static void Layer(SourceWriter writer, NetworkPlan plan, LayerPlan layer)
    {
        int l = layer.Number;
        string z = $"z{l}", a = $"a{l}";
        writer.Line($"// Layer {l}: {Affine(layer)}{(layer.AppliesActivation ? ", " + Activation(layer) : "")}.");
        if (layer.IsFused)
        {
            writer.Line($"Block<float> {a} = {Buffer(layer.A)};");
            writer.Line($"Dense.Forward<V, float, Layer{l}, {Type(layer)}>(p, {Input(layer)}, {a}, rows, {New(layer)});");
        }
        else
        {
            writer.Line($"Block<float> {z} = {Buffer(layer.Z)};");
            writer.Line($"Dense.Forward<V, float, Layer{l}, Identity>(p, {Input(layer)}, {z}, rows, new Identity());");
            if (layer.AppliesActivation)
            {
                writer.Line($"Block<float> {a} = {(layer.A == layer.Z ? z : Buffer(layer.A))};");
                ApplyActivation(writer, plan, layer, z, a);
            }
        }

        writer.Line();
    }

    private static void ApplyActivation(SourceWriter writer, NetworkPlan plan, LayerPlan layer, string z, string a) => writer.Line(layer.Facts.Kind switch
    {
        ActivationKind.Parametric => $"ParametricReLU.Forward<V, float, Layer{layer.Number}>(p, {z}, {a}, rows);",
        ActivationKind.AcrossUnits =>
            $"Layerwise.Forward<V, float, {Type(layer)}>({z}, {a}, rows, {layer.Spec.Units}, {layer.UnitStride}, {SoftmaxLanes(plan)});",
        _ => $"Elementwise.Forward<V, float, {Type(layer)}>({z}, {a}, rows * {layer.UnitStride}, {New(layer)});",
    });
}
