using GenNet.Generator.Layers;
using GenNet.Generator.Planning;
using static GenNet.Generator.Emission.PassesWriter;

namespace GenNet.Generator.Emission;

/// <summary>Writes the loss and the backward pass of a network of register tiles.</summary>
internal static class TiledBackwardWriter
{
    public static string Write(NetworkPlan plan) => WriteFile(
        plan, "The loss and the backward pass", "internal readonly partial struct Network", writer => Body(writer, plan));

    private static void Body(SourceWriter writer, NetworkPlan plan)
    {
        var pass = new TiledPassWriter(writer, plan);
        LossWriter.Write(writer, plan);
        writer.Summary("Where the loss leaves its derivatives for the backward pass.");
        writer.Lines(
            $"public static {plan.Block} OutputDelta(Scratch<{plan.Number}> scratch) => "
            + $"{pass.At(plan.Output.Delta!, plan.Output.RowStride)};",
            "");

        OutputWriter.Backward(writer, plan);
        Transpose(pass);
        writer.Summary("From the loss's derivatives to the deltas of all layers, for some rows of a batch.");
        using (writer.Braces($"public static void Deltas<V>({plan.Block} p, Scratch<{plan.Number}> scratch) {Constraint(plan)}"))
            BackwardLines(pass);

        writer.Line();
        writer.Summary("The gradients by a part of the parameters, each handed to the sink as soon as it is complete.");
        using (writer.Braces(
            $"public static void ParameterGradients<V, TSink>("
            + $"{plan.Block} {plan.InputRow}, Scratch<{plan.Number}> scratch, Part part, TSink sink)",
            $"    {Constraint(plan)}",
            $"    where TSink : struct, IGradientSink<{plan.Number}>"))
        {
            InputPlaces(pass);
            Places(pass);
            GradientLines(pass);
        }

        writer.Line();
        var inputs = new TiledPassWriter(writer, plan) { IsInputGradient = true };
        InputGradient(inputs, "InputGradient", layer => layer.Backward(inputs));
    }

    /// <summary>The method that goes on from where the backward pass ends to the inputs.</summary>
    public static void InputGradient(TiledPassWriter pass, string name, Action<LayerPlan> back)
    {
        NetworkPlan plan = pass.Plan;
        pass.Writer.Summary("From the first deltas to dC/dx.");
        using (pass.Writer.Braces(
            $"public static {plan.Block} {name}<V>({plan.Block} p, Scratch<{plan.Number}> scratch) {Constraint(plan)}"))
        {
            InputGradientLines(pass, back);
            if (plan.Inputs.Count > 1)
            {
                JoinInputDeltas(
                    pass, "dx", plan.InputDeltaStride, pass.At(plan.InputDelta!, plan.InputDeltaStride * plan.Spec.InputFrames));
            }

            pass.Line("return dx;");
        }
    }

    private static void Transpose(TiledPassWriter pass)
    {
        (SourceWriter writer, NetworkPlan plan) = (pass.Writer, pass.Plan);
        ILookup<bool, LayerPlan> layers = plan.Layers.Where(layer => layer.TransposedLength > 0)
            .ToLookup(layer => CarriesBack(layer, pass));
        writer.Summary(
            "W^T of each layer that deltas are carried back through"
            + (layers.Contains(false) ? "; of the first only where dC/dx is asked for." : "."));
        using (writer.Braces($"public static void TransposeWeights({plan.Block} p, Scratch<{plan.Number}> scratch, bool withFirst)"))
        {
            foreach (LayerPlan layer in plan.Layers)
                layer.Transpose(pass);
            foreach (LayerPlan layer in layers[true])
            {
                pass.DeclareTransposed(layer);
                writer.Line(Copy(layer));
            }

            foreach (LayerPlan first in layers[false])
            {
                pass.DeclareTransposed(first);
                writer.Line("if (withFirst)");
                using (writer.Indent())
                    writer.Line(Copy(first));
            }
        }

        writer.Line();

        string Copy(LayerPlan layer) => $"Dense.Transpose<{plan.Number}, Layer{layer.Number}>(p, {layer.TransposedName});";
    }
}
