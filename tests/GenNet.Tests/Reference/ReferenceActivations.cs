namespace GenNet.Tests.Reference;

/// <summary>The activations in double, over the units of one layer for one sample.</summary>
public static class ReferenceActivations
{
    private const double SeluScale = 1.0507009873554804934;
    private const double SeluAlpha = 1.6732632423543772848;

    /// <summary>a = g(z).</summary>
    public static double[] Activate(Activation activation, double[] z, double[] alphas, double beta = 1) => activation switch
    {
        Activation.Softmax => Softmax(z),
        Activation.LogSoftmax => [.. z.Select(zi => zi - LogSumExp(z))],
        _ => [.. z.Select((zi, i) => Value(activation, zi, alphas[i], beta))],
    };

    /// <summary>dC/dz from dC/da: times g'(z) unit by unit, and times the whole Jacobian for the softmaxes.</summary>
    public static double[] Differentiate(Activation activation, double[] z, double[] a, double[] alphas, double[] da, double beta = 1)
    {
        double[] p = activation is Activation.Softmax or Activation.LogSoftmax ? Softmax(z) : [];
        double[] dz = new double[z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            // da_j/dz_i = p_j ([i = j] - p_i) for softmax and [i = j] - p_i for its logarithm
            for (int j = 0; j < p.Length; j++)
                dz[i] += da[j] * (activation == Activation.Softmax ? p[j] : 1) * ((i == j ? 1 : 0) - p[i]);
            if (p.Length == 0) dz[i] = da[i] * Derivative(activation, z[i], alphas[i], beta);
        }

        return dz;
    }

    public static double[] Softmax(double[] z)
    {
        double max = z.Max();                           // exp never overflows, and the quotient is the same
        double sum = z.Sum(zi => Math.Exp(zi - max));
        return [.. z.Select(zi => Math.Exp(zi - max) / sum)];
    }

    public static double LogSumExp(double[] z)
    {
        double max = z.Max();
        return max + Math.Log(z.Sum(zk => Math.Exp(zk - max)));
    }

    public static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    /// <summary>log(1 + exp(z)) = max(z, 0) + log(1 + exp(-|z|)).</summary>
    public static double Softplus(double z) => Math.Max(z, 0) + LogPlus1(Math.Exp(-Math.Abs(z)));

    private static double Value(Activation activation, double z, double alpha, double beta) => activation switch
    {
        Activation.Identity => z,
        Activation.BinaryStep => z > 0 ? 1 : 0,
        Activation.Sigmoid => Sigmoid(z),
        Activation.LogSigmoid => -Softplus(-z),
        Activation.Tanh => Math.Tanh(z),
        Activation.TanhShrink => TanhShrink(z),
        Activation.ArcTan => Math.Atan(z),
        Activation.ReLU => z > 0 ? z : 0,
        Activation.ReLU6 => Math.Clamp(z, 0, 6),
        Activation.LeakyReLU or Activation.PReLU => z > 0 ? z : alpha * z,
        Activation.ELU => z > 0 ? z : alpha * ExpMinus1(z),
        Activation.SELU => SeluScale * (z > 0 ? z : SeluAlpha * ExpMinus1(z)),
        Activation.CELU => z > 0 ? z : alpha * ExpMinus1(z / alpha),
        Activation.GELU => z * Normal(z),
        Activation.GELUTanh => z * Sigmoid(GeluTanhArgument(z)),
        Activation.SiLU => z * Sigmoid(z),
        Activation.Mish => z * Math.Tanh(Softplus(z)),
        Activation.Softplus => Softplus(beta * z) / beta,
        Activation.Softsign => z / (1 + Math.Abs(z)),
        Activation.HardSigmoid => Math.Clamp(z + 3, 0, 6) / 6,
        Activation.HardTanh => Math.Clamp(z, alpha, beta),
        Activation.HardSwish => z * Math.Clamp(z + 3, 0, 6) / 6,
        Activation.Exponential => Math.Exp(z),
        _ => throw new NotSupportedException($"{activation}"),
    };

