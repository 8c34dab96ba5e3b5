using GenNet.Generator.Model;

namespace GenNet.Generator.Onnx;

/// <summary>An activation that a formula was found to be.</summary>
/// <param name="Activation">The activation.</param>
/// <param name="Alpha">Its alpha, where it has one; a PReLU's is one for each unit.</param>
/// <param name="Beta">Its beta, where it has one.</param>
internal sealed record KnownActivation(Activation Activation, Number Alpha, Number Beta)
{
    /// <summary>
    /// The activations' formulas of z, alpha and beta. Of those that say the same, such as a HardTanh from 0 to 6 and ReLU6, the first one
    /// counts; a second line is another way to write the same function.
    /// </summary>
    private static readonly Spelling[] s_spellings =
    [
        new(Activation.Identity, (z, _, _) => z),
        new(Activation.BinaryStep, (z, _, _) => z.Step()),
        new(Activation.Sigmoid, (z, _, _) => Formulas.Sigmoid(z)),
        new(Activation.LogSigmoid, (z, _, _) => -Formulas.Softplus(-z)),
        new(Activation.LogSigmoid, (z, _, _) => Formulas.Sigmoid(z).Log()),
        new(Activation.Tanh, (z, _, _) => z.Tanh()),
        new(Activation.TanhShrink, (z, _, _) => z - z.Tanh()),
        new(Activation.ArcTan, (z, _, _) => z.ArcTan()),
        new(Activation.ReLU, (z, _, _) => Formulas.ReLU(z)),
        new(Activation.ReLU6, (z, _, _) => z.Clip(0, 6)),
        new(Activation.LeakyReLU, (z, alpha, _) => Formulas.LeakyReLU(z, alpha)),
        new(Activation.PReLU, (z, alpha, _) => Formulas.LeakyReLU(z, alpha)),
        new(Activation.ELU, (z, alpha, _) => Formulas.ELU(z, alpha, 1)),
        new(Activation.SELU, (z, _, _) => Formulas.SELU(z, 1.6732632423543772, 1.0507009873554805)),
        new(Activation.CELU, (z, alpha, _) => Formulas.ELU(z, alpha, alpha)),
        new(Activation.GELU, (z, _, _) => Formulas.GELU(z)),
        new(Activation.GELUTanh, (z, _, _) => Formulas.GELUTanh(z)),
        new(Activation.SiLU, (z, _, _) => Formulas.SiLU(z)),
        new(Activation.Mish, (z, _, _) => Formulas.Mish(z)),
        new(Activation.Mish, (z, _, _) => z * Formulas.NaiveSoftplus(z).Tanh()),
        new(Activation.Softplus, (z, _, beta) => Formulas.Softplus(beta * z) / beta),
        new(Activation.Softplus, (z, _, beta) => Formulas.NaiveSoftplus(beta * z) / beta),
        new(Activation.Softsign, (z, _, _) => Formulas.Softsign(z)),
        new(Activation.HardSigmoid, (z, _, _) => Formulas.HardSigmoid(z, 1d / 6, 0.5)),
        new(Activation.HardTanh, (z, alpha, beta) => alpha.Scalar < beta.Scalar ? z.Clip(alpha.Scalar, beta.Scalar) : 0),
        new(Activation.HardSwish, (z, _, _) => Formulas.HardSwish(z)),
        new(Activation.Exponential, (z, _, _) => z.Exp()),
        new(Activation.Softmax, (z, _, _) => z.Softmax()),
        new(Activation.LogSoftmax, (z, _, _) => z.Softmax().Log()),
    ];

    public static KnownActivation Identity { get; } = new(Activation.Identity, 0, 0);

    public bool IsIdentity => Activation == Activation.Identity;

    /// <summary>Whether its alphas are parameters, one for each unit.</summary>
    public bool HasSlopes => Activation == Activation.PReLU;

    /// <summary>The activation with this formula; null where there is none.</summary>
    public static KnownActivation? Of(Formula formula)
    {
        Spelling[] like = [.. s_spellings.Where(spelling => formula.IsLike(spelling.Example))];
        if (like.Length == 0)
            return null;

        // Where there is an alpha or a beta, it is among the formula's numbers, perhaps negated.
        Number[] numbers = [.. formula.Numbers()];
        double[] scalars = [.. numbers.Where(number => number.IsScalar).Select(number => number.Scalar)];
        scalars = [.. scalars.Concat(scalars.Select(number => -number)).Distinct()];
        Number[] vectors = [.. numbers.Where(number => !number.IsScalar)];
        foreach (Spelling spelling in like)
        {
            foreach (Number alpha in Values(spelling.Facts.Alpha).Concat(spelling.Activation == Activation.PReLU ? vectors : []))
            {
                foreach (Number beta in Values(spelling.Facts.Beta))
                {
                    if (Formula.AreSame(formula, spelling.Of(alpha, beta)))
                        return new(spelling.Activation, alpha, beta);
                }
            }
        }

        return null;

        IEnumerable<Number> Values(ActivationNumber? number) => number is null
            ? [0]
            : scalars.Where(value => Math.Abs(value) < double.PositiveInfinity && !(value < number.AtLeast) && !(value <= number.Above))
                .Select(value => (Number)value);
    }

    /// <summary>A way to write an activation.</summary>
    private sealed class Spelling(Activation activation, Func<Formula, Number, Number, Formula> formula)
    {
        public Activation Activation => activation;

        public ActivationFacts Facts { get; } = ActivationFacts.Of(activation);

        /// <summary>
        /// The formula with the default alpha and beta. With others it is like it, but where it is simpler, as a LeakyReLU of slope 0, and
        /// so another activation's.
        /// </summary>
        public Formula Example => field ??= Of(Facts.Alpha?.Default ?? 0, Facts.Beta?.Default ?? 0);

        public Formula Of(Number alpha, Number beta) => formula(Formula.Z, alpha, beta);
    }
}
