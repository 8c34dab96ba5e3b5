namespace GenNet.Tests.Metrics;

public class ConfusionMatrixTests
{
    private static readonly ConfusionMatrix s_matrix = new([0, 0, 1, 1, 1, 0, 0], [0, 0, 0, 1, 1, 2, 1], 4);

    [Fact]
    public void Rows_are_classes_and_columns_what_they_were_taken_for()
    {
        Assert.Equal((7, 4), (s_matrix.Count, s_matrix.ClassCount));
        Assert.Equal(
            [2, 1, 0, 0, 1, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0],
            Enumerable.Range(0, 16).Select(i => s_matrix[i / 4, i % 4]));
    }

    [Fact]
    public void Ratios_are_those_of_the_field()
    {
        Assert.Equal(4 / 7.0, s_matrix.Accuracy);
        Assert.Equal([2 / 4.0, 2 / 3.0, 0, 0], Enumerable.Range(0, 4).Select(s_matrix.Precision));
        Assert.Equal([2 / 3.0, 2 / 3.0, 0, 0], Enumerable.Range(0, 4).Select(s_matrix.Recall));
        Assert.Equal(4 / 7.0, s_matrix.F1(0), 1e-15);
        Assert.Equal(0, s_matrix.F1(3));
    }

    [Fact]
    public void The_table_is_aligned()
    {
        int[] predicted = [.. Enumerable.Repeat(0, 12), 1, 1];
        int[] labels = [.. Enumerable.Repeat(0, 11), 1, 0, 1];
        Assert.Equal(
            """
            actual \ predicted  no  yes
            no                  11    1
            yes                  1    1
            """,
            new ConfusionMatrix(predicted, labels, 2, ["no", "yes"]).ToString());
        Assert.StartsWith("actual \\ predicted  0  1  2  3\n0                   2  1  0  0\n", s_matrix.ToString());
    }

    [Fact]
    public void Outputs_are_counted_as_the_classes_they_tell()
    {
        var several = ConfusionMatrix.FromOutputs([0.9f, 0.1f, 0, 0, 0.2f, 0.8f], [0, 1], ["a", "b", "c"]);
        Assert.Equal((1, 1, 3), (several[0, 0], several[1, 2], several.ClassCount));

        var single = ConfusionMatrix.FromOutputs([0.9f, 0.1f, 0.4f], [1, 0, 1]);
        Assert.Equal((1, 1, 1, 2), (single[1, 1], single[0, 0], single[1, 0], single.ClassCount));
        Assert.Equal(1, ConfusionMatrix.FromOutputs([-1, 0.4f], [0, 1], threshold: 0).Accuracy);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Refuses("classCount", () => new ConfusionMatrix([0], [0], 0));
        Refuses("No labels were given", () => new ConfusionMatrix([], [], 2));
        Refuses("1 predicted labels were given; 2 labels need 2", () => new ConfusionMatrix([0], [0, 1], 2));
        Refuses("1 class names were given; 2 classes need 2", () => new ConfusionMatrix([0], [0], 2, ["a"]));
        Refuses("A class name is null", () => new ConfusionMatrix([0], [0], 2, ["a", null!]));
        Refuses("predictedLabels[1] is 2; it must be from 0 to 1", () => new ConfusionMatrix([0, 2], [0, 1], 2));
        Refuses("labels[1] is -1; it must be from 0 to 1", () => new ConfusionMatrix([0, 1], [0, -1], 2));
        Refuses("3 outputs were given", () => ConfusionMatrix.FromOutputs([1, 2, 3], [0, 1]));

        static void Refuses(string message, Func<object> make) =>
            Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(make).Message);
    }
}
