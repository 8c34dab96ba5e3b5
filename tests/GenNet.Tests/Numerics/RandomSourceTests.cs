using GenNet.Numerics;

namespace GenNet.Tests.Numerics;

public class RandomSourceTests
{
    [Fact]
    public void The_sequence_is_that_of_the_published_algorithms()
    {
        // From the authors' C sources: splitmix64.c with x = 42 fills the state of xoshiro256starstar.c.
        var random = new RandomSource(42);
        ulong[] expected = [1546998764402558742, 6990951692964543102, 12544586762248559009, 17057574109182124193];
        Assert.All(expected, value => Assert.Equal(value, random.NextUInt64()));
    }

    [Fact]
    public void Doubles_are_the_upper_53_bits()
    {
        var bits = new RandomSource(7);
        var random = new RandomSource(7);
        for (int i = 0; i < 1000; i++)
        {
            double value = random.NextDouble();
            Assert.InRange(value, 0, 1 - double.Pow(2, -53));
            Assert.Equal(bits.NextUInt64() >> 11, (ulong)(value * double.Pow(2, 53)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(1 << 30)]
    [InlineData(int.MaxValue)]
    public void Integers_fill_their_range_evenly(int bound)
    {
        var random = new RandomSource(1);
        const int Draws = 100_000;
        double sum = 0;
        for (int i = 0; i < Draws; i++)
        {
            int value = random.NextInt(bound);
            Assert.InRange(value, 0, bound - 1);
            sum += value;
        }

        // Five standard deviations of the mean of uniform numbers.
        double tolerance = 5.0 * bound / Math.Sqrt(12.0 * Draws);
        Assert.InRange(sum / Draws - (bound - 1) / 2.0, -tolerance, tolerance);
    }

    [Fact]
    public void A_bound_below_one_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomSource(0).NextInt(0));

    [Fact]
    public void A_shuffle_keeps_every_item_and_makes_every_order()
    {
        var random = new RandomSource(3);
        var seen = new Dictionary<string, int>();
        for (int i = 0; i < 6000; i++)
        {
            char[] items = ['a', 'b', 'c'];
            random.Shuffle<char>(items);
            string order = new(items);
            seen[order] = seen.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(6, seen.Count);
        Assert.All(seen, order => Assert.Equal("abc", string.Concat(order.Key.Order())));
        Assert.All(seen.Values, count => Assert.InRange(count, 850, 1150));
    }
}
