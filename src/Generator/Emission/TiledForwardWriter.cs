using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using static GenNet.Generator.Emission.Notation;
using static GenNet.Generator.Emission.PassesWriter;

namespace GenNet.Generator.Emission;

/// <summary>Writes the forward pass of a network of register tiles.</summary>
internal static class TiledForwardWriter
{
    public static string Write(NetworkPlan plan) => WriteFile(
        plan, "The forward pass", $"internal readonly partial struct Network : ITiled{Passes(plan)}<{plan.Number}>", writer => Body(writer, plan),
        writer => LayerTypes(writer, plan));

    /// <summary>Where a row-major buffer of the batch starts in the scratch memory.</summary>
    public static string Buffer(int perRow) => perRow == 0 ? "scratch" : $"scratch.At(rows * {perRow})";

    /// <summary>Where the lanes for a softmax start.</summary>
    public static string SoftmaxLanes(NetworkPlan plan) => $"scratch.At(rows * {plan.Scratch} + {plan.TransposedLength})";

    private static void Body(SourceWriter writer, NetworkPlan plan)
    {
        Sizes(writer, plan, ("OutputStride", plan.OutputStride), ("ScratchPerRow", plan.Scratch), ("ScratchFixed", plan.ScratchFixed));

        writer.Summary($"From the inputs x to {LossInput(plan)}, for a batch of rows.");
        using (writer.Braces($"public static Block<{plan.Number}> Forward<V>(Block<{plan.Number}> p, Block<{plan.Number}> x, int rows, Block<{plan.Number}> scratch) {Constraint(plan)}"))
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
            using (writer.Braces($"public static void Output<V>(Block<{plan.Number}> {z}, int rows, Block<{plan.Number}> scratch) {Constraint(plan)}"))
                ApplyActivation(writer, plan, plan.Last, z, z);
        }

        if (plan.Spec.PredictsOnly)
            return;
        Repeat(writer, plan);
        DrawDropout(
            writer, plan, "DrawDropout(DropoutStep step, int rows, int firstRow", "",
            layer => $"step.Draw({Buffer(layer.Keep)}, rows * {layer.UnitStride}, {layer.UnitStride}, 1, rows, firstRow");
    }

    /// <summary>What the Jacobian's pass, in which each row is an output, needs of the forward pass of its one sample.</summary>
    private static void Repeat(SourceWriter writer, NetworkPlan plan)
    {
        writer.Line();
        writer.Summary("Where the forward pass leaves its result.");
        writer.Lines($"public static Block<{plan.Number}> Result(int rows, Block<{plan.Number}> scratch) => {Buffer(plan.LossIsFused ? plan.Last.Z : plan.Last.A)};", "");
        writer.Summary("Copies the activations of a single row to each row of a batch.");
        using (writer.Braces($"public static void Repeat(Block<{plan.Number}> single, int rows, Block<{plan.Number}> scratch)"))
        {
            foreach (LayerPlan layer in plan.Layers)
            {
                foreach (int place in new[] { layer.Z, layer.A, layer.Dropped }.Where(place => place >= 0).Distinct())
                    writer.Line($"Rows.Repeat({(place == 0 ? "single" : $"single.At({place})")}, {Buffer(place)}, rows, {layer.UnitStride});");
            }
        }
    }

    private static void Layer(SourceWriter writer, NetworkPlan plan, LayerPlan layer)
    {
        int l = layer.Number;
        string z = $"z{l}", a = $"a{l}";
        writer.Line($"// Layer {l}: {Affine(layer)}{(layer.AppliesActivation ? ", " + Activation(layer) : "")}.");
        if (layer.IsFused)
        {
            writer.Line($"Block<{plan.Number}> {a} = {Buffer(layer.A)};");
            writer.Line($"Dense.Forward<V, {plan.Number}, Layer{l}, {Type(layer)}>(p, {Input(layer)}, {a}, rows, {New(layer)});");
        }
        else
        {
            writer.Line($"Block<{plan.Number}> {z} = {Buffer(layer.Z)};");
            writer.Line($"Dense.Forward<V, {plan.Number}, Layer{l}, Identity>(p, {Input(layer)}, {z}, rows, new Identity());");
            if (layer.AppliesActivation)
            {
                writer.Line($"Block<{plan.Number}> {a} = {(layer.A == layer.Z ? z : Buffer(layer.A))};");
                ApplyActivation(writer, plan, layer, z, a);
            }
        }

        if (layer.Spec.HasDropout)
        {
            writer.Line($"// {Dropout(layer)}.");
            writer.Line($"Block<{plan.Number}> d{l} = {Buffer(layer.Dropped)};");
            writer.Line($"Elementwise.Product<V, {plan.Number}>({a}, {Buffer(layer.Keep)}, d{l}, rows * {layer.UnitStride});");
        }

        writer.Line();
    }

    private static void ApplyActivation(SourceWriter writer, NetworkPlan plan, LayerPlan layer, string z, string a) => writer.Line(layer.Facts.Kind switch
    {
        ActivationKind.Parametric => $"ParametricReLU.Forward<V, {plan.Number}, Layer{layer.Number}>(p, {z}, {a}, rows);",
        ActivationKind.AcrossUnits =>
            $"Layerwise.Forward<V, {plan.Number}, {Type(layer)}>({z}, {a}, rows, {layer.Spec.Units}, {layer.UnitStride}, {SoftmaxLanes(plan)});",
        _ => $"Elementwise.Forward<V, {plan.Number}, {Type(layer)}>({z}, {a}, rows * {layer.UnitStride}, {New(layer)});",
    });
}
