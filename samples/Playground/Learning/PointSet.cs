namespace GenNet.Playground.Learning;

/// <summary>Points to start from, for visitors who do not draw their own.</summary>
/// <param name="Name">What the visitor reads.</param>
/// <param name="Subject">What it is to be learnt as.</param>
/// <param name="Draw">Draws the points.</param>
public sealed record PointSet(string Name, Subject Subject, Func<Random, IEnumerable<Sample>> Draw)
{
    private const int Count = 120;

    /// <summary>All of them, the one that the page opens with first of its subject.</summary>
    public static IReadOnlyList<PointSet> All { get; } =
    [
        new("Moons", Subject.Classes, random => Classes(random, (t, own) => own == 0
            ? (0.5 * Math.Cos(Math.PI * t) - 0.22, 0.6 * Math.Sin(Math.PI * t) - 0.1)
            : (0.22 - 0.5 * Math.Cos(Math.PI * t), 0.1 - 0.6 * Math.Sin(Math.PI * t)))),
        new("Rings", Subject.Classes, random => Classes(random, (t, own) =>
            (Math.Cos(Math.Tau * t) * (own == 0 ? 0.25 : 0.75), Math.Sin(Math.Tau * t) * (own == 0 ? 0.25 : 0.75)))),
        new("Quarters", Subject.Classes, Quarters),
        new("Spirals", Subject.Classes, random => Classes(random, (t, own) =>
            (0.85 * t * Math.Cos(7 * t + own * Math.PI), 0.85 * t * Math.Sin(7 * t + own * Math.PI)), 0.02)),
        new("Wave", Subject.Curve, random => Curve(random, x => 0.6 * Math.Sin(4.5 * x))),
        new("Step", Subject.Curve, random => Curve(random, x => x < 0 ? -0.5 : 0.5)),
        new("Hill", Subject.Curve, random => Curve(random, x => 1.1 * Math.Exp(-8 * x * x) - 0.5)),
    ];

    private static IEnumerable<Sample> Classes(Random random, Func<double, int, (double X, double Y)> place, double spread = 0.06)
    {
        for (int i = 0; i < Count; i++)
        {
            (double x, double y) = place((i / 2 + 0.5) / (Count / 2), i % 2);
            yield return new((float)(x + spread * Normal(random)), (float)(y + spread * Normal(random)), i % 2);
        }
    }

    private static IEnumerable<Sample> Quarters(Random random)
    {
        for (int i = 0; i < Count; i++)
        {
            int right = i & 1, upper = (i >> 1) & 1;
            yield return new(Side(right), Side(upper), right ^ upper);
        }

        float Side(int positive) => (float)((positive * 2 - 1) * (0.1 + 0.8 * random.NextDouble()));
    }

    private static IEnumerable<Sample> Curve(Random random, Func<double, double> height)
    {
        for (int i = 0; i < Count / 2; i++)
        {
            double x = -0.95 + 1.9 * i / (Count / 2 - 1);
            yield return new((float)x, (float)(height(x) + 0.05 * Normal(random)), 0);
        }
    }

    /// <summary>A number of the standard normal distribution, by Box and Muller.</summary>
    internal static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());
}
