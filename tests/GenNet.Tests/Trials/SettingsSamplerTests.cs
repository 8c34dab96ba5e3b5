namespace GenNet.Tests.Trials;

public sealed class SettingsSamplerTests
{
    private static IReadOnlyList<(string Name, double Uniform, double Log)> Draw(int count, int seed) => SettingsSampler.Sample(
        count, seed, sampler => (sampler.Choice("a", "b", "c"), sampler.Uniform(-1, 3), sampler.LogUniform(1e-4, 10)));

    [Fact]
    public void DrawsTheSameEverywhere()
    {
        (string name, double uniform, double log) = Draw(1, 1).Single();
        Assert.Equal(("c", 2.435298388577412), (name, uniform));
        Assert.Equal(0.10417487684514193, log, 1e-16);
        Assert.Equal(Draw(100, 1).Take(10), Draw(10, 1));
        Assert.NotEqual(Draw(10, 1), Draw(10, 2));
        Assert.NotEqual(Draw(10, -1), Draw(10, 1));
        Assert.Empty(Draw(0, 1));
    }

    [Fact]
    public void DrawsEvenly()
    {
        IReadOnlyList<(string Name, double Uniform, double Log)> draws = Draw(3000, 5);
        Assert.All(draws.CountBy(draw => draw.Name), name => Assert.InRange(name.Value, 900, 1100));
        Assert.All(draws.CountBy(draw => Math.Floor(draw.Uniform)), part => Assert.InRange(part.Value, 650, 850));
        Assert.All(draws.CountBy(draw => Math.Floor(Math.Log10(draw.Log))), decade => Assert.InRange(decade.Value, 500, 700));
        Assert.All(draws, draw => Assert.True(draw is { Uniform: >= -1 and <= 3, Log: >= 1e-4 and <= 10 }));
    }

    [Fact]
    public void RangesOfOneNumberGiveIt() => Assert.Equal(
        (0.3, 1e-300, 7),
        SettingsSampler.Sample(
            1, 1, sampler => (sampler.Uniform(0.3, 0.3), sampler.LogUniform(1e-300, 1e-300), sampler.Choice(7))).Single());

    [Fact]
    public void RefusesWhatIsNoRange()
    {
        static void Draw(Action<SettingsSampler> draw) => SettingsSampler.Sample(1, 1, sampler =>
        {
            draw(sampler);
            return 0;
        });

        Assert.Throws<ArgumentOutOfRangeException>("count", () => SettingsSampler.Sample(-1, 1, _ => 0));
        Assert.Throws<ArgumentNullException>("draw", () => SettingsSampler.Sample<int>(1, 1, null!));
        Assert.Throws<ArgumentException>("values", () => Draw(sampler => sampler.Choice<int>()));
        Assert.Throws<ArgumentOutOfRangeException>("most", () => Draw(sampler => sampler.Uniform(2, 1)));
        Assert.Throws<ArgumentOutOfRangeException>("least", () => Draw(sampler => sampler.Uniform(double.NaN, 1)));
        Assert.Throws<ArgumentOutOfRangeException>("most", () => Draw(sampler => sampler.Uniform(0, double.PositiveInfinity)));
        Assert.Throws<ArgumentOutOfRangeException>("least", () => Draw(sampler => sampler.LogUniform(0, 1)));
        Assert.Throws<ArgumentOutOfRangeException>("most", () => Draw(sampler => sampler.LogUniform(1, 0.5)));
        Assert.Throws<ArgumentOutOfRangeException>("most", () => Draw(sampler => sampler.LogUniform(1e-300, 1e300)));
    }
}
