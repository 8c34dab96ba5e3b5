using GenNet.Generator.Layers;
using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using static GenNet.Generator.Emission.Notation;
using static GenNet.Generator.Emission.PassesWriter;

namespace GenNet.Generator.Emission;

/// <summary>
/// Writes the activations of several outputs that their losses are fused with, and that predictions apply to the output row.
/// </summary>
internal static class OutputWriter
{
    /// <summary>The interface by which the runtime knows them.</summary>
    public static string Interface(NetworkPlan plan) => plan.HasOutputActivations ? $", IOutputActivations<{plan.Number}>" : "";

    public static void Forward(SourceWriter writer, NetworkPlan plan)
    {
        string row = plan.Output.Name;
        writer.Line();
        writer.Summary("The activations of outputs, for predictions only: the losses read what stands before.");
        Write(
            writer, plan, $"Output<V, TLanes>({plan.Block} {row})",
            activation => activation.Activation.Formula,
            (activation, output) => $"UnitRange.Forward<V, {plan.Number}, TLanes, {activation}>({row}, {output.Start}, {output.Width});");
        if (plan.IsTiled)
        {
            OfRows(
                writer, plan, $"Output<V>({plan.Block} {row}, int rows)", WideConstraint(plan),
                $"Forward<V, {plan.Number}, Network>({row}");
        }
    }

    public static void Backward(SourceWriter writer, NetworkPlan plan)
    {
        (string row, string delta) = (plan.Output.Name, plan.Output.DeltaName);
        writer.Summary("From derivatives by the outputs to those by what the losses read.");
        Write(
            writer, plan, $"OutputBackward<V, TLanes>({plan.Block} {row}, {plan.Block} {delta})",
            activation => activation.Activation.Delta($"dC/d{activation.Activation.Input.Name}", $"dC/d{activation.Writes.Name}"),
            (activation, output) =>
                $"UnitRange.Backward<V, {plan.Number}, TLanes, {activation}>({row}, {delta}, {output.Start}, {output.Width});");
        if (plan.IsTiled)
        {
            OfRows(
                writer, plan, $"OutputBackward<V>({plan.Block} {row}, {plan.Block} {delta}, int rows)", Constraint(plan),
                $"Backward<V, {plan.Number}, Network>({row}, {delta}");
        }

        writer.Line();
    }

    private static void Write(
        SourceWriter writer, NetworkPlan plan, string head, Func<ActivationPlan, string> formula, Func<string, OutputSpec, string> line)
    {
        writer.Line(Optimize);
        using (writer.Braces($"public static void {head}", $"    {Constraint(plan)}", $"    {LaneConstraint}"))
        {
            foreach (OutputPlan output in plan.Outputs)
            {
                if (output.Activation is not ActivationPlan activation)
                    continue;
                string type = Type(activation.Activation);
                writer.Paragraph();
                writer.Line($"// {formula(activation)}");
                writer.Line(line(
                    activation.Activation.Facts.Kind == ActivationKind.AcrossUnits ? type : $"Unitwise<{type}>", output.Spec));
            }
        }
    }

    private static void OfRows(SourceWriter writer, NetworkPlan plan, string head, string constraint, string call)
    {
        writer.Lines("", "/// <summary>The same for rows.</summary>", $"public static void {head} {constraint} =>");
        using (writer.Indent())
            writer.Line($"OutputRows.{call}, {plan.Output.Stride}, {plan.Output.Width}, rows);");
    }
}
