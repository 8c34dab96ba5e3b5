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

    /// <summary>What layer l reads: x, a1, a2, ...</summary>
    public static string Input(LayerPlan layer) => layer.Number == 1 ? "x" : $"a{layer.Number - 1}";

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

    /// <summary>delta1 = W2^T delta2 * tanh'(z1), for the layer after l.</summary>
    public static string Delta(LayerPlan layer, string derivative)
    {
        int l = layer.Number;
        return layer.Facts switch
        {
            { Kind: ActivationKind.AcrossUnits } => $"delta{l} = a{l} * (dC/da{l} - sum(dC/da{l} * a{l})) with dC/da{l} = {derivative}",
            { Formula: "" } => $"delta{l} = {derivative}",
            _ => $"delta{l} = {derivative} * {layer.Facts.Formula}'(z{l})",
        };
    }

    /// <summary>The expression that makes the activation: new ELU(1).</summary>
    public static string New(LayerPlan layer) =>
        $"new {layer.Spec.Activation}({(layer.Facts.DefaultAlpha is null ? "" : Literal(layer.Spec.Alpha))})";

    /// <summary>The loss of a sample as a formula of what it reads.</summary>
    public static string Loss(NetworkPlan plan)
    {
        int l = plan.Last.Number;
        int n = plan.Last.Spec.Units;
        string sum = n == 1 ? "" : "sum ", mean = n == 1 ? "" : $"1/{n} sum ";
        return plan.Spec.Loss switch
        {
            GenNet.Loss.MeanSquaredError => $"C = {mean}(a{l} - y)^2",
            GenNet.Loss.SquaredError => $"C = {sum}(a{l} - y)^2",
            GenNet.Loss.CrossEntropy => $"C = -sum y log softmax(z{l})",
            GenNet.Loss.BinaryCrossEntropy => $"C = -{mean}(y log s(z{l}) + (1 - y) log(1 - s(z{l}))), s the sigmoid",
            _ => throw new ArgumentOutOfRangeException(nameof(plan), plan.Spec.Loss, "The parser lets only defined losses through."),
        };
    }

    /// <summary>Its derivative by what it reads.</summary>
    public static string LossDerivative(NetworkPlan plan)
    {
        int l = plan.Last.Number;
        int n = plan.Last.Spec.Units;
        string share = n == 1 ? "" : $" / {n}";
        return plan.Spec.Loss switch
        {
            GenNet.Loss.MeanSquaredError => $"dC/da{l} = 2 (a{l} - y){share}",
            GenNet.Loss.SquaredError => $"dC/da{l} = 2 (a{l} - y)",
            GenNet.Loss.CrossEntropy => $"dC/dz{l} = softmax(z{l}) sum(y) - y",
            GenNet.Loss.BinaryCrossEntropy => n == 1 ? $"dC/dz{l} = s(z{l}) - y" : $"dC/dz{l} = (s(z{l}) - y){share}",
            _ => throw new ArgumentOutOfRangeException(nameof(plan), plan.Spec.Loss, "The parser lets only defined losses through."),
        };
    }

    /// <summary>The name of what the loss reads.</summary>
    public static string LossInput(NetworkPlan plan) => (plan.LossIsFused ? "z" : "a") + plan.Last.Number;
}
