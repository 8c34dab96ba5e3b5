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
        writer.Lines($"public static Block<float> OutputDelta(int rows, Block<float> scratch) => {Buffer(last.Delta)};", "");

        writer.Summary("From the loss's derivatives to the gradients by the parameters, each handed to the sink as soon as it is complete.");
        using (writer.Braces(
            "public static void Backward<V, TSink>(Block<float> p, Block<float> x, int rows, Block<float> scratch, TSink sink)",
            $"    {Constraint}",
            "    where TSink : struct, IGradientSink<float>"))
        {
            foreach (LayerPlan layer in plan.Layers)
            {
                if (layer.AppliesActivation && layer.Z != layer.A)
                    writer.Line($"Block<float> z{layer.Number} = {Buffer(layer.Z)};");
                if (layer.AppliesActivation)
                    writer.Line($"Block<float> a{layer.Number} = {Buffer(layer.A)};");
                writer.Line($"Block<float> delta{layer.Number} = {Buffer(layer.Delta)};");
            }

            if (plan.Layers.Count > 1)
                writer.Line($"Block<float> transposed = scratch.At(rows * {plan.Scratch});");
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
        using (writer.Braces($"public static Block<float> InputGradient<V>(Block<float> p, int rows, Block<float> scratch) {Constraint}"))
        {
            int dx = plan.Scratch - (plan.Spec.Inputs + 15) / 16 * 16;
            writer.Lines(
                $"Block<float> delta1 = {Buffer(plan.Layers[0].Delta)};",
                $"Block<float> dx = {Buffer(dx)};",
                $"Dense.InputGradient<V, float, Layer1, Identity>(p, delta1, dx, dx, rows, scratch.At(rows * {plan.Scratch}), new Identity());",
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
            writer.Line($"Dense.InputGradient<V, float, Layer{l}, {type}>(p, delta{l}, a{l - 1}, delta{l - 1}, rows, transposed, {create});");
            if (!before.IsFused)
                ApplyDerivative(writer, plan, before);
            writer.Line();
        }

        writer.Line($"// dC/dW{l} = delta{l} {Input(layer)}^T{(layer.Spec.HasBias ? $", dC/db{l} = delta{l}" : "")}, summed over the rows.");
        writer.Line($"Dense.ParameterGradient<V, float, Layer{l}, TSink>({Input(layer)}, delta{l}, rows, sink);");
        if (index > 0)
            writer.Line();
    }

    private static void ApplyDerivative(SourceWriter writer, NetworkPlan plan, LayerPlan layer)
    {
        int l = layer.Number;
        string z = layer.Z == layer.A ? $"a{l}" : $"z{l}";
        writer.Line(layer.Facts.Kind switch
        {
            ActivationKind.Parametric => $"ParametricReLU.Backward<V, float, Layer{l}, TSink>(p, z{l}, delta{l}, rows, sink);",
            ActivationKind.AcrossUnits =>
                $"Layerwise.Backward<V, float, {Type(layer)}>(a{l}, delta{l}, rows, {layer.Spec.Units}, {layer.UnitStride}, {SoftmaxLanes(plan)});",
            _ => $"Elementwise.Backward<V, float, {Type(layer)}>({z}, a{l}, delta{l}, rows * {layer.UnitStride}, {New(layer)});",
        });
    }
}
