namespace GenNet.Tests.Data;

public class DatasetTests
{
    /// <summary>n samples whose two features and whose target tell their number.</summary>
    private static Dataset Numbered(int n)
    {
        float[] features = [.. Enumerable.Range(0, n).SelectMany(i => new float[] { i, -i })];
        float[] targets = [.. Enumerable.Range(0, n).Select(i => 10f * i)];
        return Dataset.FromArrays(features, 2, targets, 1);
    }

    private static int[] NumbersOf(Dataset dataset)
    {
        for (int i = 0; i < dataset.Count; i++)
        {
            float number = dataset.GetFeatures(i)[0];
            Assert.Equal([number, -number], dataset.GetFeatures(i).ToArray());
            Assert.Equal([10 * number], dataset.GetTargets(i).ToArray());
        }

        return [.. Enumerable.Range(0, dataset.Count).Select(i => (int)dataset.GetFeatures(i)[0])];
    }

    [Fact]
    public void Targets_are_kept_with_their_features()
    {
        var dataset = Dataset.FromArrays([1, 2, 3, 4, 5, 6], 3, [7, 8, 9, 10], 2);
        Assert.Equal((2, 3, 2), (dataset.Count, dataset.FeatureCount, dataset.TargetCount));
        Assert.Equal((false, 0), (dataset.HasLabels, dataset.ClassCount));
        Assert.Equal([4, 5, 6], dataset.GetFeatures(1).ToArray());
        Assert.Equal([9, 10], dataset.GetTargets(1).ToArray());
        Assert.Equal([1, 2, 3, 4, 5, 6], dataset.Features.ToArray());
        Assert.Equal([7, 8, 9, 10], dataset.Targets.ToArray());
        Assert.True(dataset.Labels.IsEmpty);
    }

    [Fact]
    public void Labels_are_kept_with_their_features()
    {
        var dataset = Dataset.FromArrays([1, 2, 3], 1, [2, 0, 2]);
        Assert.Equal((3, 1, 0), (dataset.Count, dataset.FeatureCount, dataset.TargetCount));
        Assert.Equal((true, 3), (dataset.HasLabels, dataset.ClassCount));
        Assert.Equal([2, 0, 2], dataset.Labels.ToArray());
        Assert.True(dataset.Targets.IsEmpty);
        Assert.True(dataset.GetTargets(1).IsEmpty);
        Assert.Empty(dataset.ClassNames);
    }

    [Fact]
    public void Class_names_tell_the_number_of_classes()
    {
        var dataset = Dataset.FromArrays([1, 2], 1, [0, 1], ["a", "b", "c"]);
        Assert.Equal(3, dataset.ClassCount);
        Assert.Equal(["a", "b", "c"], dataset.ClassNames);
    }

    [Fact]
    public void Two_dimensional_arrays_bring_their_shapes()
    {
        var dataset = Dataset.FromArrays(new float[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }, new float[,] { { 7 }, { 8 }, { 9 } });
        Assert.Equal((3, 2, 1), (dataset.Count, dataset.FeatureCount, dataset.TargetCount));
        Assert.Equal([3, 4], dataset.GetFeatures(1).ToArray());
        Assert.Equal([8], dataset.GetTargets(1).ToArray());
        Assert.Equal([0, 1, 1], Dataset.FromArrays(new float[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }, [0, 1, 1]).Labels.ToArray());
    }

