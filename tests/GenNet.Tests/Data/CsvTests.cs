using System.IO.Compression;

namespace GenNet.Tests.Data;

public class CsvTests
{
    private static readonly CsvDataOptions s_lastIsTarget = new() { TargetColumns = [^1] };
    private static readonly CsvDataOptions s_lastIsLabel = new() { LabelColumn = ^1 };

    private static Dataset Read(string text, CsvDataOptions options) => Dataset.FromCsv(new StringReader(text), options);

    private static void Refuses(string message, string text, CsvDataOptions options) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Read(text, options)).Message);

    [Fact]
    public void Columns_that_are_nothing_else_are_features()
    {
        Dataset dataset = Read("1,2.5,-3e-2\n4, 5 ,6\n", s_lastIsTarget);
        Assert.Equal([1, 2.5f, 4, 5], dataset.Features.ToArray());
        Assert.Equal([-0.03f, 6], dataset.Targets.ToArray());
    }

    [Fact]
    public void Columns_are_found_by_name_place_and_place_from_the_end()
    {
        var options = new CsvDataOptions { HasHeader = true, FeatureColumns = ["c", 0], TargetColumns = [^1, "b"] };
        Dataset dataset = Read("a, b ,\"c\",d\n1,2,3,4\n5,6,7,8\n", options);
        Assert.Equal([3, 1, 7, 5], dataset.Features.ToArray());
        Assert.Equal([4, 2, 8, 6], dataset.Targets.ToArray());
    }

    [Fact]
    public void Labels_are_numbers_or_names()
    {
        Assert.Equal([2, 0], Read("1,2\n1,0\n", s_lastIsLabel).Labels.ToArray());

        Dataset named = Read("1,no\n1, yes \n", new() { LabelColumn = 1, ClassNames = ["no", "maybe", "yes"] });
        Assert.Equal([0, 2], named.Labels.ToArray());
        Assert.Equal(3, named.ClassCount);
        Assert.Equal("maybe", named.ClassNames[1]);
    }

    [Fact]
    public void Delimiters_skipped_lines_quotes_blank_lines_and_any_line_ends_are_understood()
    {
        Dataset dataset = Read("# a; comment\r\n\r\nx;y\r\n\"1\";2\r\n\r\n3;4", new()
        {
            Delimiter = ';',
            SkipLines = 1,
            HasHeader = true,
            TargetColumns = ["y"],
        });
        Assert.Equal([1, 3], dataset.Features.ToArray());
        Assert.Equal([2, 4], dataset.Targets.ToArray());
        Assert.Equal([1, 3], Read("1\t2\n3\t4", new() { Delimiter = '\t', TargetColumns = [1] }).Features.ToArray());
        Assert.Equal([1, 3], Read("1 2\n3 4", new() { Delimiter = ' ', TargetColumns = [1] }).Features.ToArray());
    }

    [Fact]
    public void Text_that_is_no_finite_number_is_refused_with_its_place()
    {
        Refuses("CSV, line 2: column 0 holds 'x'; expected a finite number", "1,2\nx,2\n", s_lastIsTarget);
        Refuses("CSV, line 1: column 0 holds ''; expected a value; Missing = Keep or DropSample", ",1\n", s_lastIsTarget);
        Refuses("CSV, line 1: column 1 holds ''; expected a value; Missing = DropSample", "1,\n", s_lastIsTarget);
        Refuses("holds 'NaN'", "NaN,1\n", s_lastIsTarget);
        Refuses("holds '1e60'", "1e60,1\n", s_lastIsTarget);
        Refuses("holds '1.5.5'", "1.5.5,1\n", s_lastIsTarget);
        Refuses(
            "CSV, line 4: column 0 ('a') holds 'x'",
            "skipped\na,b\n1,2\nx,2\n",
            new() { SkipLines = 1, HasHeader = true, TargetColumns = ["b"] });
        Refuses("CSV, line 4: column 0 holds 'x'", "1,2\n\n\nx,2\n", s_lastIsTarget);
    }

    [Fact]
    public void Text_that_is_no_label_is_refused_with_its_place()
    {
        Refuses("CSV, line 1: column 1 holds '-1'; expected a label, an integer from 0", "1,-1\n", s_lastIsLabel);
        Refuses("holds '1.5'; expected a label, an integer from 0; TargetColumns read", "1,1.5\n", s_lastIsLabel);
        Refuses("line 2: column 1 holds 'x'; expected a label, an integer from 0; ClassNames", "1,1\n1,x\n", s_lastIsLabel);
        Refuses("holds '2147483647'", "1,2147483647\n", s_lastIsLabel);
        Refuses(
            "column 1 holds 'perhaps'; expected one of the class names no, yes",
            "1,perhaps\n",
            new() { LabelColumn = 1, ClassNames = ["no", "yes"] });
    }

    [Fact]
    public void Lines_of_the_wrong_length_are_refused()
    {
        Refuses("CSV, line 2: 3 fields were found; the lines before have 2", "1,2\n1,2,3\n", s_lastIsTarget);
        Refuses("CSV, line 2: 1 fields were found; the lines before have 2", "1,2\n1\n", s_lastIsTarget);
        Refuses("CSV, line 2: 3 fields were found; the header has 2", "a,b\n1,2,3\n", new() { HasHeader = true, TargetColumns = ["b"] });
    }

    [Fact]
    public void Text_without_data_is_refused()
    {
        Refuses("CSV: there is no line of data", "", s_lastIsTarget);
        Refuses("CSV: there is no line of data", "a,b\n", new() { HasHeader = true, TargetColumns = ["b"] });
        Refuses("CSV: there is no line of data", "1,2\n", new() { SkipLines = 5, TargetColumns = [1] });
        Refuses("no column is left to be a feature", "1\n", s_lastIsTarget);
    }

    [Fact]
    public void Columns_that_do_not_exist_are_refused()
    {
        Refuses(
            "column 'c' was not found just once among the 2 columns: a, b", "a,b\n1,2", new() { HasHeader = true, TargetColumns = ["c"] });
        Refuses("column 'a' was not found just once", "a,a\n1,2", new() { HasHeader = true, TargetColumns = ["a"] });
        Refuses("column 2 was not found", "1,2", new() { TargetColumns = [2] });
        Refuses("column ^3 was not found", "1,2", new() { TargetColumns = [^3] });
    }

    [Fact]
    public void Broken_quotes_are_refused()
    {
        Refuses("CSV, line 2: column 0 has text outside its quotes", "1,2\n\"3\"4,5\n", s_lastIsTarget);
        Refuses("CSV, line 2: column 0 starts with a quote that is never closed", "1,2\n\"3,4\n5,6\n", s_lastIsTarget);
    }

    [Fact]
    public void Options_that_contradict_themselves_are_refused()
    {
        Assert.Contains("LabelColumn or TargetColumns", Assert.Throws<ArgumentException>(() => Read("1,2", new())).Message);
        Assert.Throws<ArgumentException>(() => Read("1,2", new() { TargetColumns = [] }));
        Assert.Throws<ArgumentException>(() => Read("1,2", new() { TargetColumns = [0], LabelColumn = 1 }));
        Assert.Contains(
            "ClassNames need a LabelColumn",
            Assert.Throws<ArgumentException>(() => Read("1", new() { TargetColumns = [0], ClassNames = [] })).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CsvDataOptions { SkipLines = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => (DatasetColumn)(-1));
        Assert.Throws<ArgumentNullException>(() => Read("1,2", null!));
        Assert.Throws<ArgumentNullException>(() => Dataset.FromCsv((string)null!, s_lastIsTarget));
        Assert.Throws<ArgumentNullException>(() => Dataset.FromCsv((TextReader)null!, s_lastIsTarget));
        Assert.Throws<FileNotFoundException>(() => Dataset.FromCsv("there-is-no-such-file.csv", s_lastIsTarget));
    }

    [Theory]
    [InlineData('"')]
    [InlineData('\r')]
    [InlineData('\n')]
    public void A_delimiter_that_cannot_be_one_is_refused(char delimiter) =>
        Assert.Throws<ArgumentException>(() => new CsvDataOptions { Delimiter = delimiter });

    [Fact]
    public void Errors_in_files_name_the_file()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "x,1\n");
            var exception = Assert.Throws<InvalidDataException>(() => Dataset.FromCsv(path, s_lastIsTarget));
            Assert.StartsWith($"'{path}', line 1: column 0", exception.Message);

            byte[] digits = File.ReadAllBytes(TestFile.Path("digits.csv.gz"));
            File.WriteAllBytes(path, digits[..(digits.Length / 2)]);
            exception = Assert.Throws<InvalidDataException>(() => Dataset.FromCsv(path, s_lastIsLabel));
            Assert.Contains("it was cut short", exception.Message);

            File.WriteAllBytes(path, [.. digits, .. digits]);
            exception = Assert.Throws<InvalidDataException>(() => Dataset.FromCsv(path, s_lastIsLabel));
            Assert.Contains("several gzip files in one", exception.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Iris_is_read()
    {
        var dataset = Dataset.FromCsv(TestFile.Path("iris.csv"), new() { SkipLines = 1, LabelColumn = ^1 });
        Assert.Equal((150, 4, 3), (dataset.Count, dataset.FeatureCount, dataset.ClassCount));
        Assert.Equal([5.9f, 3.0f, 5.1f, 1.8f], dataset.GetFeatures(149).ToArray());
        Assert.Equal(50, dataset.Labels.ToArray().Count(label => label == 1));
    }

    [Fact]
    public void Digits_are_read_compressed()
    {
        var dataset = Dataset.FromCsv(TestFile.Path("digits.csv.gz"), s_lastIsLabel);
        Assert.Equal((1797, 64, 10), (dataset.Count, dataset.FeatureCount, dataset.ClassCount));
        Assert.Equal(16, dataset.Features.ToArray().Max());
    }

    [Fact]
    public void Diabetes_is_read_from_text_put_together()
    {
        IEnumerable<string> lines = Lines("diabetes_data_raw.csv.gz").Zip(Lines("diabetes_target.csv.gz"), (x, y) => $"{x} {y}");
        Dataset dataset = Read(string.Join('\n', lines), new() { Delimiter = ' ', TargetColumns = [^1] });
        Assert.Equal((442, 10, 1), (dataset.Count, dataset.FeatureCount, dataset.TargetCount));
        Assert.Equal([59, 2, 32.1f, 101, 157, 93.2f, 38, 4, 4.8598f, 87], dataset.GetFeatures(0).ToArray());
        Assert.Equal([151], dataset.GetTargets(0).ToArray());

        static string[] Lines(string name)
        {
            using var reader = new StreamReader(new GZipStream(File.OpenRead(TestFile.Path(name)), CompressionMode.Decompress));
            return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }
}
