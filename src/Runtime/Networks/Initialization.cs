using System.Numerics;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>Draws the first values of a network's parameters, in canonical order, whatever their layout in memory.</summary>
internal static class Initialization
{
    public static void Draw<T>(Block<T> p, ParameterLayout layout, int seed) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new RandomSource((ulong)seed);
        foreach (DenseLayout layer in layout.Layers)
        {
            for (int unit = 0; unit < layer.Units; unit++)
            {
                for (int input = 0; input < layer.Inputs; input++)
                    p[layer.Weights + (nint)unit * layer.UnitStep + (nint)input * layer.InputStep] = T.CreateChecked(Weight(layer, random));
                if (layer.Slopes >= 0)
                    p[layer.Slopes + unit] = T.CreateChecked(layer.InitialSlope);
            }
        }
    }

    private static double Weight(DenseLayout layer, RandomSource random)
    {
        double fanIn = layer.Inputs, fanOut = layer.Units;
        return layer.Initializer switch
        {
            Initializer.HeUniform => Uniform(6 / fanIn),
            Initializer.HeNormal => Normal(2 / fanIn),
            Initializer.GlorotUniform => Uniform(6 / (fanIn + fanOut)),
            Initializer.GlorotNormal => Normal(2 / (fanIn + fanOut)),
            Initializer.LeCunUniform => Uniform(3 / fanIn),
            Initializer.LeCunNormal => Normal(1 / fanIn),
            Initializer.Zeros => 0,
            Initializer.Constant => layer.InitialWeight,
            _ => throw new ArgumentOutOfRangeException(nameof(layer), layer.Initializer, "The generator resolves Initializer.Auto."),
        };

        double Uniform(double boundSquared) => Math.Sqrt(boundSquared) * (2 * random.NextDouble() - 1);

        double Normal(double variance) => Math.Sqrt(variance) * random.NextNormal();
    }
}
