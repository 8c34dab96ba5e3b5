using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using static GenNet.Generator.Emission.Notation;
using static GenNet.Generator.Emission.PassesWriter;
using static GenNet.Generator.Emission.UnrolledRowWriter;

namespace GenNet.Generator.Emission;

/// <summary>Writes the forward pass of a network of register tiles.</summary>
internal static class TiledForwardWriter
{
    public static string Write(NetworkPlan plan) => WriteFile(
        plan, "The forward pass", $"internal readonly partial struct Network : ITiled{Passes(plan)}<{plan.Number}>",
        writer => Body(writer, plan), writer => LayerTypes(writer, plan));

    /// <summary>A row-major matrix of the batch in the scratch memory.</summary>
    public static string Matrix(int place, LayerPlan layer) => $"scratch.At({place}, {layer.UnitStride})";

    private static void Body(SourceWriter writer, NetworkPlan plan)
    {
        Sizes(writer, plan, ("OutputStride", plan.OutputStride), ("ScratchPerRow", plan.Scratch), ("ScratchShared", plan.ScratchShared));

        writer.Summary($"From the inputs x to {LossInput(plan)}, for some rows of a batch.");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Braces(
            $"public static {plan.Block} Forward<V>({plan.Block} p, {plan.Block} x, Scratch<{plan.Number}> scratch) "
            + WideConstraint(plan)))
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
            using (writer.Braces($"public static void Output<V>({plan.Block} {z}, int rows) {WideConstraint(plan)}"))
                ApplyActivation(writer, plan, plan.Last, z, z, "rows");
        }

        if (plan.Spec.PredictsOnly)
            return;
        Repeat(writer, plan);
        DrawDropout(
            writer, plan, $"DrawDropout(DropoutStep step, int firstRow, Scratch<{plan.Number}> scratch)", "",
            layer => $"step.Draw({Matrix(layer.Rows.Keep, layer)}, scratch.Rows * {layer.UnitStride}, {layer.UnitStride}, "
                + "1, scratch.Rows, firstRow");
    }

    /// <summary>What the Jacobian's pass, in which each row is an output, needs of the forward pass of its one sample.</summary>
    private static void Repeat(SourceWriter writer, NetworkPlan plan)
    {
        string result = Matrix(plan.LossIsFused ? plan.Last.Rows.Z : plan.Last.Rows.A, plan.Last);
        writer.Line();
        writer.Summary("Where the forward pass leaves its result.");
        writer.Lines($"public static {plan.Block} Result(Scratch<{plan.Number}> scratch) => {result};", "");
        writer.Summary("Copies the activations of a single row to each row of a batch.");
        using (writer.Braces($"public static void Repeat(Scratch<{plan.Number}> single, Scratch<{plan.Number}> scratch)"))
        {
            foreach (LayerPlan layer in plan.Layers)
            {
                foreach (int place in new[] { layer.Rows.Z, layer.Rows.A, layer.Rows.Dropped }.Where(place => place >= 0).Distinct())
                {
                    writer.Line(
                        $"Rows.Repeat(single.At({place}, {layer.UnitStride}), {Matrix(place, layer)}, scratch.Rows, {layer.UnitStride});");
                }
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
            writer.Line($"{plan.Block} {a} = {Matrix(layer.Rows.A, layer)};");
            writer.Line($"Dense.Forward<V, {plan.Number}, Layer{l}, {Type(layer)}>(p, {Input(layer)}, {a}, scratch.Rows, {New(layer)});");
        }
        else
        {
            writer.Line($"{plan.Block} {z} = {Matrix(layer.Rows.Z, layer)};");
            writer.Line($"Dense.Forward<V, {plan.Number}, Layer{l}, Identity>(p, {Input(layer)}, {z}, scratch.Rows, new Identity());");
            if (layer.AppliesActivation)
            {
                writer.Line($"{plan.Block} {a} = {(layer.Rows.A == layer.Rows.Z ? z : Matrix(layer.Rows.A, layer))};");
                ApplyActivation(writer, plan, layer, z, a, "scratch.Rows");
            }
        }

        if (layer.Spec.HasDropout)
        {
            writer.Line($"// {Dropout(layer)}.");
            writer.Line($"{plan.Block} d{l} = {Matrix(layer.Rows.Dropped, layer)};");
            string keep = Matrix(layer.Rows.Keep, layer);
            writer.Line($"Elementwise.Product<V, {plan.Number}>({a}, {keep}, d{l}, scratch.Rows * {layer.UnitStride});");
        }

        writer.Line();
    }

    private static void ApplyActivation(SourceWriter writer, NetworkPlan plan, LayerPlan layer, string z, string a, string rows) =>
        writer.Line(layer.Facts.Kind switch
        {
            ActivationKind.Parametric => $"ParametricReLU.Forward<V, {plan.Number}, Layer{layer.Number}>(p, {z}, {a}, {rows});",
            ActivationKind.AcrossUnits => $"Layerwise.Forward<V, {plan.Number}, Layer{layer.Number}, {Type(layer)}>({z}, {a}, {rows});",
            _ => $"Elementwise.Forward<V, {plan.Number}, {Type(layer)}>({z}, {a}, {rows} * {layer.UnitStride}, {New(layer)});",
        });
}
