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
        writer.Lines($"public static Block<{plan.Number}> OutputDelta(int rows, Block<{plan.Number}> scratch) => {Buffer(last.Rows.Delta)};", "");

        if (plan.LossIsFused)
        {
            int l = last.Number;
            writer.Summary($"{Delta(last, $"dC/da{l}")}: for the Jacobian only, as the loss leaves dC/dz{l}.");
            using (writer.Braces(
                $"public static void OutputBackward<V>(Block<{plan.Number}> a{l}, Block<{plan.Number}> delta{l}, int rows, Block<{plan.Number}> scratch) {Constraint(plan)}"))
                ApplyDerivative(writer, plan, last);
            writer.Line();
        }

        writer.Summary("From the loss's derivatives to the gradients by the parameters, each handed to the sink as soon as it is complete.");
        using (writer.Braces(
            $"public static void Backward<V, TSink>(Block<{plan.Number}> p, Block<{plan.Number}> x, int rows, Block<{plan.Number}> scratch, TSink sink)",
            $"    {Constraint(plan)}",
            $"    where TSink : struct, IGradientSink<{plan.Number}>"))
        {
            foreach (LayerPlan layer in plan.Layers)
            {
                if (layer.AppliesActivation && layer.Rows.Z != layer.Rows.A)
                    writer.Line($"Block<{plan.Number}> z{layer.Number} = {Buffer(layer.Rows.Z)};");
                if (layer.AppliesActivation)
                    writer.Line($"Block<{plan.Number}> a{layer.Number} = {Buffer(layer.Rows.A)};");
                if (layer.Spec.HasDropout)
                    writer.Line($"Block<{plan.Number}> d{layer.Number} = {Buffer(layer.Rows.Dropped)};");
                writer.Line($"Block<{plan.Number}> delta{layer.Number} = {Buffer(layer.Rows.Delta)};");
            }

            if (plan.Layers.Count > 1)
                writer.Line($"Block<{plan.Number}> transposed = scratch.At(rows * {plan.Scratch});");
            writer.Line();
            if (last.AppliesActivation && last.Facts.Formula.Length > 0)
            {
                writer.Line($"// {Delta(last, $"dC/da{last.Number}")}.");
                ApplyDerivative(writer, plan, last);
                writer.Line();
            }

            for (int i = plan.Layers.Count - 1; i >= 0; i--)
                Layer(writer, plan, i);
        }

        writer.Line();
        writer.Summary("dC/dx = W1^T delta1, after the backward pass.");
        using (writer.Braces($"public static Block<{plan.Number}> InputGradient<V>(Block<{plan.Number}> p, int rows, Block<{plan.Number}> scratch) {Constraint(plan)}"))
        {
            writer.Lines(
                $"Block<{plan.Number}> delta1 = {Buffer(plan.Layers[0].Rows.Delta)};",
                $"Block<{plan.Number}> dx = {Buffer(plan.InputDelta)};",
                $"Dense.InputGradient<V, {plan.Number}, Layer1, Identity>(p, delta1, dx, dx, rows, scratch.At(rows * {plan.Scratch}), new Identity());",
                "return dx;");
        }
    }

    private static void Layer(SourceWriter writer, NetworkPlan plan, int index)
    {
        LayerPlan layer = plan.Layers[index];
        int l = layer.Number;
        if (index > 0)
        {
            // The deltas of the layer before come first: they need the weights as they were.
            LayerPlan before = plan.Layers[index - 1];
            writer.Line($"// {Delta(before, $"W{l}^T delta{l}")}.");
            (string type, string create) = before.IsFused ? (Type(before), New(before)) : ("Identity", "new Identity()");
            writer.Line($"Dense.InputGradient<V, {plan.Number}, Layer{l}, {type}>(p, delta{l}, a{l - 1}, delta{l - 1}, rows, transposed, {create});");
            if (before.Spec.HasDropout)
                writer.Line($"Elementwise.Product<V, {plan.Number}>(delta{l - 1}, {Buffer(before.Rows.Keep)}, delta{l - 1}, rows * {before.UnitStride});");
            if (!before.IsFused)
                ApplyDerivative(writer, plan, before);
            writer.Line();
        }

        writer.Line($"// dC/dW{l} = delta{l} {Input(layer)}^T{(layer.Spec.HasBias ? $", dC/db{l} = delta{l}" : "")}, summed over the rows.");
        writer.Line($"Dense.ParameterGradient<V, {plan.Number}, Layer{l}, TSink>({Input(layer)}, delta{l}, rows, sink);");
        if (index > 0)
            writer.Line();
    }

    private static void ApplyDerivative(SourceWriter writer, NetworkPlan plan, LayerPlan layer)
    {
        int l = layer.Number;
        string z = layer.Rows.Z == layer.Rows.A ? $"a{l}" : $"z{l}";
        writer.Line(layer.Facts.Kind switch
        {
            ActivationKind.Parametric => $"ParametricReLU.Backward<V, {plan.Number}, Layer{l}, TSink>(p, z{l}, delta{l}, rows, sink);",
            ActivationKind.AcrossUnits => $"Layerwise.Backward<V, {plan.Number}, Layer{l}, {Type(layer)}>(a{l}, delta{l}, rows);",
            _ => $"Elementwise.Backward<V, {plan.Number}, {Type(layer)}>({z}, a{l}, delta{l}, rows * {layer.UnitStride}, {New(layer)});",
        });
    }
}
