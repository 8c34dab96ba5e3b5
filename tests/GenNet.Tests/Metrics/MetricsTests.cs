namespace GenNet.Tests.Metrics;

using Metrics = GenNet.Metrics;

public class MetricsTests
{
    [Fact]
    public void The_greatest_output_is_the_class()
    {
        Assert.Equal(2, Metrics.PredictedLabel([0.1f, 0.2f, 0.7f]));
        Assert.Equal(1, Metrics.PredictedLabel([-3, -1, -1]));
    }

    [Fact]
    public void A_single_output_is_compared_with_the_threshold()
    {
        Assert.Equal(0, Metrics.PredictedLabel([0.5f]));
        Assert.Equal(1, Metrics.PredictedLabel([0.51f]));
        Assert.Equal(1, Metrics.PredictedLabel([0.1f], threshold: 0));
    }

    [Fact]
    public void Accuracy_is_the_share_told_rightly()
    {
        Assert.Equal(2 / 3.0, Metrics.Accuracy([0.9f, 0.1f, 0.2f, 0.8f, 0.6f, 0.4f], [0, 1, 1]));
        Assert.Equal(0.75, Metrics.Accuracy([0.9f, 0.1f, 0.2f, 0.8f], [1, 0, 1, 1]));
        Assert.Equal(1, Metrics.Accuracy([-0.5f, 0.4f], [0, 1], threshold: 0));
    }

    [Fact]
    public void Errors_are_means_over_all_numbers()
    {
        Assert.Equal((1 + 4 + 0 + 9) / 4.0, Metrics.MeanSquaredError([1, 2, 3, 4], [2, 0, 3, 1]));
        Assert.Equal((1 + 2 + 0 + 3) / 4.0, Metrics.MeanAbsoluteError([1, 2, 3, 4], [2, 0, 3, 1]));
    }

    [Fact]
    public void Sums_do_not_drown_small_errors()
    {
        float[] targets = new float[1 << 20];
        float[] predictions = [.. targets.Select(_ => 0.1f)];
        predictions[0] = 10_000;
        double expected = (1e8 + ((1 << 20) - 1) * (double)0.1f * 0.1f) / (1 << 20);
        Assert.Equal(expected, Metrics.MeanSquaredError(predictions, targets), 1e-6);
    }

    [Fact]
    public void R2_is_the_share_of_variance_explained()
    {
        // The example of scikit-learn's documentation of r2_score.
        Assert.Equal(0.9486081370449679, Metrics.R2([2.5f, 0, 2, 8], [3, -0.5f, 2, 7]), 1e-15);
        Assert.Equal(1, Metrics.R2([1, 2, 3], [1, 2, 3]));
        Assert.Equal(0, Metrics.R2([2, 2, 2], [1, 2, 3]));
        Assert.Equal(-3, Metrics.R2([3, 2, 1], [1, 2, 3]));
    }

    [Fact]
    public void R2_of_several_targets_is_their_average()
    {
        float[] predictions = [1, 2, 2, 2, 3, 2];
        float[] targets = [1, 1, 2, 2, 3, 3];
        Assert.Equal([1, 0], Metrics.R2PerTarget(predictions, targets, 2));
        Assert.Equal(0.5, Metrics.R2(predictions, targets, 2));
    }

    [Fact]
    public void R2_of_a_constant_target_is_1_or_0()
    {
        Assert.Equal(1, Metrics.R2([2, 2], [2, 2]));
        Assert.Equal(0, Metrics.R2([2, 3], [2, 2]));
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        Refuses("No outputs were given", () => Metrics.PredictedLabel([]));
        Refuses("No labels were given", () => Metrics.Accuracy([1], []));
        Refuses("3 outputs were given; 2 labels need a multiple of 2", () => Metrics.Accuracy([1, 2, 3], [0, 1]));
        Refuses("0 outputs were given", () => Metrics.Accuracy([], [0, 1]));
        Refuses("1 predictions were given; 2 targets need 2", () => Metrics.MeanSquaredError([1], [1, 2]));
        Refuses("0 targets were given", () => Metrics.MeanAbsoluteError([], []));
        Refuses("3 targets were given; 2 a sample need a multiple of 2", () => Metrics.R2([1, 2, 3], [1, 2, 3], 2));
        Refuses("targetCount", () => Metrics.R2([1], [1], 0));

        static void Refuses(string message, Func<object> measure) =>
            Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(measure).Message);
    }
}
