namespace GenNet.Tests.Data;

/// <summary>Texts of users' data in messages: a line stays a line, whatever they hold.</summary>
public sealed class MessageTextTests
{
    private static readonly string s_hostile = "bell\a\r\nred\u001b[31m turned\u202e \ud800" + new string('x', 5_000);

    [Theory]
    [InlineData("", "")]
    [InlineData("Größe in m²", "Größe in m²")]
    [InlineData("two\r\nlines\tand\u2028more", "two??lines?and?more")]
    [InlineData("\ufeffid", "?id")]
    public void A_text_becomes_part_of_a_line(string text, string expected) => Assert.Equal(expected, MessageText.Of(text));

    [Fact]
    public void Halves_of_pairs_are_no_characters() =>
        Assert.Equal("\ud83d\ude00 and ? and ?", MessageText.Of("\ud83d\ude00 and \ude00 and \ud83d"));

    [Fact]
    public void A_long_text_is_cut_between_characters()
    {
        string most = new('x', 60), pairs = string.Concat(Enumerable.Repeat("\ud83d\ude00", 40));
        Assert.Equal(most, MessageText.Of(most));
        Assert.Equal(most + "...", MessageText.Of(most + "y"));
        Assert.Equal(pairs[..60] + "...", MessageText.Of(pairs));
        Assert.Equal("y" + pairs[..58] + "...", MessageText.Of("y" + pairs));
    }

    [Fact]
    public void Whatever_users_data_hold_messages_about_them_are_lines()
    {
        string quoted = $"\"{s_hostile}\"", other = s_hostile + "y";
        Dataset named = Dataset.FromArrays([1, 2], 1, [0, 1], [s_hostile, other]).WithFeatureNames(s_hostile);
        var pipeline = new Pipeline<float>(new MessageNet(), Read("size,kind\n1,a\n2,b\n", new() { HasHeader = true, LabelColumn = ^1 }));
        Action[] acts =
        [
            () => Read($"{quoted},c\nnone,0\n", new() { HasHeader = true, LabelColumn = "c" }),
            () => Read($"a,c\n{quoted},0\n", new() { HasHeader = true, LabelColumn = "c" }),
            () => Read($"a,c\n1,{quoted}\n", new() { HasHeader = true, LabelColumn = "c", ClassNames = [s_hostile + "y"] }),
            () => Read($"{quoted},c\n1,0\n", new() { HasHeader = true, LabelColumn = other }),
            () => Read(
                $"{quoted},c\n{quoted},0\n",
                new()
                {
                    HasHeader = true,
                    LabelColumn = "c",
                    OneHotColumns = [s_hostile],
                    Categories = new Dictionary<string, IReadOnlyList<string>> { [s_hostile] = [other] },
                }),
            () => Dataset.FromRows<string>([s_hostile], row => [1f], row => row, [other]),
            () => named.WithFeatureNames(s_hostile, s_hostile),
            () => Dataset.FromArrays([1f, 2, 3, 4], 2, [1f, 2], 1).WithFeatureNames(s_hostile, s_hostile),
            () => pipeline.CategoryNumber(s_hostile, other),
            () => pipeline.Predict(named),
            () => new Pipeline<float>(new MessageNet(), named),
        ];
        foreach (Action act in acts)
        {
            string message = Assert.ThrowsAny<Exception>(act).Message;
            Assert.True(message.Length < 500, message);
            Assert.DoesNotContain(message, char.IsControl);
            Assert.DoesNotContain(message, char.IsSurrogate);
        }

        string[] matrix = ConfusionMatrix.FromOutputs<float>([1, 0, 0, 1], [0, 1], named.ClassNames).ToString().Split('\n');
        Assert.Equal(3, matrix.Length);
        Assert.All(matrix, line => Assert.True(line.Length < 200));
        Assert.DoesNotContain(named.ToString(), char.IsControl);
    }

    private static Dataset Read(string text, CsvDataOptions options)
    {
        using var reader = new StringReader(text);
        return Dataset.FromCsv(reader, options);
    }
}

[NeuralNetwork(inputs: 1)]
[Dense(2, Activation.Softmax)]
internal sealed partial class MessageNet;