    [Fact]
    public void Later_changes_of_the_arrays_do_not_matter()
    {
        float[] features = [1, 2];
        int[] labels = [0, 1];
        string[] names = ["a", "b"];
        var dataset = Dataset.FromArrays(features, 1, labels, names);
        features[0] = 9;
        labels[0] = 9;
        names[0] = "x";
        Assert.Equal([1, 2], dataset.Features.ToArray());
        Assert.Equal([0, 1], dataset.Labels.ToArray());
        Assert.Equal("a", dataset.ClassNames[0]);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        Refuses("5 features were given; samples of 2 features need a multiple of 2", () => Dataset.FromArrays([1, 2, 3, 4, 5], 2, [0, 1]));
        Refuses("0 features were given", () => Dataset.FromArrays([], 2, [1, 2], 1));
        Refuses("0 features were given", () => Dataset.FromArrays(new float[0, 2], new float[0, 1]));
        Refuses("3 targets were given; 2 samples of 1 targets need 2", () => Dataset.FromArrays([1, 2], 1, [1, 2, 3], 1));
        Refuses("3 labels were given; 2 samples need 2", () => Dataset.FromArrays([1, 2], 1, [1, 2, 3]));
        Refuses("labels[1] is -1; it must be from 0 to", () => Dataset.FromArrays([1, 2], 1, [0, -1]));
        Refuses("labels[1] is 2; it must be from 0 to 1", () => Dataset.FromArrays([1, 2], 1, [0, 2], ["a", "b"]));
        Refuses("A class name is null", () => Dataset.FromArrays([1, 2], 1, [0, 1], ["a", null!]));
        Refuses("featureCount", () => Dataset.FromArrays([1, 2], 0, [1, 2], 1));
        Refuses("targetCount", () => Dataset.FromArrays([1, 2], 1, [1, 2], 0));
        Refuses("features", () => Dataset.FromArrays(null!, new float[1, 1]));
        Refuses("targets", () => Dataset.FromArrays(new float[1, 1], null!));

        static void Refuses(string message, Func<object> make) =>
            Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(make).Message);
    }

    [Fact]
    public void Samples_that_do_not_exist_are_refused()
    {
        Dataset dataset = Numbered(3);
        Assert.Throws<ArgumentOutOfRangeException>(() => dataset.GetFeatures(3).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => dataset.GetTargets(-1).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => dataset.Subset([0, 3]));
        Assert.Throws<ArgumentException>(() => dataset.Subset([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => dataset.Slice(3, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => dataset.Slice(1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => dataset.Slice(1, 0));
    }

    [Fact]
    public void Parts_hold_the_samples_named()
    {
        Dataset dataset = Numbered(5);
        Assert.Equal([4, 1, 1], NumbersOf(dataset.Subset([4, 1, 1])));
        Assert.Equal([1, 2, 3], NumbersOf(dataset.Slice(1, 3)));
        Assert.Equal([3, 4], NumbersOf(dataset[3..]));

        var labelled = Dataset.FromArrays([1, 2, 3], 1, [0, 1, 2], ["a", "b", "c"]);
        Assert.Equal([1], labelled[1..2].Labels.ToArray());
        Assert.Equal([0, 2], labelled.Subset([0, 2]).Labels.ToArray());
        Assert.Equal((3, "c"), (labelled[..1].ClassCount, labelled.Subset([0]).ClassNames[2]));
    }

    [Fact]
    public void A_split_deals_out_every_sample_once()
    {
        (Dataset training, Dataset test) = Numbered(10).Split(0.75, seed: 1);
        Assert.Equal((8, 2), (training.Count, test.Count));
        Assert.Equal(Enumerable.Range(0, 10), NumbersOf(training).Concat(NumbersOf(test)).Order());
    }

    [Fact]
    public void A_split_is_told_by_its_seed()
    {
        Dataset dataset = Numbered(10);
        Assert.Equal([3, 6, 1, 5, 0], NumbersOf(dataset.Split(0.5, seed: 1).Training));
        Assert.NotEqual(NumbersOf(dataset.Split(0.5, seed: 1).Training), NumbersOf(dataset.Split(0.5, seed: 2).Training));
        Assert.NotEqual(NumbersOf(dataset.Split(0.5, seed: 1).Training), NumbersOf(dataset.Split(0.5, seed: -1).Training));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.01)]
    [InlineData(0.99)]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_split_without_samples_on_a_side_is_refused(double fraction) =>
        Assert.Contains("each part needs at least 1", Assert.Throws<ArgumentException>(() => Numbered(10).Split(fraction, 0)).Message);

    [Fact]
    public void Each_sample_is_in_one_validation_fold()
    {
        (Dataset Training, Dataset Validation)[] folds = [.. Numbered(11).KFold(3, seed: 5)];
        Assert.Equal([3, 4, 4], folds.Select(fold => fold.Validation.Count));
        Assert.Equal(Enumerable.Range(0, 11), folds.SelectMany(fold => NumbersOf(fold.Validation)).Order());
        Assert.All(folds, fold => Assert.Equal(
            Enumerable.Range(0, 11), NumbersOf(fold.Training).Concat(NumbersOf(fold.Validation)).Order()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    public void Too_few_or_too_many_folds_are_refused_at_once(int folds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbered(11).KFold(folds, 0));
}
