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
    private static readonly (Activation Activation, Func<Formula, Number, Number, Formula> Formula)[] s_formulas =
    [
        (Activation.Identity, (z, _, _) => z),
        (Activation.BinaryStep, (z, _, _) => z.Step()),
        (Activation.Sigmoid, (z, _, _) => Formulas.Sigmoid(z)),
        (Activation.LogSigmoid, (z, _, _) => -Formulas.Softplus(-z)),
        (Activation.LogSigmoid, (z, _, _) => Formulas.Sigmoid(z).Log()),
        (Activation.Tanh, (z, _, _) => z.Tanh()),
        (Activation.TanhShrink, (z, _, _) => z - z.Tanh()),
        (Activation.ArcTan, (z, _, _) => z.ArcTan()),
        (Activation.ReLU, (z, _, _) => Formulas.ReLU(z)),
        (Activation.ReLU6, (z, _, _) => z.Clip(0, 6)),
        (Activation.LeakyReLU, (z, alpha, _) => Formulas.LeakyReLU(z, alpha)),
        (Activation.PReLU, (z, alpha, _) => Formulas.LeakyReLU(z, alpha)),
        (Activation.ELU, (z, alpha, _) => Formulas.ELU(z, alpha, 1)),
        (Activation.SELU, (z, _, _) => Formulas.SELU(z, 1.6732632423543772, 1.0507009873554805)),
        (Activation.CELU, (z, alpha, _) => Formulas.ELU(z, alpha, alpha)),
        (Activation.GELU, (z, _, _) => Formulas.GELU(z)),
        (Activation.GELUTanh, (z, _, _) => Formulas.GELUTanh(z)),
        (Activation.SiLU, (z, _, _) => Formulas.SiLU(z)),
        (Activation.Mish, (z, _, _) => Formulas.Mish(z)),
        (Activation.Mish, (z, _, _) => z * Formulas.NaiveSoftplus(z).Tanh()),
        (Activation.Softplus, (z, _, beta) => Formulas.Softplus(beta * z) / beta),
        (Activation.Softplus, (z, _, beta) => Formulas.NaiveSoftplus(beta * z) / beta),
        (Activation.Softsign, (z, _, _) => Formulas.Softsign(z)),
        (Activation.HardSigmoid, (z, _, _) => Formulas.HardSigmoid(z, 1d / 6, 0.5)),
        (Activation.HardTanh, (z, alpha, beta) => alpha.Scalar < beta.Scalar ? z.Clip(alpha.Scalar, beta.Scalar) : 0),
        (Activation.HardSwish, (z, _, _) => Formulas.HardSwish(z)),
        (Activation.Exponential, (z, _, _) => z.Exp()),
        (Activation.Softmax, (z, _, _) => z.Softmax()),
        (Activation.LogSoftmax, (z, _, _) => z.Softmax().Log()),
    ];

    public static KnownActivation Identity { get; } = new(Activation.Identity, 0, 0);

    public bool IsIdentity => Activation == Activation.Identity;

    /// <summary>Whether its alphas are parameters, one for each unit.</summary>
    public bool HasSlopes => Activation == Activation.PReLU;

    /// <summary>The activation with this formula; null where there is none.</summary>
    public static KnownActivation? Of(Formula formula)
    {
        // Where there is an alpha or a beta, it is among the formula's numbers, perhaps negated.
        Number[] numbers = [.. formula.Numbers()];
        double[] scalars = [.. numbers.Where(number => number.IsScalar).Select(number => number.Scalar)];
        scalars = [.. scalars.Concat(scalars.Select(number => -number)).Distinct()];
        Number[] vectors = [.. numbers.Where(number => !number.IsScalar)];
        foreach ((Activation activation, Func<Formula, Number, Number, Formula> candidate) in s_formulas)
        {
            ActivationFacts facts = ActivationFacts.Of(activation);
            foreach (Number alpha in Values(facts.Alpha).Concat(activation == Activation.PReLU ? vectors : []))
            {
                foreach (Number beta in Values(facts.Beta))
                {
                    if (Formula.AreSame(formula, candidate(Formula.Z, alpha, beta)))
                        return new(activation, alpha, beta);
                }
            }
        }

        return null;

        IEnumerable<Number> Values(ActivationNumber? number) => number is null
            ? [0]
            : scalars.Where(value => Math.Abs(value) < double.PositiveInfinity && !(value < number.AtLeast) && !(value <= number.Above))
                .Select(value => (Number)value);
    }
}
