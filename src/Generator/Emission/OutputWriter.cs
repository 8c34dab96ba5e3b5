using GenNet.Generator.Layers;
using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using static GenNet.Generator.Emission.PassesWriter;

namespace GenNet.Generator.Emission;

/// <summary>
/// Writes the activations of outputs that their losses are fused with, and that predictions alone apply: where what the loss of one output
/// reads stands, or in the row of several.
/// </summary>
internal static class OutputWriter
{
    /// <summary>The interface by which the runtime knows those of several outputs.</summary>
    public static string Interface(NetworkPlan plan) => plan.HasOutputActivations ? $", IOutputActivations<{plan.Number}>" : "";

    public static void Forward(SourceWriter writer, NetworkPlan plan)
    {
        string row = plan.LossReads.Name;
        if (plan.OutputActivation is ActivationPlan output)
        {
            writer.Line();
            writer.Summary($"{output.Layer.Formula}, for predictions only: the loss reads {row}.");
            OfOne(
                writer, plan, "Output", $"{plan.Block} {row}", WideConstraint(plan), rows => output.Apply(rows, row, row),
                () => output.ApplyInLanes(writer, plan, row));
        }
        else if (plan.HasOutputActivations)
        {
            writer.Line();
            writer.Summary("The activations of outputs, for predictions only: the losses read what stands before.");
            OfSeveral(
                writer, plan, $"Output<V, TLanes>({plan.Block} {row})",
                activation => activation.Activation.Formula,
                (activation, output) =>
                    $"UnitRange.Forward<V, {plan.Number}, TLanes, {activation}>({row}, {output.Start}, {output.Width});");
            OfRows(
                writer, plan, $"Output<V>({plan.Block} {row}, int rows)", WideConstraint(plan),
                $"Forward<V, {plan.Number}, Network>({row}");
        }
    }

    public static void Backward(SourceWriter writer, NetworkPlan plan)
    {
        (string row, string delta) = (plan.Output.Name, plan.Output.DeltaName);
        if (plan.OutputActivation is ActivationPlan output)
        {
            writer.Summary(
                $"{output.Activation.Delta(delta, $"dC/d{row}")}, where dC/d{row} is given: the loss leaves dC/d{plan.LossReads.Name}.");
            OfOne(
                writer, plan, "OutputBackward", $"{plan.Block} {row}, {plan.Block} {delta}", Constraint(plan), output.ApplyDerivative,
                () => output.ApplyDerivativeInLanes(writer, plan));
            writer.Line();
        }
        else if (plan.HasOutputActivations)
        {
            writer.Summary("From derivatives by the outputs to those by what the losses read.");
            OfSeveral(
                writer, plan, $"OutputBackward<V, TLanes>({plan.Block} {row}, {plan.Block} {delta})",
                activation => activation.Activation.Delta($"dC/d{activation.Activation.Input.Name}", $"dC/d{activation.Writes.Name}"),
                (activation, output) =>
                    $"UnitRange.Backward<V, {plan.Number}, TLanes, {activation}>({row}, {delta}, {output.Start}, {output.Width});");
            OfRows(
                writer, plan, $"OutputBackward<V>({plan.Block} {row}, {plan.Block} {delta}, int rows)", Constraint(plan),
                $"Backward<V, {plan.Number}, Network>({row}, {delta}");
            writer.Line();
        }
    }

    /// <summary>For the rows of tiles; else for lanes, whatever is in them.</summary>
    private static void OfOne(
        SourceWriter writer, NetworkPlan plan, string name, string parameters, string constraint, Action<PassWriter> ofRows, Action ofLanes)
    {
        if (plan.IsTiled)
        {
            using (writer.Braces($"public static void {name}<V>({parameters}, int rows) {constraint}"))
                ofRows(new TiledPassWriter(writer, plan, "rows"));
            return;
        }

        writer.Line(Optimize);
        using (writer.Braces($"public static void {name}<V, TLanes>({parameters})", $"    {Constraint(plan)}", $"    {LaneConstraint}"))
            ofLanes();
    }

    private static void OfSeveral(
        SourceWriter writer, NetworkPlan plan, string head, Func<ActivationPlan, string> formula, Func<string, OutputSpec, string> line)
    {
        writer.Line(Optimize);
        using (writer.Braces($"public static void {head}", $"    {Constraint(plan)}", $"    {LaneConstraint}"))
        {
            foreach (OutputPlan output in plan.Outputs)
            {
                if (output.Activation is not ActivationPlan activation)
                    continue;
                string type = activation.Activation.Type;
                writer.Paragraph();
                writer.Line($"// {formula(activation)}");
                writer.Line(line(
                    activation.Activation.Facts.Kind == ActivationKind.AcrossUnits ? type : $"Unitwise<{type}>", output.Spec));
            }
        }
    }

    /// <summary>The same for rows of tiles.</summary>
    private static void OfRows(SourceWriter writer, NetworkPlan plan, string head, string constraint, string call)
    {
        if (!plan.IsTiled)
            return;
        writer.Lines("", "/// <summary>The same for rows.</summary>", $"public static void {head} {constraint} =>");
        using (writer.Indent())
            writer.Line($"OutputRows.{call}, {plan.Output.Stride}, {plan.Output.Width}, rows);");
    }
}
