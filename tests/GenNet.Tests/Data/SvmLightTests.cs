using GenNet.Tests.ModelFiles;

namespace GenNet.Tests.Data;

public sealed class SvmLightTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Write(string text)
    {
        string path = _folder.File("data.svm");
        File.WriteAllText(path, text);
        return path;
    }

    [Fact]
    public void Features_that_are_not_named_are_zero()
    {
        Dataset dataset = Dataset.FromSvmLight(Write("# a comment\n+1 1:0.5 3:2 # first\n\n-1 qid:7 2:-1e1\n+1\n"));
        Assert.Equal([0.5f, 0, 2, 0, -10, 0, 0, 0, 0], dataset.Features.ToArray());
        Assert.Equal(["-1", "1"], dataset.ClassNames);
        Assert.Equal([1, 0, 1], dataset.Labels.ToArray());
    }

    /// <summary>A line of 20 bytes may name a feature whose array nothing could hold.</summary>
    [Theory]
    [InlineData("1 2000000000:1\n2 1:1\n", "2 samples of 2000000000 features are more numbers than an array holds")]
    [InlineData("1 2147483647:1\n", "line 1: '2147483647:1' was found")]
    [InlineData("1 1:1\n1 999999999:1\n", "2 numbers are named, of 2 samples of 999999999 features by the highest index; give")]
    public void An_index_that_asks_for_too_much_is_refused(string text, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Dataset.FromSvmLight(Write(text))).Message);

    [Theory]
    [InlineData("1 16777216:1\n", null)]
    [InlineData("1 16777217:1\n", 16_777_217)]
    public void Many_features_are_read_where_they_are_meant_or_few_enough(string text, int? featureCount) =>
        Assert.Equal(1, Dataset.FromSvmLight(Write(text), featureCount: featureCount).Features[^1]);

    [Fact]
    public void A_second_file_can_have_the_shape_of_the_first()
    {
        Dataset dataset = Dataset.FromSvmLight(Write("2 1:5\n"), featureCount: 3, classNames: ["1", "2", "10"]);
        Assert.Equal([5, 0, 0], dataset.Features.ToArray());
        Assert.Equal((3, 1), (dataset.ClassCount, dataset.Labels[0]));
        Assert.Equal(["1", "2", "10"], Dataset.FromSvmLight(Write("10 1:1\n2 1:1\n1 1:1\n")).ClassNames);
    }

    [Fact]
    public void Indices_may_start_at_zero_and_numbers_may_be_targets()
    {
        DoubleDataset dataset = DoubleDataset.FromSvmLight(Write("0.1 0:1 1:2\n-7 1:3\n"), areTargets: true);
        Assert.Equal([1, 2, 0, 3], dataset.Features.ToArray());
        Assert.Equal([0.1, -7], dataset.Targets.ToArray());
    }

    [Theory]
    [InlineData("", "there is no line of data")]
    [InlineData("1 1:1\nx 1:1\n", "line 2: 'x' was found; expected the target, a finite number")]
    [InlineData("1 1:x\n", "line 1: 'x' was found; expected the value of feature 1, a finite number")]
    [InlineData("1 2:1 2:1\n", "line 1: '2:1' was found; expected index:value, with indices in ascending order")]
    [InlineData("1 -1:1\n", "'-1:1' was found")]
    [InlineData("1 5\n", "'5' was found")]
    public void What_is_malformed_is_refused(string text, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Dataset.FromSvmLight(Write(text))).Message);

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        string path = Write("3 4:1\n");
        Assert.Contains("it names 4 features; 2 were expected", Assert.Throws<InvalidDataException>(
            () => Dataset.FromSvmLight(path, featureCount: 2)).Message);
        Assert.Contains("sample 0 is of the class 3; expected one of 1, 2", Assert.Throws<InvalidDataException>(
            () => Dataset.FromSvmLight(path, classNames: ["1", "2"])).Message);
    }
}
