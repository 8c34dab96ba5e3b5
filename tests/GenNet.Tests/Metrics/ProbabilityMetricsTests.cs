namespace GenNet.Tests.Metrics;

using Metrics = GenNet.Metrics;

/// <summary>
/// Measures of scores and probabilities, by hand and by the examples of scikit-learn's documentation.
/// </summary>
public sealed class ProbabilityMetricsTests
{
    private static readonly double[] s_scores = [0.1, 0.4, 0.35, 0.8];
    private static readonly int[] s_labels = [0, 0, 1, 1];

    [Fact]
    public void Roc_auc_is_the_chance_to_rank_rightly()
    {
        Assert.Equal(0.75, Metrics.RocAuc(s_scores, s_labels)); // roc_auc_score's example
        Assert.Equal(1, Metrics.RocAuc([-3f, -2, 5, 9], s_labels));
        Assert.Equal(0, Metrics.RocAuc([9f, 5, -2, -3], s_labels));
        Assert.Equal(0.5, Metrics.RocAuc([1f, 1, 1, 1], s_labels));
        Assert.Equal((1 + 0.5 + 1 + 1) / 4, Metrics.RocAuc([0, 0.5, 0.5, 1], s_labels));
        Assert.Equal(1, Metrics.RocAuc([double.NegativeInfinity, 0, 1, double.PositiveInfinity], s_labels));

        // Two outputs are those of one: the second counts.
        Assert.Equal(0.75, Metrics.RocAuc([0.9, 0.1, 0.6, 0.4, 0.65, 0.35, 0.2, 0.8], s_labels));
    }

    [Fact]
    public void Roc_auc_of_several_classes_is_the_mean_against_the_others()
    {
        double[] outputs = [0.7, 0.2, 0.1, 0.3, 0.4, 0.3, 0.2, 0.5, 0.3, 0.1, 0.2, 0.7];
        int[] labels = [0, 1, 2, 2];

        // 0 against 1, 2, 2: 3 of 3 pairs; 1: of 0.4 against 0.2, 0.5, 0.2 2 of 3; 2: 0.3 and 0.7 against 0.1 and 0.3, 3.5 of 4.
        Assert.Equal((1 + 2 / 3.0 + 3.5 / 4) / 3, Metrics.RocAuc(outputs, labels), 1e-15);
    }

    [Fact]
    public void Average_precision_steps_by_recall()
    {
        Assert.Equal(0.8333333333333333, Metrics.AveragePrecision(s_scores, s_labels), 1e-15); // average_precision_score's example
        Assert.Equal(1, Metrics.AveragePrecision([-3f, -2, 5, 9], s_labels));
        Assert.Equal(0.5, Metrics.AveragePrecision([1f, 1, 1, 1], s_labels)); // one threshold: all positive
        Assert.Equal(0.5 * 1 + 0.5 * (2 / 3.0), Metrics.AveragePrecision([0, 0.5, 0.5, 1], s_labels), 1e-15);
    }

    [Fact]
    public void Log_loss_is_the_mean_of_minus_log_p()
    {
        // log_loss(["spam", "ham", "ham", "spam"], [[.1, .9], [.9, .1], [.8, .2], [.35, .65]]), with ham as 0
        double[] outputs = [0.1, 0.9, 0.9, 0.1, 0.8, 0.2, 0.35, 0.65];
        Assert.Equal(0.21616, Metrics.LogLoss(outputs, [1, 0, 0, 1]), 1e-5);
        Assert.Equal(0.21616, Metrics.LogLoss([0.9, 0.1, 0.2, 0.65], [1, 0, 0, 1]), 1e-5);
        Assert.Equal(-Math.Log(Math.Pow(2, -23)), Metrics.LogLoss([0f], [1]), 1e-12);
        Assert.Equal(-Math.Log(Math.Pow(2, -52)), Metrics.LogLoss([1.0], [0]), 1e-12);
    }

