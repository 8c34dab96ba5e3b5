namespace GenNet.Tests.Data;

public class RowsTests
{
    private sealed record House(float Area, int Rooms, float Price, string Kind);

    private static readonly House[] s_houses = [new(120, 4, 300, "terraced"), new(80, 3, 210, "flat"), new(200, 7, 650, "villa")];

    [Fact]
    public void Objects_become_samples()
    {
        Dataset prices = Dataset.FromRows(s_houses, house => [house.Area, house.Rooms], house => [house.Price]);
        Assert.Equal([120, 4, 80, 3, 200, 7], prices.Features.ToArray());
        Assert.Equal([300, 210, 650], prices.Targets.ToArray());

        Dataset large = Dataset.FromRows(
            s_houses.Where(house => house.Rooms > 3), house => [house.Area], house => house.Rooms > 5 ? 1 : 0, ["no", "yes"]);
        Assert.Equal([0, 1], large.Labels.ToArray());
        Assert.Equal(2, large.ClassCount);

        DoubleDataset kinds = DoubleDataset.FromRows(s_houses, house => [house.Area, house.Rooms], house => house.Kind);
        Assert.Equal(["flat", "terraced", "villa"], kinds.ClassNames);
        Assert.Equal([1, 0, 2], kinds.Labels.ToArray());
        Assert.Equal([200.0, 7], kinds.GetFeatures(2).ToArray());
        Assert.Equal([2], Dataset.FromRows([s_houses[1]], house => [house.Area], house => house.Kind, ["a", "b", "flat"]).Labels.ToArray());
    }

    [Fact]
    public void Rows_that_do_not_fit_are_refused()
    {
        House[] none = [];
        Refuses("0 rows of 0 features were given", () => Dataset.FromRows(none, house => [house.Area], house => [house.Price]));
        Refuses("3 rows of 0 targets were given", () => Dataset.FromRows(s_houses, house => [house.Area], house => Array.Empty<float>()));
        Refuses("Row 2 has 2 features; the rows before have 1", () => Dataset.FromRows(
            s_houses, house => house.Rooms > 5 ? [1, 2] : [1], house => [house.Price]));
        Refuses("Row 0 is of the class 'terraced'; expected one of flat", () => Dataset.FromRows(
            s_houses, house => [house.Area], house => house.Kind, ["flat"]));
        Refuses("labels[0] is 4", () => Dataset.FromRows(s_houses, house => [house.Area], house => house.Rooms, ["a"]));
        Refuses("rows", () => Dataset.FromRows((House[])null!, house => [house.Area], house => [house.Price]));

        static void Refuses(string message, Func<object> make) =>
            Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(make).Message);
    }
}
