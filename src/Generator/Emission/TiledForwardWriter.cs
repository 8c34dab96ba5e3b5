using GenNet.Generator.Planning;
using static GenNet.Generator.Emission.PassesWriter;

namespace GenNet.Generator.Emission;

/// <summary>Writes the forward pass of a network of register tiles.</summary>
internal static class TiledForwardWriter
{
    public static string Write(NetworkPlan plan) => WriteFile(
        plan, "The forward pass",
        $"internal readonly partial struct Network : ITiled{Passes(plan)}<{plan.Number}>{OutputWriter.Interface(plan)}"
            + (plan.IsStream ? $", ITiledStream<{plan.Number}>" : ""),
        writer => Body(writer, plan), writer => LayerTypes(writer, plan));

    private static void Body(SourceWriter writer, NetworkPlan plan)
    {
        Sizes(writer, plan, ("OutputStride", plan.Output.Stride), ("ScratchPerRow", plan.Scratch), ("ScratchShared", plan.ScratchShared));

        if (plan.IsSequence)
        {
            writer.Lines(
                $"public static int Steps => {plan.Spec.Steps};", "",
                $"public static int OutputFrames => {plan.Output.Value.Frames};", "");
        }

        if (plan.IsStream)
            writer.Lines($"public static int ScratchPerFrame => {plan.ScratchPerFrame};", "");

        if (plan.Spec.BurnIn > 0)
            writer.Lines($"public static int BurnIn => {plan.Spec.BurnIn};", "");
        if (plan.IsStream)
            StreamWriter.Follow(writer, plan);

        var pass = new TiledPassWriter(writer, plan);
        writer.Summary($"From the inputs{InputRow(plan)} to {plan.LossReads.Name}, for some rows of a batch.");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Braces(
            $"public static {plan.Block} Forward<V>({plan.Block} p, {plan.Block} {plan.InputRow}, Scratch<{plan.Number}> scratch) "
            + WideConstraint(plan)))
        {
            if (plan.IsStream)
                writer.Line($"return Follow<V>(p, {plan.InputRow}, scratch, default);");
            else
                ForwardLines(pass);
        }

        OutputWriter.Forward(writer, plan);
        CheckInputs(writer, plan);
        if (plan.Spec.PredictsOnly)
            return;
        Repeat(writer, plan);
        DrawDropout(pass, $"DrawDropout(DropoutStep step, int firstRow, Scratch<{plan.Number}> scratch)");
    }

    private static void CheckInputs(SourceWriter writer, NetworkPlan plan)
    {
        if (plan.InputChecks is not { Length: > 0 } checks)
            return;
        writer.Line();
        writer.Summary("Throws where inputs are not what a layer can read.");
        using (writer.Braces(
            $"public static void CheckInputs(global::System.ReadOnlySpan<{plan.Number}> inputs, int steps, string name)"))
            writer.Lines(checks);
    }

    /// <summary>What the Jacobian's pass, in which each row is an output, needs of the forward pass of its one sample.</summary>
    private static void Repeat(SourceWriter writer, NetworkPlan plan)
    {
        writer.Line();
        writer.Summary("Where the forward pass leaves its result.");
        writer.Lines(
            $"public static {plan.Block} Result(Scratch<{plan.Number}> scratch) => "
            + $"{TiledPassWriter.At(plan, "scratch", plan.LossReads.Place!, plan.LossReads.RowStride)};");
        if (plan.IsSequence)
            return;
        writer.Line();
        writer.Summary("Copies the activations of a single row to each row of a batch.");
        using (writer.Braces($"public static void Repeat(Scratch<{plan.Number}> single, Scratch<{plan.Number}> scratch)"))
        {
            foreach ((Place place, int stride) in
                plan.Inputs.Where(input => input.IsCopied).Select(input => (input.Value.Place!, input.Value.Stride))
                    .Concat(plan.Layers.SelectMany(layer => layer.Kept)).Distinct())
            {
                string from = TiledPassWriter.At(plan, "single", place, stride), to = TiledPassWriter.At(plan, "scratch", place, stride);
                writer.Line($"Rows.Repeat({from}, {to}, scratch.Rows, {stride});");
            }
        }
    }
}
