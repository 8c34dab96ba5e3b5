namespace GenNet.Tests.Data;

/// <summary>Parts with the classes' shares, three parts, and groups that stay together.</summary>
public class PartitionTests
{
    /// <summary>Samples of given classes whose feature is their number.</summary>
    private static Dataset Labelled(params int[] classSizes)
    {
        int[] labels = [.. classSizes.SelectMany((size, label) => Enumerable.Repeat(label, size))];
        return Dataset.FromArrays([.. Enumerable.Range(0, labels.Length).Select(i => (float)i)], 1, labels);
    }

    private static int[] CountsOf(Dataset dataset)
    {
        var counts = new int[dataset.ClassCount];
        foreach (int label in dataset.Labels)
            counts[label]++;
        return counts;
    }

    private static void DealsOutAll(Dataset whole, params Dataset[] parts) =>
        Assert.Equal(whole.Features.ToArray(), parts.SelectMany(part => part.Features.ToArray()).Order());

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void A_stratified_split_keeps_the_classes_shares(int seed)
    {
        Dataset whole = Labelled(100, 50, 5);
        (Dataset training, Dataset test) = whole.Split(0.8, seed, stratified: true);
        Assert.Equal([80, 40, 4], CountsOf(training));
        Assert.Equal([20, 10, 1], CountsOf(test));
        DealsOutAll(whole, training, test);
    }

    [Fact]
    public void Stratified_folds_keep_the_classes_shares()
    {
        Dataset whole = Labelled(23, 11, 7);
        (Dataset Training, Dataset Validation)[] folds = [.. whole.KFold(5, seed: 3, stratified: true)];
        Assert.All(folds, fold =>
        {
            int[] counts = CountsOf(fold.Validation);
            Assert.InRange(counts[0], 4, 5);
            Assert.InRange(counts[1], 2, 3);
            Assert.InRange(counts[2], 1, 2);
            Assert.InRange(fold.Validation.Count, 8, 9);
            DealsOutAll(whole, fold.Training, fold.Validation);
        });
        DealsOutAll(whole, [.. folds.Select(fold => fold.Validation)]);
    }

    [Fact]
    public void Three_parts_have_their_shares()
    {
        Dataset whole = Labelled(50, 50);
        (Dataset training, Dataset validation, Dataset test) = whole.Split(0.6, 0.2, seed: 1);
        Assert.Equal((60, 20, 20), (training.Count, validation.Count, test.Count));
        DealsOutAll(whole, training, validation, test);

        (training, validation, test) = whole.Split(0.6, 0.2, seed: 1, stratified: true);
        Assert.Equal([30, 30], CountsOf(training));
        Assert.Equal([10, 10], CountsOf(validation));
        Assert.Equal([10, 10], CountsOf(test));
        DealsOutAll(whole, training, validation, test);
    }

    [Fact]
    public void A_seed_tells_how_samples_are_dealt_out()
    {
        Dataset whole = Labelled(20, 20);
        Assert.Equal(First(1), First(1));
        Assert.NotEqual(First(1), First(2));

        float[] First(int seed) => whole.Split(0.5, seed, stratified: true).Training.Features.ToArray();
    }

    [Fact]
    public void Groups_stay_together()
    {
        Dataset whole = Labelled(60, 60);
        int[] groups = [.. Enumerable.Range(0, 120).Select(i => i * i % 17)];
        (Dataset training, Dataset validation, Dataset test) = whole.Split(0.6, 0.2, seed: 1, groups: groups);
        Apart(training, validation, test);
        Assert.InRange(training.Count, 62, 82);
        Dataset[] folds = [.. whole.KFold(4, seed: 1, groups: groups).Select(fold => fold.Validation)];
        Apart(folds);
        Assert.All(folds, fold => Assert.InRange(fold.Count, 24, 36));

        void Apart(params Dataset[] parts)
        {
            DealsOutAll(whole, parts);
            int[][] groupsOf = [.. parts.Select(part => part.Features.ToArray().Select(i => groups[(int)i]).Distinct().ToArray())];
            Assert.Equal(groups.Distinct().Order(), groupsOf.SelectMany(one => one).Order());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void Stratified_groups_stay_together_and_keep_the_classes_shares(int seed)
    {
        // Forty patients of ten samples; every fourth has the rare class.
        Dataset whole = Labelled(300, 100);
        int[] groups = [.. Enumerable.Range(0, 400).Select(i => i / 10)];
        (Dataset training, Dataset test) = whole.Split(0.8, seed, stratified: true, groups: groups);
        Assert.Equal([240, 80], CountsOf(training));
        Assert.Equal([60, 20], CountsOf(test));
        Dataset[] folds = [.. whole.KFold(5, seed, stratified: true, groups: groups).Select(fold => fold.Validation)];
        DealsOutAll(whole, folds);
        Assert.All(folds, fold => Assert.Equal([60, 20], CountsOf(fold)));
        Assert.All(folds, fold => Assert.Equal(8, fold.Features.ToArray().Select(i => groups[(int)i]).Distinct().Count()));
    }

    [Fact]
    public void Mixed_groups_come_near_the_classes_shares()
    {
        // Groups of unequal size and mixture, as sessions have.
        Dataset whole = Labelled(200, 100, 20);
        int[] groups = [.. Enumerable.Range(0, 320).Select(i => i * i % 61)];
        foreach ((_, Dataset fold) in whole.KFold(4, seed: 3, stratified: true, groups: groups))
        {
            int[] counts = CountsOf(fold);
            Assert.InRange(counts[0], 42, 58);
            Assert.InRange(counts[1], 20, 30);
            Assert.InRange(counts[2], 3, 7);
        }
    }

    [Fact]
    public void What_cannot_be_parted_so_is_refused()
    {
        Dataset whole = Labelled(4, 4), targets = Dataset.FromArrays(new float[4], 1, new float[4], 1);
        int[] two = [1, 1, 1, 1, 2, 2, 2, 2];
        Refuses("only samples with labels can be stratified", () => targets.Split(0.5, 0, stratified: true));
        Refuses("1 groups were given; 8 samples need 8", () => whole.Split(0.5, 0, groups: [1]));
        Refuses("3 parts cannot be made of whole groups, of which there are 2", () => whole.KFold(3, 0, groups: two));
        Refuses("the fractions 0.9 and 0.1 of 8 samples are 7 for training and 1 for validation", () => whole.Split(0.9, 0.1, 0));
        Refuses("NaN for training", () => whole.Split(double.NaN, 0.1, 0));

        static void Refuses(string message, Func<object> part) =>
            Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(part).Message, StringComparison.OrdinalIgnoreCase);
    }
}
