using GenNet.Generator.Layers;
using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using GenNet.Networks;
using static GenNet.Generator.Emission.Notation;

namespace GenNet.Generator.Emission;

/// <summary>Writes what the runtime and the user know of the layers' tensors.</summary>
internal static class LayoutWriter
{
    /// <summary>The layers, and where their tensors stand.</summary>
    public static void Layout(SourceWriter writer, NetworkPlan plan)
    {
        writer.Line($"private static readonly global::GenNet.Networks.ParameterLayout s_layout = new({plan.ParameterLength},");
        using (writer.Indent())
        {
            Items("global::GenNet.LayerDescription", plan.Spec.Descriptions.Select(layer => layer.Source), "},");
            string steps = plan.IsSequence ? $" {{ Steps = {plan.Spec.Steps} }}" : "";
            Items("global::GenNet.Networks.Tensor", plan.Tensors.Select(New), $"}}){steps};");
        }

        void Items(string type, IEnumerable<string> items, string end)
        {
            writer.Lines($"new {type}[]", "{");
            using (writer.Indent(end))
            {
                foreach (string item in items)
                    writer.Line($"{item},");
            }
        }
    }

    /// <summary>The outputs, and where they stand in their row.</summary>
    public static void Outputs(SourceWriter writer, NetworkPlan plan)
    {
        writer.Lines("private static readonly global::GenNet.OutputDescription[] s_outputs = new global::GenNet.OutputDescription[]", "{");
        using (writer.Indent("};"))
        {
            IReadOnlyDictionary<Value, LayerSource> sources = plan.Spec.Sources;
            string frames = !plan.IsStream ? ""
                : $", Frames: {plan.Spec.OutputSteps}{(plan.Spec.BurnIn > 0 ? $", BurnIn: {plan.Spec.BurnIn}" : "")}";
            foreach (OutputSpec output in plan.Spec.Outputs)
            {
                LayerSource source = sources[output.Value];
                writer.Line(
                    $"new(\"{output.Name}\", {output.Start}, {output.Size}, \"{output.LossName}\", {Literal(output.Weight)}, "
                    + $"{(output.TakesClasses ? "true" : "false")}, new({source.Layer}, {source.Column}, {source.Width}){frames}),");
            }
        }
    }

    /// <summary>Where each tensor starts in canonical order, by the name that the mathematics gives it.</summary>
    public static void Offsets(SourceWriter writer, NetworkPlan plan)
    {
        writer.Summary(
            "Where the parameters of each layer start in canonical order: in the parameters, in gradients and in a Jacobian's rows.");
        using (writer.Braces("public static class Offsets"))
        {
            int next = 0;
            foreach (Tensor tensor in plan.Spec.Tensors.Where(tensor => !tensor.IsBuffer))
            {
                if (next > 0)
                    writer.Line();
                writer.Summary($"{tensor.Symbol} {Shape(tensor)}{(tensor.Shape.Count > 1 ? ", row-major" : "")}; {tensor.Name} in files.");
                writer.Line($"public const int {tensor.Symbol} = {next};");
                next += tensor.Length;
            }
        }
    }

    /// <summary>The expression that makes a tensor for the runtime, but for its type.</summary>
    private static string New(Tensor tensor)
    {
        string arguments = $"\"{tensor.Symbol}\", \"{tensor.Name}\", {Array(tensor.Shape)}, "
            + $"Start: {tensor.Start}, Strides: {Array(tensor.Strides)}";
        if (tensor.Initializer != Initializer.Zeros)
            arguments += $", global::GenNet.Initializer.{tensor.Initializer}";
        if (tensor.Initializer == Initializer.Constant)
            arguments += $", InitialValue: {Literal(tensor.InitialValue)}";
        if (tensor.FanIn is int fanIn)
            arguments += $", FanIn: {fanIn}";
        if (tensor.L1 > 0)
            arguments += $", L1: {Literal(tensor.L1)}";
        if (tensor.L2 > 0)
            arguments += $", L2: {Literal(tensor.L2)}";
        if (tensor.Block > 0)
            arguments += $", Block: {tensor.Block}";
        if (tensor.IsBuffer)
            arguments += ", IsBuffer: true";
        return $"new({arguments})";

        static string Array(IEnumerable<int> numbers) => $"new[] {{ {string.Join(", ", numbers)} }}";
    }
}
