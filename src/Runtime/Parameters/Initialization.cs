using System.Numerics;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>Draws the first values of a network's tensors, in canonical order, whatever their layout in memory.</summary>
internal static class Initialization
{
    /// <param name="layout">The tensors.</param>
    /// <param name="seed">Chooses the values.</param>
    /// <param name="state">Takes the values of all tensors.</param>
    public static void Draw<T>(ParameterLayout layout, int seed, Span<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new RandomSource((ulong)seed);
        foreach (Tensor tensor in layout.Tensors)
        {
            int count = tensor.Length, units = tensor.Shape[0], inputs = count / units;
            double fanIn = tensor.FanIn ?? inputs, fanOut = tensor.Shape.Count == 1 ? units : count / tensor.Shape[1];
            double[]? orthogonal = tensor.Initializer == Initializer.Orthogonal ? Orthogonal(units, inputs, random) : null;
            for (int i = 0; i < count; i++)
                state[i] = T.CreateChecked(orthogonal is null ? Value(tensor, fanIn, fanOut, random) : orthogonal[i]);
            state = state[count..];
        }
    }

    private static double Value(Tensor tensor, double fanIn, double fanOut, RandomSource random)
    {
        return tensor.Initializer switch
        {
            Initializer.HeUniform => Uniform(6 / fanIn),
            Initializer.HeNormal => Normal(2 / fanIn),
            Initializer.GlorotUniform => Uniform(6 / (fanIn + fanOut)),
            Initializer.GlorotNormal => Normal(2 / (fanIn + fanOut)),
            Initializer.LeCunUniform => Uniform(3 / fanIn),
            Initializer.LeCunNormal => Normal(1 / fanIn),
            Initializer.TruncatedNormal => TruncatedNormal(1 / fanIn),
            Initializer.PyTorchDefault => Uniform(1 / fanIn),
            Initializer.Zeros => 0,
            Initializer.Constant => tensor.InitialValue,
            _ => throw new ArgumentOutOfRangeException(nameof(tensor), tensor.Initializer, "The generator resolves Initializer.Auto."),
        };

        double Uniform(double boundSquared) => Math.Sqrt(boundSquared) * (2 * random.NextDouble() - 1);

        double Normal(double variance) => Math.Sqrt(variance) * random.NextNormal();

        double TruncatedNormal(double variance)
        {
            // What is left of the standard deviation of a standard normal distribution that is cut at 2.
            const double left = 0.87962566103423978;
            double x;
            do
                x = random.NextNormal();
            while (Math.Abs(x) > 2);
            return Math.Sqrt(variance) / left * x;
        }
    }

    /// <summary>
    /// A matrix, row-major, whose rows are orthonormal, or whose columns are where there are fewer of them: the Q of the QR factorisation
    /// of a normal matrix, with R's diagonal positive, which makes all such matrices equally likely (Mezzadri 2007).
    /// </summary>
    /// <remarks>
    /// The factorisation is that of Gram and Schmidt, done twice for each vector, after which it is orthogonal to the last bits
    /// ("twice is enough", Kahan and Parlett). Its loops are plain, so that the bits are the same on every machine.
    /// </remarks>
    private static double[] Orthogonal(int rows, int columns, RandomSource random)
    {
        int length = Math.Max(rows, columns);
        var q = new double[Math.Min(rows, columns)][];
        for (int k = 0; k < q.Length; k++)
        {
            double[] v = q[k] = new double[length];
            for (int i = 0; i < length; i++)
                v[i] = random.NextNormal();
            for (int other = 0; other < 2 * k; other++)
                Add(v, q[other % k], -Dot(v, q[other % k]));
            double norm = Math.Sqrt(Dot(v, v));
            for (int i = 0; i < length; i++)
                v[i] /= norm;
        }

        return rows <= columns
            ? [.. q.SelectMany(row => row)]
            : [.. Enumerable.Range(0, rows).SelectMany(row => q.Select(column => column[row]))];

        static double Dot(double[] x, double[] y)
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
                sum += x[i] * y[i];
            return sum;
        }

        static void Add(double[] x, double[] y, double factor)
        {
            for (int i = 0; i < x.Length; i++)
                x[i] += factor * y[i];
        }
    }
}
