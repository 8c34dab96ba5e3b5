namespace GenNet.Tests.Reference;

/// <summary>The activations in double, over the units of one layer for one sample.</summary>
public static class ReferenceActivations
{
    /// <summary>a = g(z).</summary>
    public static double[] Activate(Activation activation, double[] z, double[] alphas) =>
        activation == Activation.Softmax ? Softmax(z) : [.. z.Select((zi, i) => Value(activation, zi, alphas[i]))];

    /// <summary>dC/dz from dC/da: times g'(z) unit by unit, and times the whole Jacobian for softmax.</summary>
    public static double[] Differentiate(Activation activation, double[] z, double[] a, double[] alphas, double[] da)
    {
        double[] dz = new double[z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            if (activation != Activation.Softmax)
            {
                dz[i] = da[i] * Derivative(activation, z[i], alphas[i]);
                continue;
            }

            // da_j/dz_i = a_j ([i = j] - a_i)
            for (int j = 0; j < z.Length; j++) dz[i] += da[j] * a[j] * ((i == j ? 1 : 0) - a[i]);
        }

        return dz;
    }

    public static double[] Softmax(double[] z)
    {
        double max = z.Max();                           // exp never overflows, and the quotient is the same
        double sum = z.Sum(zi => Math.Exp(zi - max));
        return [.. z.Select(zi => Math.Exp(zi - max) / sum)];
    }

    public static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    /// <summary>log(1 + exp(z)) = max(z, 0) + log(1 + exp(-|z|)).</summary>
    public static double Softplus(double z) => Math.Max(z, 0) + LogPlus1(Math.Exp(-Math.Abs(z)));

    private static double Value(Activation activation, double z, double alpha) => activation switch
    {
        Activation.Identity => z,
        Activation.BinaryStep => z > 0 ? 1 : 0,
        Activation.Sigmoid => Sigmoid(z),
        Activation.Tanh => Math.Tanh(z),
        Activation.ArcTan => Math.Atan(z),
        Activation.ReLU => z > 0 ? z : 0,
        Activation.PReLU => z > 0 ? z : alpha * z,
        Activation.ELU => z > 0 ? z : alpha * ExpMinus1(z),
        Activation.Softplus => Softplus(z),
        _ => throw new NotSupportedException($"{activation}"),
    };

    /// <summary>g'(z); at a kink the left one.</summary>
    private static double Derivative(Activation activation, double z, double alpha) => activation switch
    {
        Activation.Identity => 1,
        Activation.BinaryStep => 0,
        Activation.Sigmoid => Sigmoid(z) * Sigmoid(-z),
        Activation.Tanh => 1 / (Math.Cosh(z) * Math.Cosh(z)),
        Activation.ArcTan => 1 / (1 + (z * z)),
        Activation.ReLU => z > 0 ? 1 : 0,
        Activation.PReLU => z > 0 ? 1 : alpha,
        Activation.ELU => z > 0 ? 1 : alpha * Math.Exp(z),
        Activation.Softplus => Sigmoid(z),
        _ => throw new NotSupportedException($"{activation}"),
    };

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
