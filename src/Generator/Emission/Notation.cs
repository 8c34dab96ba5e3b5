using System.Globalization;
using GenNet.Generator.Model;
using GenNet.Generator.Planning;

namespace GenNet.Generator.Emission;

/// <summary>The names and formulas that comments and code share: z1, a1, delta2, W1 as in the mathematics.</summary>
internal static class Notation
{
    /// <summary>A number for a reader: 101,770.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number for the compiler.</summary>
    public static string Literal(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>What layer l reads: x, a1, a2, ..., or d1, d2, ... after dropout.</summary>
    public static string Input(LayerPlan layer) => layer.Number == 1 ? "x" : $"{(layer.ReadsDropped ? "d" : "a")}{layer.Number - 1}";

    /// <summary>64 -> 32 -> 10.</summary>
    public static string Path(NetworkPlan plan) =>
        string.Join(" -> ", new[] { plan.Spec.Inputs }.Concat(plan.Spec.Layers.Select(layer => layer.Units)));

    /// <summary>The parameters of a layer in canonical order: W1 [32 x 64], b1 [32].</summary>
    public static string Blocks(LayerPlan layer)
    {
        int l = layer.Number, n = layer.Spec.Units;
        return $"W{l} [{n} x {layer.Spec.Inputs}]"
            + (layer.Spec.HasBias ? $", b{l} [{n}]" : "")
            + (layer.Slopes >= 0 ? $", alpha{l} [{n}]" : "");
    }

    /// <summary>The penalty on the weights of a layer.</summary>
    public const string Penalty = "L1 sum abs(W) + L2 sum W^2";

    /// <summary>z1 = W1 x + b1.</summary>
    public static string Affine(LayerPlan layer) =>
        $"z{layer.Number} = W{layer.Number} {Input(layer)}" + (layer.Spec.HasBias ? $" + b{layer.Number}" : "");

    /// <summary>a1 = tanh(z1).</summary>
    public static string Activation(LayerPlan layer)
    {
        int l = layer.Number;
        return layer.Facts switch
        {
            { Kind: ActivationKind.Parametric } => $"a{l} = {layer.Facts.Formula}(z{l}; alpha{l})",
            { Formula: "" } => $"a{l} = z{l}",
            _ => $"a{l} = {layer.Facts.Formula}(z{l})",
        };
    }

    /// <summary>delta1 = W2^T delta2 * tanh'(z1), or W2^T delta2 * keep1 * tanh'(z1) after dropout, for the layer after l.</summary>
    public static string Delta(LayerPlan layer, string derivative)
    {
        int l = layer.Number;
        if (layer.Spec.HasDropout)
            derivative += $" * keep{l}";
        return layer.Facts switch
        {
            { Kind: ActivationKind.AcrossUnits } =>
                $"delta{l} = {string.Format(CultureInfo.InvariantCulture, layer.Facts.LayerDelta, $"a{l}", $"dC/da{l}")}"
                + (derivative == $"dC/da{l}" ? "" : $" with dC/da{l} = {derivative}"),
            { Formula: "" } => $"delta{l} = {derivative}",
            _ => $"delta{l} = {derivative} * {layer.Facts.Formula}'(z{l})",
        };
    }

    /// <summary>d1 = a1 keep1.</summary>
    public static string Dropout(LayerPlan layer) =>
        $"d{layer.Number} = a{layer.Number} * keep{layer.Number}, dropout with rate {Literal(layer.Spec.DropoutRate!.Value)} in training";

    /// <summary>The type of the activation, for the compiler.</summary>
    public static string Type(LayerPlan layer) => layer.Spec.CustomActivation?.Reference ?? layer.Spec.Activation.ToString();

    /// <summary>The expression that makes the activation: new ELU(1).</summary>
    public static string New(LayerPlan layer) => $"new {Type(layer)}({string.Join(", ", Numbers(layer))})";

    private static IEnumerable<string> Numbers(LayerPlan layer)
    {
        if (layer.Facts.Alpha is not null)
            yield return Literal(layer.Spec.Alpha);
        if (layer.Facts.Beta is not null)
            yield return Literal(layer.Spec.Beta);
    }

    /// <summary>The loss of a sample as a formula of what it reads.</summary>
    public static string Loss(NetworkPlan plan) => "C = " + Formula(plan, plan.Spec.LossFacts.Formula);

    /// <summary>What label smoothing keeps of a target and what it adds to it: 1 - 0.1 and 0.1 / 10.</summary>
    public static (string Kept, string Added) Smoothing(NetworkPlan plan)
    {
        string e = Literal(plan.Spec.LabelSmoothing);
        return ($"1 - {e}", $"{e} / {plan.Spec.LossFacts.Classes!(plan.Last.Spec.Units)}");
    }

    /// <summary>Its derivative by what it reads.</summary>
    public static string LossDerivative(NetworkPlan plan) =>
        $"dC/d{(plan.LossReadsZ ? "z" : "a")}{plan.Last.Number} = {Formula(plan, plan.Spec.LossFacts.Derivative)}";

    private static string Formula(NetworkPlan plan, string format)
    {
        int n = plan.Last.Spec.Units;
        string argument = (plan.LossReadsZ ? "z" : "a") + plan.Last.Number;
        string[] several = n == 1 ? ["", "", "", "", ""] : ["sum ", $"1/{n} sum ", $" / {n}", "(", ")"];
        return string.Format(CultureInfo.InvariantCulture, format, [argument, .. several]);
    }

    /// <summary>The name of what the loss reads.</summary>
    public static string LossInput(NetworkPlan plan) => (plan.LossIsFused ? "z" : "a") + plan.Last.Number;
}
