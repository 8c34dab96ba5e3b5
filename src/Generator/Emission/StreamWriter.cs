using GenNet.Generator.Planning;
using static GenNet.Generator.Emission.PassesWriter;

namespace GenNet.Generator.Emission;

/// <summary>Writes what a network has whose outputs are sequences: it can follow a stream.</summary>
internal static class StreamWriter
{
    /// <summary>The members that the user calls.</summary>
    public static void Write(SourceWriter writer, NetworkPlan plan, string passes)
    {
        string parameters = plan.Spec.PredictsOnly ? $"{passes}.Parameters.Numbers" : "_parameters";
        writer.Line();
        writer.Summary("What the network remembers of a stream. One stream has one, and one thread at a time.");
        using (writer.Braces($"public sealed class State : global::GenNet.Networks.StreamState<State, {plan.Number}>"))
        {
            writer.Summary("Makes the state before a stream's first frame.");
            writer.Lines("public State()", $"    : base({plan.StreamLength})", "{", "}");
        }

        writer.Line();
        writer.Summary("Computes the outputs of a stream's next frames, of which there may be any number; how it is cut does not show.");
        writer.Parameter("frames", $"[frames x {plan.Spec.InputWidth}].");
        writer.Parameter("outputs", $"[frames x {plan.Output.Width}].");
        writer.Parameter("state", "What is remembered of the frames before, and of these from then on.");
        writer.Line(
            "/// <exception cref=\"global::System.ArgumentException\">A length does not fit, or outputs overlaps frames but for its start"
            + (plan.InputChecks.Length > 0 ? ", or an embedding reads a number that is no category's" : "")
            + "; nothing has changed.</exception>");
        writer.Lines(
            "public void Process(",
            $"    global::System.ReadOnlySpan<{plan.Number}> frames, global::System.Span<{plan.Number}> outputs, State state) =>");
        using (writer.Indent())
        {
            writer.Line(
                $"global::GenNet.Networks.Streams<{plan.Number}, {passes}.Network>.Process({parameters}, frames, outputs, state);");
        }
    }

    /// <summary>The forward pass over windows or the next frames of a stream.</summary>
    public static void Follow(SourceWriter writer, NetworkPlan plan)
    {
        writer.Summary($"From the inputs{InputRow(plan)} to {plan.LossReads.Name}, for some windows, or for the next frames of a stream.");
        using (writer.Braces(
            $"public static {plan.Block} Follow<V>(",
            $"    {plan.Block} p, {plan.Block} {plan.InputRow}, Scratch<{plan.Number}> scratch, LayerState<{plan.Number}> state)",
            $"    {WideConstraint(plan)}"))
            ForwardLines(new TiledPassWriter(writer, plan, state: "state"));
        writer.Line();
    }
}