    [Fact]
    public void Brier_score_is_a_squared_distance()
    {
        Assert.Equal(0.0375, Metrics.BrierScore([0.1, 0.9, 0.8, 0.3], [0, 1, 1, 0]), 1e-15); // brier_score_loss's example
        Assert.Equal(0.0375, Metrics.BrierScore([0.9, 0.1, 0.1, 0.9, 0.2, 0.8, 0.7, 0.3], [0, 1, 1, 0]), 1e-15);
        Assert.Equal((0.04 + 0.01 + 0.01 + 0.25 + 0.16 + 0.01) / 2, Metrics.BrierScore([0.8, 0.1, 0.1, 0.5, 0.6, 0.1], [0, 1]), 1e-15);
        Assert.Equal(2, Metrics.BrierScore([1f, 0, 0], [2]));
    }

    [Fact]
    public void Top_k_counts_the_greatest()
    {
        // top_k_accuracy_score's example
        double[] outputs = [0.5, 0.2, 0.2, 0.3, 0.4, 0.2, 0.2, 0.4, 0.3, 0.7, 0.2, 0.1];
        int[] labels = [0, 1, 2, 2];
        Assert.Equal(0.75, Metrics.TopKAccuracy(outputs, labels, 2));
        Assert.Equal(Metrics.Accuracy(outputs, labels), Metrics.TopKAccuracy(outputs, labels, 1));
        Assert.Equal(1, Metrics.TopKAccuracy(outputs, labels, 3));
        Assert.Equal(0.5, Metrics.TopKAccuracy([1f, 1, 1, 1], [0, 1], 1)); // equal outputs: the first
    }

    [Fact]
    public void Weights_count_as_copies()
    {
        double[] outputs = [0.1, 0.4, 0.35, 0.8, 0.4], copies = [0.1, 0.1, 0.4, 0.35, 0.35, 0.35, 0.8];
        int[] labels = [0, 0, 1, 1, 1], copied = [0, 0, 0, 1, 1, 1, 1];
        double[] weights = [2, 1, 3, 1, 0];
        Assert.Equal(Metrics.RocAuc(copies, copied), Metrics.RocAuc(outputs, labels, weights), 1e-15);
        Assert.Equal(Metrics.AveragePrecision(copies, copied), Metrics.AveragePrecision(outputs, labels, weights), 1e-15);
        Assert.Equal(Metrics.LogLoss(copies, copied), Metrics.LogLoss(outputs, labels, weights), 1e-15);
        Assert.Equal(Metrics.BrierScore(copies, copied), Metrics.BrierScore(outputs, labels, weights), 1e-15);
        Assert.Equal(
            Metrics.TopKAccuracy([0.6, 0.4, 0.6, 0.4, 0.3, 0.7], [1, 1, 1], 1),
            Metrics.TopKAccuracy([0.6, 0.4, 0.3, 0.7], [1, 1], 1, [2, 1]));
    }

    [Fact]
    public void What_cannot_be_judged_is_refused()
    {
        Refuses("Of class 1 there are no samples", () => Metrics.RocAuc([0.1f, 0.2f], [0, 0]));
        Refuses("Of class 1 there are no samples", () => Metrics.AveragePrecision([0.1f, 0.2f], [0, 1], [1, 0]));
        Refuses("outputs[1] is NaN", () => Metrics.RocAuc([0.1f, float.NaN], [0, 1]));
        Refuses("outputs[0] is -0.5; a probability is from 0 to 1", () => Metrics.LogLoss([-0.5, 1], [0, 1]));
        Refuses("outputs[1] is 1.5", () => Metrics.BrierScore([0.5, 1.5], [0, 1]));
        Refuses("labels[1] is 2", () => Metrics.LogLoss([0.5, 0.5], [0, 2]));
        Refuses("3 outputs were given", () => Metrics.RocAuc([0.1f, 0.2f, 0.3f], [0, 1]));
        Refuses("1 weights were given", () => Metrics.BrierScore([0.5, 0.5], [0, 1], [1]));
        Refuses("sampleWeights[0] is -1", () => Metrics.BrierScore([0.5, 0.5], [0, 1], [-1, 1]));
        Refuses("All weights are 0", () => Metrics.LogLoss([0.5, 0.5], [0, 1], [0, 0]));
        Refuses("need at least 2", () => Metrics.TopKAccuracy([0.1f, 0.2f], [0, 1], 1));
        Refuses("k", () => Metrics.TopKAccuracy([0.1f, 0.2f], [0], 3));

        static void Refuses(string message, Action act) => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(act).Message);
    }
}
