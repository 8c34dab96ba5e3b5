using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using static GenNet.Generator.Emission.Notation;
using static GenNet.Generator.Emission.PassesWriter;

namespace GenNet.Generator.Emission;

/// <summary>Writes the losses of a network's outputs, and their derivatives.</summary>
internal static class LossWriter
{
    public static void Write(SourceWriter writer, NetworkPlan plan)
    {
        OutputPlan[] outputs = [.. plan.Outputs];
        string output = plan.LossReads.Name, delta = $"d{output}";
        if (outputs.Length > 1 || outputs[0].Spec.Weight != 1)
        {
            writer.Summary("What each output's loss is multiplied by in the cost.");
            writer.Line(
                $"public static global::System.ReadOnlySpan<double> LossWeights => "
                + $"new double[] {{ {string.Join(", ", outputs.Select(loss => Literal(loss.Spec.Weight)))} }};");
            writer.Line();
        }

        if (outputs is [{ Spec.LossFacts.MapsLabels: true } only])
            writer.Lines($"public static double OtherClass => OutputLoss.OtherClass<{Type(only.Spec)}>();", "");

        writer.Summary(
            (outputs.Length == 1 ? Loss(outputs[0]) : "The losses")
            + ", for the sample in each lane, or the one whose outputs are in the lanes.");
        Method("Loss", $"{plan.Block} {output}, {plan.Block} y, {plan.Block} losses", loss =>
            $"{Kernel(loss.Spec).Type}.Value<{Kernel(loss.Spec).Arguments}>("
            + $"{At(output, loss)}, {At("y", loss)}, {loss.Spec.Width}{Kernel(loss.Spec).Create})");
        writer.Line();
        writer.Summary(outputs.Length == 1
            ? $"The loss, and {Factor(outputs[0], "scale times ")}{LossDerivative(outputs[0])}."
            : $"The losses, and the derivatives of their weighted sum, times scale.");
        string parameters = $"{plan.Block} {output}, {plan.Block} y, {plan.Number} scale, {plan.Block} {delta}, {plan.Block} losses";
        Method("LossGradient", parameters, loss =>
            $"{Kernel(loss.Spec).Type}.Gradient<{Kernel(loss.Spec).Arguments}>("
            + $"{At(output, loss)}, {At("y", loss)}, {loss.Spec.Width}, {Scale(loss.Spec)}, {At(delta, loss)}{Kernel(loss.Spec).Create})");
        writer.Line();

        void Method(string name, string list, Func<OutputPlan, string> loss)
        {
            writer.Line(Optimize);
            using (writer.Braces(
                $"public static void {name}<V, TLanes>({list})", $"    {Constraint(plan)}", $"    {LaneConstraint}"))
            {
                for (int k = 0; k < outputs.Length; k++)
                {
                    OutputPlan own = outputs[k];
                    if (outputs.Length > 1)
                    {
                        writer.Paragraph();
                        writer.Line($"// {own.Spec.Name}: {(name == "Loss" ? Loss(own) : LossDerivative(own))}");
                    }

                    if (own.Spec.LabelSmoothing > 0)
                    {
                        (string kept, string added) = Smoothing(own.Spec);
                        writer.Line(
                            $"LabelSmoothing.Apply({At("y", own)}, TLanes.Start<V>({own.Spec.Width}), {kept}, {added});");
                    }

                    writer.Line($"V.Store(losses, {(k < 2 ? k == 0 ? "0" : "V.Count" : $"{k} * V.Count")}, {loss(own)});");
                }
            }
        }

        (string Type, string Arguments, string Create) Kernel(OutputSpec loss) => loss.LossFacts.Type is string own
            ? (own, $"V, {plan.Number}, TLanes", "")
            : ("OutputLoss", $"V, {plan.Number}, TLanes, {Type(loss)}", $", new {Type(loss)}()");

        string Scale(OutputSpec loss) =>
            loss.Weight == 1 ? "scale" : $"scale * {Literal(loss.Weight)}{(plan.Spec.Precision == Precision.Single ? "f" : "")}";
    }

    private static string Type(OutputSpec output) => output.CustomLoss?.Reference ?? output.LossName;

    private static string Factor(OutputPlan output, string scale) =>
        output.Spec.Weight == 1 ? scale : $"{scale}{Literal(output.Spec.Weight)} ";

    /// <summary>Where an output's numbers start.</summary>
    private static string At(string row, OutputPlan output) =>
        output.Spec.Start == 0 ? row : $"{row}.At(TLanes.Start<V>({output.Spec.Start}))";
}
