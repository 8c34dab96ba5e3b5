using GenNet.Reports;

namespace GenNet.Tests.Reports;

/// <summary>What is written beside an axis.</summary>
public sealed class AxisTests
{
    private const double DigitWidth = 7; // Of the drawing's text, in the drawing's units.

    [Fact]
    public void NumbersOnALogarithmicAxisHaveRoomAndAreSeveral()
    {
        foreach (double low in new[] { 1e-4, 1.1e-4, 3e-4, 0.7, 0.9, 1, 2, 12 })
        {
            foreach (double span in new double[] { 50, 80, 99, 100, 101, 500, 800, 1000, 5000, 10_000, 1e5 })
            {
                Axis axis = Axis.For([low, low * span]);
                Assert.True(axis.IsLogarithmic);
                Assert.True(axis.Ticks.Count >= 2, $"{low} to {low * span}: {string.Join(", ", axis.Ticks)}");
                foreach ((double left, double right) in axis.Ticks.Zip(axis.Ticks.Skip(1)))
                {
                    double distance = (axis.Place(right) - axis.Place(left)) * Plot.Columns;
                    double needed = DigitWidth * (Text.Of(left).Length + Text.Of(right).Length) / 2;
                    Assert.True(distance > needed, $"{low} to {low * span}: {left} and {right} are {distance} apart and need {needed}.");
                }
            }
        }
    }
}
