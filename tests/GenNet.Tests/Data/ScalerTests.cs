namespace GenNet.Tests.Data;

public class ScalerTests
{
    private static readonly Dataset s_training = Dataset.FromArrays([1, 5, 10, 3, 5, 30, 5, 5, 20], 3, [2, 4, 6], 1);
    private static readonly Dataset s_labelled = Dataset.FromArrays([1, 2], 1, [0, 1]);

    [Fact]
    public void Standardised_features_have_mean_0_and_deviation_1()
    {
        StandardScaler scaler = StandardScaler.Fit(s_training);
        Assert.Equal([3, 5, 20], scaler.Offset.ToArray());
        Assert.Equal([Math.Sqrt(8 / 3.0), 1, Math.Sqrt(200 / 3.0)], scaler.Scale.ToArray());

        Dataset scaled = scaler.Transform(s_training);
        float step = (float)Math.Sqrt(1.5);
        Assert.Equal([-step, 0, -step, 0, 0, step, step, 0, 0], scaled.Features.ToArray());
        Assert.Equal([2, 4, 6], scaled.Targets.ToArray());
        Assert.Equal([1, 5, 10, 3, 5, 30, 5, 5, 20], s_training.Features.ToArray());
    }

    [Fact]
    public void Ranges_become_the_interval()
    {
        Assert.Equal([0, 0, 0, 0.5f, 0, 1, 1, 0, 0.5f], MinMaxScaler.Fit(s_training).Transform(s_training).Features.ToArray());
        Assert.Equal([-1, -1, -1, 0, -1, 1, 1, -1, 0], MinMaxScaler.Fit(s_training, -1, 1).Transform(s_training).Features.ToArray());
        Assert.Equal([-2, 1], MinMaxScaler.Fit(s_training).Transform(Dataset.FromArrays([-7, 6, -30], 3, [0f], 1)).Features[..2].ToArray());
    }

    [Fact]
    public void Columns_that_are_left_out_stay_as_they_are()
    {
        StandardScaler standard = StandardScaler.Fit(s_training, columns: 1..);
        Assert.Equal([0, 5, 20], standard.Offset.ToArray());
        Assert.Equal([1, 5, 10], MinMaxScaler.Fit(s_training, columns: 2..2).Transform(s_training).Features[..3].ToArray());
        Assert.Equal([0, 5, 10], MinMaxScaler.Fit(s_training, columns: ..1).Transform(s_training).Features[..3].ToArray());
        ArgumentException exception = Assert.Throws<ArgumentException>("columns", () => StandardScaler.Fit(s_training, columns: 2..4));
        Assert.StartsWith("The columns 2..4 were given; the samples have 3 features.", exception.Message);
    }

    [Fact]
    public void Other_data_are_scaled_by_what_training_data_told()
    {
        float[] rows = [7, 6, 20];
        StandardScaler.Fit(s_training).Transform(rows);
        Assert.Equal([(float)(4 / Math.Sqrt(8 / 3.0)), 1, 0], rows);
    }

    [Fact]
    public void Targets_are_scaled_and_predictions_brought_back()
    {
        foreach (Scaler scaler in new Scaler[] { StandardScaler.FitTargets(s_training), MinMaxScaler.FitTargets(s_training, -1, 1) })
        {
            Dataset scaled = scaler.Transform(s_training);
            Assert.Equal(s_training.Features.ToArray(), scaled.Features.ToArray());
            Assert.Equal(0, scaled.Targets[1]);
            Assert.Equal(-scaled.Targets[0], scaled.Targets[2]);

            float[] predictions = scaled.Targets.ToArray();
            scaler.InverseTransform(predictions);
            Assert.All(predictions.Zip(s_training.Targets.ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
        }
    }

    [Fact]
    public void Real_data_come_back_from_scaling()
    {
        var iris = Dataset.FromCsv(TestFile.Path("iris.csv"), new() { SkipLines = 1, LabelColumn = ^1 });
        foreach (Scaler scaler in new Scaler[] { StandardScaler.Fit(iris), MinMaxScaler.Fit(iris) })
        {
            float[] rows = scaler.Transform(iris).Features.ToArray();
            scaler.InverseTransform(rows);
            Assert.All(rows.Zip(iris.Features.ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
        }
    }

    [Fact]
    public void What_cannot_be_scaled_is_refused()
    {
        Refuses("only targets can be scaled", () => StandardScaler.FitTargets(s_labelled));
        Refuses("only targets can be scaled", () => MinMaxScaler.FitTargets(s_labelled));
        Refuses("Feature 1 holds NaN or infinity", () => StandardScaler.Fit(Dataset.FromArrays([1, float.NaN], 2, [0])));
        Refuses("Feature 0 holds NaN or infinity", () => MinMaxScaler.Fit(Dataset.FromArrays([float.PositiveInfinity, 1], 2, [0])));
        Refuses("Feature 1 holds NaN or infinity", () => MinMaxScaler.Fit(Dataset.FromArrays([1, 1, 1, float.NaN], 2, [0, 0])));
        Refuses("Target 0 holds NaN or infinity", () => StandardScaler.FitTargets(Dataset.FromArrays([1], 1, [float.NaN], 1)));
        Refuses("Samples of 1 features were given; the scaler was fitted to 3", () => StandardScaler.Fit(s_training).Transform(s_labelled));
        Refuses("Samples of 0 targets were given", () => StandardScaler.FitTargets(s_training).Transform(s_labelled));
        Refuses("4 numbers were given; rows of 3 columns", () => StandardScaler.Fit(s_training).Transform(new float[4]));
        Refuses("4 numbers were given; rows of 3 columns", () => StandardScaler.Fit(s_training).InverseTransform(new float[4]));
        Refuses("The interval [1, 1] was given", () => MinMaxScaler.Fit(s_training, 1, 1));
        Refuses("The interval [0, NaN] was given", () => MinMaxScaler.FitTargets(s_training, 0, float.NaN));
        Refuses("training", () => StandardScaler.Fit(null!));
        Refuses("dataset", () => StandardScaler.Fit(s_training).Transform((Dataset)null!));

        static void Refuses(string message, Action act) => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(act).Message);
    }
}
