using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using static GenNet.Generator.Emission.Notation;
using static GenNet.Generator.Emission.PassesWriter;
using static GenNet.Generator.Emission.TiledForwardWriter;

namespace GenNet.Generator.Emission;

/// <summary>Writes the loss and the backward pass of a network of register tiles.</summary>
internal static class TiledBackwardWriter
{
    public static string Write(NetworkPlan plan) => WriteFile(
        plan, "The loss and the backward pass", "internal readonly partial struct Network", writer => Body(writer, plan));

    private static void Body(SourceWriter writer, NetworkPlan plan)
    {
        LayerPlan last = plan.Last;
        Losses(writer, plan);
        writer.Summary($"Where the loss leaves its derivatives for the backward pass.");
        writer.Lines($"public static {plan.Block} OutputDelta(Scratch<{plan.Number}> scratch) => {Matrix(last.Rows.Delta, last)};", "");

        if (plan.LossIsFused)
        {
            int l = last.Number;
            writer.Summary($"{Delta(last, $"dC/da{l}")}: for the Jacobian only, as the loss leaves dC/dz{l}.");
            using (writer.Braces(
                $"public static void OutputBackward<V>({plan.Block} a{l}, {plan.Block} delta{l}, int rows) {Constraint(plan)}"))
                ApplyDerivative(writer, plan, last, "rows");
            writer.Line();
        }

        Transpose(writer, plan);
        Deltas(writer, plan);
        ParameterGradients(writer, plan);
        writer.Summary("dC/dx = W1^T delta1.");
        using (writer.Braces($"public static {plan.Block} InputGradient<V>(Scratch<{plan.Number}> scratch) {Constraint(plan)}"))
        {
            LayerPlan first = plan.Layers[0];
            writer.Lines(
                $"{plan.Block} dx = scratch.At({plan.InputDelta}, {plan.InputDeltaStride});",
                $"Dense.InputGradient<V, {plan.Number}, Layer1, Identity>("
                + $"scratch.Shared({first.Transposed}), {Matrix(first.Rows.Delta, first)}, dx, dx, scratch.Rows, new Identity());",
                "return dx;");
        }
    }

    private static void Transpose(SourceWriter writer, NetworkPlan plan)
    {
        writer.Summary("W^T of each layer that deltas are carried back through: not the first, unless dC/dx is asked for.");
        using (writer.Braces($"public static void TransposeWeights({plan.Block} p, Scratch<{plan.Number}> scratch, bool withFirst)"))
        {
            foreach (LayerPlan layer in plan.Layers.Skip(1))
                writer.Line(Copy(layer));
            writer.Line("if (withFirst)");
            using (writer.Indent())
                writer.Line(Copy(plan.Layers[0]));
        }

        writer.Line();

        string Copy(LayerPlan layer) => $"Dense.Transpose<{plan.Number}, Layer{layer.Number}>(p, scratch.Shared({layer.Transposed}));";
    }

    private static void Deltas(SourceWriter writer, NetworkPlan plan)
    {
        LayerPlan last = plan.Last;
        writer.Summary("From the loss's derivatives to the deltas of all layers, for some rows of a batch.");
        using (writer.Braces($"public static void Deltas<V>({plan.Block} p, Scratch<{plan.Number}> scratch) {Constraint(plan)}"))
        {
            foreach (LayerPlan layer in plan.Layers)
            {
                if (layer.AppliesActivation && layer.Rows.Z != layer.Rows.A)
                    writer.Line($"{plan.Block} z{layer.Number} = {Matrix(layer.Rows.Z, layer)};");
                if (layer.AppliesActivation)
                    writer.Line($"{plan.Block} a{layer.Number} = {Matrix(layer.Rows.A, layer)};");
                writer.Line($"{plan.Block} delta{layer.Number} = {Matrix(layer.Rows.Delta, layer)};");
            }

            if (last.AppliesActivation && last.Facts.Formula.Length > 0)
            {
                writer.Lines("", $"// {Delta(last, $"dC/da{last.Number}")}.");
                ApplyDerivative(writer, plan, last, "scratch.Rows");
            }

            for (int i = plan.Layers.Count - 1; i > 0; i--)
                Layer(writer, plan, plan.Layers[i], plan.Layers[i - 1]);
        }

        writer.Line();
    }

    private static void Layer(SourceWriter writer, NetworkPlan plan, LayerPlan layer, LayerPlan before)
    {
        int l = layer.Number;
        (string type, string create) = before.IsFused ? (Type(before), New(before)) : ("Identity", "new Identity()");
        writer.Lines(
            "",
            $"// {Delta(before, $"W{l}^T delta{l}")}.",
            $"Dense.InputGradient<V, {plan.Number}, Layer{l}, {type}>("
            + $"scratch.Shared({layer.Transposed}), delta{l}, a{l - 1}, delta{l - 1}, scratch.Rows, {create});");
        if (before.Spec.HasDropout)
        {
            string keep = Matrix(before.Rows.Keep, before);
            writer.Line($"Elementwise.Product<V, {plan.Number}>(delta{l - 1}, {keep}, delta{l - 1}, scratch.Rows * {before.UnitStride});");
        }

        if (!before.IsFused)
            ApplyDerivative(writer, plan, before, "scratch.Rows");
    }

    private static void ParameterGradients(SourceWriter writer, NetworkPlan plan)
    {
        writer.Summary("The gradients by a part of the parameters, each handed to the sink as soon as it is complete.");
        using (writer.Braces(
            $"public static void ParameterGradients<V, TSink>({plan.Block} x, Scratch<{plan.Number}> scratch, Part part, TSink sink)",
            $"    {Constraint(plan)}",
            $"    where TSink : struct, IGradientSink<{plan.Number}>"))
        {
            GradientBlocks(writer, plan, (layer, place) => Matrix(place, layer));
            foreach (LayerPlan layer in plan.Layers.Reverse())
            {
                int l = layer.Number;
                writer.Lines(
                    "",
                    $"// dC/dW{l} = delta{l} {Input(layer)}^T{(layer.Spec.HasBias ? $", dC/db{l} = delta{l}" : "")}, summed over the rows.",
                    $"Dense.ParameterGradient<V, {plan.Number}, Layer{l}, TSink>({Input(layer)}, delta{l}, scratch.Rows, part, sink);");
                if (layer.Rows.SlopeDelta >= 0)
                {
                    string slopeDelta = Matrix(layer.Rows.SlopeDelta, layer);
                    writer.Line(
                        $"ParametricReLU.ParameterGradient<V, {plan.Number}, Layer{l}, TSink>({slopeDelta}, scratch.Rows, part, sink);");
                }
            }
        }

        writer.Line();
    }

    private static void ApplyDerivative(SourceWriter writer, NetworkPlan plan, LayerPlan layer, string rows)
    {
        int l = layer.Number;
        string z = layer.Rows.Z == layer.Rows.A ? $"a{l}" : $"z{l}";
        writer.Line(layer.Facts.Kind switch
        {
            ActivationKind.Parametric =>
                $"ParametricReLU.Backward<V, {plan.Number}, Layer{l}>(p, z{l}, delta{l}, {Matrix(layer.Rows.SlopeDelta, layer)}, {rows});",
            ActivationKind.AcrossUnits => $"Layerwise.Backward<V, {plan.Number}, Layer{l}, {Type(layer)}>(a{l}, delta{l}, {rows});",
            _ => $"Elementwise.Backward<V, {plan.Number}, {Type(layer)}>({z}, a{l}, delta{l}, {rows} * {layer.UnitStride}, {New(layer)});",
        });
    }
}
