using GenNet.Generator.Layers;
using GenNet.Generator.Planning;
using static GenNet.Generator.Emission.PassesWriter;

namespace GenNet.Generator.Emission;

/// <summary>
/// Writes the loss and the backward pass of a network of straight-line arithmetic: with one sample in each lane, and for a single sample.
/// </summary>
internal static class UnrolledBackwardWriter
{
    public static string Write(NetworkPlan plan) => WriteFile(
        plan, "The loss and the backward pass", "internal readonly partial struct Network", writer =>
        {
            LossWriter.Write(writer, plan);
            OutputWriter.Backward(writer, plan);
            Lanes(writer, plan);
            Row(writer, plan);
        });

    private static void Lanes(SourceWriter writer, NetworkPlan plan)
    {
        var pass = new LanesPassWriter(writer, plan);
        writer.Summary("Where the loss leaves its derivatives for the backward pass.");
        writer.Lines(
            $"public static {plan.Block} OutputDelta<V>({plan.Block} scratch) {Constraint(plan)} => "
            + $"{pass.At(plan.Output.Delta!, plan.Output.Stride)};",
            "");

        writer.Summary("From the loss's derivatives to the deltas of every layer.");
        using (writer.Braces($"public static void Backward<V>({plan.Block} p, {plan.Block} scratch) {Constraint(plan)}"))
            BackwardLines(pass);

        writer.Line();
        writer.Summary("The gradients by the parameters, summed over the samples of all blocks.");
        using (writer.Braces(
            $"public static void ParameterGradient<V, TSink>("
            + $"{plan.Block} {plan.InputRow}, {plan.Block} scratch, int step, int blocks, TSink sink)",
            $"    {WideConstraint(plan)}",
            $"    where TSink : struct, IGradientSink<{plan.Number}>"))
        {
            InputPlaces(pass);
            Places(pass);
            GradientLines(pass);
        }

        writer.Line();
        writer.Summary("dC/dx, after the backward pass.");
        using (writer.Braces(
            $"public static void InputGradient<V>({plan.Block} p, {plan.Block} scratch, {plan.Block} {InputRowDelta(plan)}) "
            + Constraint(plan)))
        {
            InputGradient(new LanesPassWriter(writer, plan) { IsInputGradient = true });
        }

        foreach (LayerPlan layer in plan.Layers.Reverse())
            layer.BackwardMethods(pass);
    }

    private static void Row(SourceWriter writer, NetworkPlan plan)
    {
        var pass = new RowPassWriter(writer, plan);
        writer.Line();
        writer.Summary("Where the loss leaves a single sample's derivatives for the backward pass.");
        writer.Line(
            $"public static {plan.Block} OutputDeltaRow({plan.Block} scratch) => {pass.At(plan.Output.Delta!, plan.Output.Stride)};");
        writer.Line();
        writer.Summary("The backward pass of a single sample: each gradient by the parameters goes to the sink as soon as it is complete.");
        using (writer.Braces(
            $"public static void BackwardRow<V, TSink>({plan.Block} p, {plan.Block} {plan.InputRow}, {plan.Block} scratch, TSink sink)",
            $"    {WideConstraint(plan)}",
            $"    where TSink : struct, IGradientSink<{plan.Number}>"))
        {
            InputPlaces(pass);
            Places(pass);

            // What a layer carries back comes before its gradients, whose sink may change the weights.
            foreach (LayerPlan layer in plan.Layers.Reverse())
            {
                if (CarriesBack(layer, pass))
                    layer.Backward(pass);
                layer.Gradients(pass);
            }
        }

        writer.Line();
        writer.Summary("dC/dx of a single sample, after the backward pass.");
        using (writer.Braces(
            $"public static void InputGradientRow<V>({plan.Block} p, {plan.Block} scratch, {plan.Block} {InputRowDelta(plan)}) "
            + WideConstraint(plan)))
        {
            InputGradient(new RowPassWriter(writer, plan) { IsInputGradient = true });
        }

        foreach (LayerPlan layer in plan.Layers.Reverse())
            layer.BackwardMethods(pass);
    }

    /// <summary>
    /// dC/dx is written where it is wanted, unless it is put together of the deltas of several inputs, or of one that was copied.
    /// </summary>
    private static void InputGradient(PassWriter pass)
    {
        InputGradientLines(pass, layer => layer.Backward(pass));
        if (pass.Plan.Inputs is not [{ IsCopied: false }])
            JoinInputDeltas(pass, InputRowDelta(pass.Plan), pass.Plan.InputDeltaStride);
    }

    private static string InputRowDelta(NetworkPlan plan) => $"d{plan.InputRow}";
}
