using System.Globalization;
using GenNet.Generator.Layers;
using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using GenNet.Networks;

namespace GenNet.Generator.Emission;

/// <summary>The names and formulas that comments and code share: z1, a1, delta2, W1 as in the mathematics.</summary>
internal static class Notation
{
    /// <summary>A number for a reader: 101,770.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number for the compiler.</summary>
    public static string Literal(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>64 -> 32 -> 10; of a graph, its ends and how many layers it has.</summary>
    public static string Path(NetworkPlan plan)
    {
        NetworkSpec spec = plan.Spec;
        IEnumerable<Value> above = spec.Inputs.Concat(spec.Layers.Select(layer => layer.Writes));
        bool isChain = spec.Inputs.Count == 1 && spec.Outputs.Count == 1
            && spec.Layers.Zip(above, (layer, value) => layer.Reads.Count == 1 && layer.Input == value).All(isRead => isRead);
        return isChain
            ? string.Join(" -> ", new[] { spec.InputWidth }.Concat(plan.Declarations.Select(layers => layers.Last().Writes.Width)))
            : $"{spec.InputWidth} -> {spec.OutputWidth} in a graph of {spec.LayerCount} {(spec.LayerCount == 1 ? "layer" : "layers")}";
    }

    /// <summary>Tensors in canonical order: W1 [32 x 64], b1 [32].</summary>
    public static string Shapes(IEnumerable<Tensor> tensors) =>
        string.Join(", ", tensors.Select(tensor => $"{tensor.Symbol} {Shape(tensor)}"));

    /// <summary>[32 x 64].</summary>
    public static string Shape(TensorDescription tensor) => $"[{string.Join(" x ", tensor.Shape)}]";

    /// <summary>The penalty on the weights of a layer.</summary>
    public const string Penalty = "L1 sum abs(W) + L2 sum W^2";

    /// <summary>The loss of a sample as a formula of what it reads.</summary>
    public static string Loss(OutputPlan output) => "C = " + Formula(output, output.Spec.LossFacts.Formula);

    /// <summary>What label smoothing keeps of a target and what it adds to it: 1 - 0.1 and 0.1 / 10.</summary>
    public static (string Kept, string Added) Smoothing(OutputSpec output)
    {
        string e = Literal(output.LabelSmoothing);
        return ($"1 - {e}", $"{e} / {output.LossFacts.Classes!(output.Width)}");
    }

    /// <summary>Its derivative by what it reads.</summary>
    public static string LossDerivative(OutputPlan output) =>
        $"dC/d{output.Reads.Name} = {Formula(output, output.Spec.LossFacts.Derivative)}";

    private static string Formula(OutputPlan output, string format)
    {
        int n = output.Spec.Width;
        string[] several = n == 1 ? ["", "", "", "", ""] : ["sum ", $"1/{n} sum ", $" / {n}", "(", ")"];
        return string.Format(CultureInfo.InvariantCulture, format, [output.Reads.Name, .. several]);
    }
}
