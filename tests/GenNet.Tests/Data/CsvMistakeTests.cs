using System.Text;

namespace GenNet.Tests.Data;

/// <summary>Files that are not what they are taken for, and options that fit each other not: each refusal says what is wrong.</summary>
public sealed class CsvMistakeTests
{
    private static readonly CsvDataOptions s_label = new() { HasHeader = true, LabelColumn = "y" };

    private static Dataset Read(string text, CsvDataOptions? options = null) =>
        Dataset.FromCsv(new StringReader(text), options ?? s_label);

    [Theory]
    [InlineData("x,y\n1e39,0\n", "column 0 ('x') holds '1e39'; expected a finite number; a DoubleDataset holds numbers as large.")]
    [InlineData(
        "x;y\n1.234,5;0\n",
        "holds '1.234,5'; expected a finite number; a Culture with a decimal comma reads it, and AllowThousands = true its groups of three "
        + "digits.", ';')]
    [InlineData("x,y\nnone,0\n", "FeatureColumns can leave the column out; where it stands for nothing, MissingTexts says so.")]
    [InlineData("x,y\n1\0,0\n", "column 0 ('x') holds '1?'; expected a finite number")]
    [InlineData("sep=;\nx;y\n1;0\n", "2 fields were found; the header has 1; SkipLines passes over lines above the header.", ';')]
    [InlineData("# cars\nx,y\n1,0\n", "2 fields were found; the header has 1; SkipLines passes over lines above the header.")]
    [InlineData("x,t,y\n1,\"a,0\n2,b,1\n", "line 2: column 1 ('t') starts with a quote that is never closed.")]
    public void ATextIsRefusedInWords(string text, string message, char delimiter = ',')
    {
        CsvDataOptions options = new() { HasHeader = true, LabelColumn = "y", Delimiter = delimiter };
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Read(text, options)).Message);
    }

    [Fact]
    public void ALineWithoutAnEndIsRefused() => Assert.Equal(
        "CSV: a line has more than 16 million characters, or no line ends at all.",
        Assert.Throws<InvalidDataException>(() => Read("x,y\n" + new string('1', 20_000_000))).Message);

    [Fact]
    public void FilesOfOtherKindsAreToldSo()
    {
        string Refusal(byte[] file)
        {
            using ModelFiles.TemporaryFolder folder = new();
            string path = folder.File("data.csv");
            File.WriteAllBytes(path, file);
            string refusal = Assert.Throws<InvalidDataException>(() => Dataset.FromCsv(path, s_label)).Message;
            Assert.StartsWith($"'{path}'", refusal);
            return refusal;
        }

        Assert.Contains("it is a zip archive, as .xlsx and .npz are", Refusal("PK\u0003\u0004......"u8.ToArray()));
        Assert.Contains("it is a Parquet file, which FromParquet of the package GenNet.Parquet reads", Refusal("PAR1......"u8.ToArray()));
        Assert.Contains(
            "the line has characters of code 0; Encoding = Encoding.Unicode?",
            Refusal(new UnicodeEncoding(false, false).GetBytes("x,y\n1,0\n")));
    }

    /// <summary>-999 is what many tables have where nothing was measured: as a number it would be learnt from without a word.</summary>
    [Fact]
    public void AMissingTextMayBeANumber()
    {
        CsvDataOptions keep = new() { HasHeader = true, LabelColumn = "y", MissingTexts = ["-999", "none"], Missing = MissingValues.Keep };
        const string Text = "x,z,y\n-999,1,0\n2,-999.0,1\nnone,999,1\n";
        Assert.Equal([float.NaN, 1, 2, float.NaN, float.NaN, 999], Read(Text, keep).Features.ToArray());

        CsvDataOptions refuse = new() { HasHeader = true, LabelColumn = "y", MissingTexts = ["-999", "none"] };
        Assert.Contains(
            "line 2: column 0 ('x') holds '-999'; expected a value; Missing = Keep or DropSample reads",
            Assert.Throws<InvalidDataException>(() => Read(Text, refuse)).Message);

        CsvDataOptions targets = new()
        {
            HasHeader = true, TargetColumns = ["x"], MissingTexts = ["-999", "none"], Missing = MissingValues.DropSample,
        };
        Assert.Equal([2f], Read("x,z\n-999,1\n2,3\n", targets).Targets.ToArray());
    }

    [Fact]
    public void CategoriesMustBeFeaturesAndOfOneKind()
    {
        const string Text = "x,t,y\n1,a,0\n2,b,1\n";
        CsvDataOptions Of(string[] features, DatasetColumn[] oneHot, DatasetColumn[] numbered) => new()
        {
            HasHeader = true, LabelColumn = "y", FeatureColumns = [.. features.Select(name => (DatasetColumn)name)],
            OneHotColumns = oneHot, CategoryColumns = numbered,
        };
        string Refusal(CsvDataOptions options) => Assert.Throws<InvalidDataException>(() => Read(Text, options)).Message;
        Assert.Contains("column 1 ('t') is among OneHotColumns and CategoryColumns, but no feature", Refusal(Of(["x"], ["t"], [])));
        Assert.Contains("column 2 ('y') is among OneHotColumns and CategoryColumns, but no feature", Refusal(Of(["x"], [], ["y"])));
        Assert.Contains("column 1 ('t') is in both OneHotColumns and CategoryColumns", Refusal(Of(["x", "t"], ["t"], ["t"])));
    }

    [Theory]
    [InlineData('"')]
    [InlineData('\n')]
    [InlineData('é')]
    [InlineData('\0')]
    public void NotEveryCharacterIsADelimiter(char delimiter) =>
        Assert.Equal("Delimiter", Assert.Throws<ArgumentException>(() => new CsvDataOptions { Delimiter = delimiter }).ParamName);

    /// <summary>The number of an order, say, taken for a class: two samples have billions of classes.</summary>
    [Fact]
    public void ADatasetOfManyClassesIsPrinted()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.StartsWith("2 samples of 1 feature (x); 2,000,000,001 classes: 0 1, 1 0, 2 0,", Read("x,y\n1,0\n2,2000000000\n").ToString());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    [Fact]
    public void OfManyColumnsTheFirstAreListed() => Assert.EndsWith(
        "column 'y' was not found just once among the 1000 columns: "
        + string.Join(", ", Enumerable.Range(0, 20)) + ", ....",
        Assert.Throws<InvalidDataException>(() => Read(
            string.Join(",", Enumerable.Range(0, 1000)) + "\n" + string.Join(",", Enumerable.Range(0, 1000)))).Message);
}
