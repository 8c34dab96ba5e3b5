using System.Text.Json;
using GenNet.Tests.Reference;
using GenNet.Tests.Support;

namespace GenNet.Tests.Parity;

/// <summary>Activations against PyTorch: through networks of one unit, which is all that a user can reach, and in the reference.</summary>
public sealed class ActivationTests
{
    // The elementary functions promise two units in the last place or less, 2.4e-7; an activation is one or two of them and a
    // few operations. Below the smallest normal number (1.2e-38) a float may round to zero.
    private static readonly Tolerance s_value = new(Relative: 1e-6, Absolute: 1.2e-38);

    // Derivatives are formed from a, as 1 - a^2 or a (1 - a), which loses digits relative to itself where a approaches its limit
    // but never more than a unit of 1.
    private static readonly Tolerance s_derivative = new(Relative: 2e-6, Absolute: 2.4e-7);

    // exp(2 u) turns the rounding of u, which is up to 40 where the result is a normal number, into a relative error.
    private static readonly Tolerance s_geluTanh = new(Relative: 2e-5, Absolute: 2.4e-7);

    // z - max z rounds by half a unit of itself, which exp turns into as much relative error: for 100, 6e-6.
    private static readonly Tolerance s_softmax = new(Relative: 1e-5, Absolute: 1e-7);

    private static readonly Activation[] s_layerwise = [Activation.Softmax, Activation.LogSoftmax];

    public static TheoryData<string> ElementwiseCases =>
        Recorded.Titles(Recorded.Activations, "name", Names(Enum.GetValues<Activation>().Except(s_layerwise)));

    public static TheoryData<string> LayerwiseCases => Recorded.Titles(Recorded.LayerActivations, "name", Names(s_layerwise));

    [Theory, MemberData(nameof(ElementwiseCases))]
    public void AUnitComputesValueAndDerivative(string title)
    {
        JsonElement recorded = Recorded.Activations[title];
        Activation activation = Enum.Parse<Activation>(recorded.Text("name"));
        Unit unit = UnitOf(activation, recorded);
        float[] x = recorded.Singles("x");
        float[] a = unit.Predict(x);
        Tolerance tolerance = activation == Activation.GELUTanh ? s_geluTanh with { Absolute = s_value.Absolute } : s_value;
        Close.To(recorded.Numbers("value"), a, tolerance, "g");

        // An output that has overflowed has no loss.
        double[] derivative = [.. recorded.Numbers("derivative").Where((_, i) => float.IsFinite(a[i]))];
        (x, a) = ([.. x.Where((_, i) => float.IsFinite(a[i]))], [.. a.Where(float.IsFinite)]);

        // The loss is (a - y)^2, so the gradient by x is 2 (a - y) g'(x); with y next to a no digit of a - y is lost.
        float[] y = [.. a.Select(value => value - 0.5f)];
        double[] da = [.. a.Zip(y, (value, target) => 2.0 * ((double)value - target))];
        double[] expected = [.. da.Zip(derivative, (slope, g) => slope * g)];
        Close.To(expected, unit.InputGradient(x, y), activation == Activation.GELUTanh ? s_geluTanh : s_derivative, "2 (a - y) g'");

        if (activation == Activation.PReLU) LearnsAlpha(unit, recorded, x, y, da);
    }

    [Theory, MemberData(nameof(LayerwiseCases))]
    public void ALayerHasItsFullJacobian(string title)
    {
        JsonElement recorded = Recorded.LayerActivations[title];
        foreach (string form in new[] { "", "Tiled" })
        {
            Unit units = Unit.Named(typeof(LayerUnits), form + recorded.Text("name"));
            float[] z = recorded.Singles("z");
            float[] a = units.Predict(z);
            Close.To(recorded.Numbers("value"), a, s_softmax, "outputs");

            double[][] jacobian = recorded.Rows("jacobian");
            foreach (double[] cotangent in recorded.Rows("cotangents"))
            {
                // Targets that make dC/da = 2 (a - y) the cotangent, up to the rounding of y, which the expectation takes up.
                float[] y = [.. a.Zip(cotangent, (value, c) => (float)(value - (c / 2)))];
                double[] da = [.. a.Zip(y, (value, target) => 2 * ((double)value - target))];
                double[] expected = [.. Enumerable.Range(0, z.Length).Select(i => da.Select((c, j) => c * jacobian[j][i]).Sum())];
                Close.To(expected, units.InputGradient(z, y), s_softmax, "gradient");
            }
        }
    }

    [Theory, MemberData(nameof(ElementwiseCases))]
    public void TheReferenceAgrees(string title)
    {
        JsonElement recorded = Recorded.Activations[title];
        Activation activation = Enum.Parse<Activation>(recorded.Text("name"));
        double[] x = recorded.Numbers("x");
        double alpha = recorded.GetProperty("alpha").ValueKind == JsonValueKind.Null
            ? ReferenceActivation.Defaults(activation).Alpha ?? 0
            : Alpha(recorded);
        double[] alphas = [.. Enumerable.Repeat(alpha, x.Length)], ones = [.. Enumerable.Repeat(1.0, x.Length)];

        double[] a = ReferenceActivations.Activate(activation, x, alphas);
        Close.To(recorded.Numbers("value"), a, new(Relative: 1e-9, Absolute: 1e-300), "g");
        Close.To(recorded.Numbers("derivative"), ReferenceActivations.Differentiate(activation, x, a, alphas, ones), Close.Double, "g'");
    }

    [Theory, MemberData(nameof(LayerwiseCases))]
    public void TheReferencesLayerAgrees(string title)
    {
        JsonElement recorded = Recorded.LayerActivations[title];
        Activation activation = Enum.Parse<Activation>(recorded.Text("name"));
        double[] z = recorded.Numbers("z"), a = ReferenceActivations.Activate(activation, z, []);
        Close.To(recorded.Numbers("value"), a, Close.Double, "outputs");
        foreach ((double[] cotangent, double[] product) in recorded.Rows("cotangents").Zip(recorded.Rows("products")))
            Close.To(product, ReferenceActivations.Differentiate(activation, z, a, [], cotangent), Close.Double, "product");
    }

    /// <summary>One sample after the other, because over all of them the gradient is dominated by the largest x.</summary>
    private static void LearnsAlpha(Unit unit, JsonElement recorded, float[] x, float[] y, double[] da)
    {
        double[] byAlpha = recorded.Numbers("derivativeByAlpha");
        for (int i = 0; i < x.Length; i++)
            Close.To(da[i] * byAlpha[i], unit.Gradient([x[i]], [y[i]]).Gradient[^1], s_value, $"gradient by alpha at {x[i]}");
    }

    private static double Alpha(JsonElement recorded) =>
        recorded.GetProperty("alpha").ValueKind == JsonValueKind.Null ? 0 : recorded.Number("alpha");

    private static Unit UnitOf(Activation activation, JsonElement recorded) => Unit.Declared(
        typeof(ActivationUnits), network => network.FirstActivation.Activation == activation && Fits(network.FirstActivation, recorded),
        Alpha(recorded));

    /// <summary>A learned alpha is set; any other is declared.</summary>
    private static bool Fits(ActivationDescription declared, JsonElement recorded) =>
        declared.Tensors.Count > 0 || recorded.GetProperty("alpha").ValueKind == JsonValueKind.Null || declared.Alpha == Alpha(recorded);

    private static string[] Names(IEnumerable<Activation> activations) => [.. activations.Select(activation => activation.ToString())];
}
