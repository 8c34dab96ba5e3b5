using GenNet.Generator.Layers;
using GenNet.Generator.Planning;
using static GenNet.Generator.Emission.PassesWriter;

namespace GenNet.Generator.Emission;

/// <summary>
/// Writes the forward pass of a network of straight-line arithmetic: with one sample in each lane, and for a single sample with the units
/// of a layer across the lanes.
/// </summary>
internal static class UnrolledForwardWriter
{
    public static string Write(NetworkPlan plan) => WriteFile(
        plan, "The forward pass", $"internal readonly partial struct Network : IUnrolled{Passes(plan)}<{plan.Number}>",
        writer => Body(writer, plan), writer => LayerTypes(writer, plan));

    private static void Body(SourceWriter writer, NetworkPlan plan)
    {
        (string, int)[] forward = [("ScratchPerSample", plan.LaneScratch), ("ScratchPerRow", plan.Scratch)];
        (string, int)[] backward = [("InputStride", plan.InputDeltaStride), ("OutputStride", plan.Output.Stride)];
        Sizes(writer, plan, plan.Spec.PredictsOnly ? forward : [.. forward, .. backward]);

        var lanes = new LanesPassWriter(writer, plan);
        writer.Summary($"From the inputs{InputRow(plan)} to {plan.LossReads.Name}, for the sample in each lane.");
        using (writer.Braces(
            $"public static {plan.Block} Forward<V>({plan.Block} p, {plan.Block} {plan.InputRow}, {plan.Block} scratch) "
            + Constraint(plan)))
            ForwardLines(lanes);

        OutputWriter.Forward(writer, plan);
        DrawDropout(lanes, $"DrawDropout<V>(DropoutStep step, int samples, int firstSample, {plan.Block} scratch) {Constraint(plan)}");
        foreach (LayerPlan layer in plan.Layers)
            layer.ForwardMethods(lanes);

        var row = new RowPassWriter(writer, plan);
        writer.Line();
        writer.Summary(
            $"From the inputs{InputRow(plan)} to {plan.LossReads.Name}, for a single sample with the units of a layer across the lanes.");
        writer.Line(Optimize);
        using (writer.Braces(
            $"public static {plan.Block} ForwardRow<V>({plan.Block} p, {plan.Block} {plan.InputRow}, {plan.Block} scratch) "
            + WideConstraint(plan)))
            ForwardLines(row);
        DrawDropout(row, $"DrawDropoutRow(DropoutStep step, {plan.Block} scratch)");
        foreach (LayerPlan layer in plan.Layers)
            layer.ForwardMethods(row);
    }
}