    /// <summary>g'(z); at a kink the left one.</summary>
    private static double Derivative(Activation activation, double z, double alpha, double beta) => activation switch
    {
        Activation.Identity => 1,
        Activation.BinaryStep => 0,
        Activation.Sigmoid => Sigmoid(z) * Sigmoid(-z),
        Activation.LogSigmoid => Sigmoid(-z),
        Activation.Tanh => 1 / (Math.Cosh(z) * Math.Cosh(z)),
        Activation.TanhShrink => Math.Tanh(z) * Math.Tanh(z),
        Activation.ArcTan => 1 / (1 + (z * z)),
        Activation.ReLU => z > 0 ? 1 : 0,
        Activation.ReLU6 => z is > 0 and <= 6 ? 1 : 0,
        Activation.LeakyReLU or Activation.PReLU => z > 0 ? 1 : alpha,
        Activation.ELU => z > 0 ? 1 : alpha * Math.Exp(z),
        Activation.SELU => SeluScale * (z > 0 ? 1 : SeluAlpha * Math.Exp(z)),
        Activation.CELU => z > 0 ? 1 : Math.Exp(z / alpha),
        Activation.GELU => Normal(z) + (z * NormalDensity(z)),
        Activation.GELUTanh => Sigmoid(GeluTanhArgument(z)) * (1 + (z * GeluTanhSlope(z) * Sigmoid(-GeluTanhArgument(z)))),
        Activation.SiLU => Sigmoid(z) * (1 + (z * Sigmoid(-z))),
        Activation.Mish => Math.Tanh(Softplus(z)) + (z * Sigmoid(z) / (Math.Cosh(Softplus(z)) * Math.Cosh(Softplus(z)))),
        Activation.Softplus => Sigmoid(beta * z),
        Activation.Softsign => 1 / ((1 + Math.Abs(z)) * (1 + Math.Abs(z))),
        Activation.HardSigmoid => z is > -3 and <= 3 ? 1.0 / 6 : 0,
        Activation.HardTanh => z > alpha && z <= beta ? 1 : 0,
        Activation.HardSwish => z <= -3 ? 0 : z <= 3 ? ((2 * z) + 3) / 6 : 1,
        Activation.Exponential => Math.Exp(z),
        _ => throw new NotSupportedException($"{activation}"),
    };

    /// <summary>The argument u of the tanh in GELU's approximation, twice: (1 + tanh u) / 2 = s(2 u).</summary>
    private static double GeluTanhArgument(double z) => 2 * Math.Sqrt(2 / Math.PI) * (z + (0.044715 * z * z * z));

    private static double GeluTanhSlope(double z) => 2 * Math.Sqrt(2 / Math.PI) * (1 + (3 * 0.044715 * z * z));

    /// <summary>z - tanh z; around 0 its series, where the difference cancels.</summary>
    public static double TanhShrink(double z)
    {
        double y = z * z;
        return Math.Abs(z) < 0.02 ? z * y * ((1.0 / 3) - (y * ((2.0 / 15) - (y * ((17.0 / 315) - (y * 62 / 2835)))))) : z - Math.Tanh(z);
    }

    private static double NormalDensity(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>
    /// The distribution function of the standard normal distribution: 1/2 + phi(z) sum z^(2k+1) / (2k+1)!!, and where that would
    /// cancel Laplace's continued fraction phi(z) / (-z + 1 / (-z + 2 / (-z + ...))).
    /// </summary>
    public static double Normal(double z)
    {
        if (z > 3) return 1 - Normal(-z);
        double sum = 0;
        if (z < -3)
        {
            for (int k = 200; k >= 1; k--) sum = k / (-z + sum);
            return NormalDensity(z) / (-z + sum);
        }

        double term = z;
        for (int k = 1; k < 100; k++)
        {
            sum += term;
            term *= z * z / ((2 * k) + 1);
        }

        return 0.5 + (NormalDensity(z) * sum);
    }

    /// <summary>exp(x) - 1 for x up to 0, without cancellation: what rounding did to exp(x), the logarithm knows (Kahan).</summary>
    private static double ExpMinus1(double x)
    {
        double u = Math.Exp(x);
        return u == 1 ? x : u < 0.5 ? u - 1 : (u - 1) * x / Math.Log(u);
    }

    /// <summary>log(1 + x) without loss of a small x, by the same idea.</summary>
    private static double LogPlus1(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : Math.Log(u) * x / (u - 1);
    }
}
