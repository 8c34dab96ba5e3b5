namespace GenNet.Parquet.Tests;

/// <summary>Files of Apache Arrow's own writer, which is also that of Python: scripts/parquet/record.cs wrote them.</summary>
public sealed class ArrowTests
{
    private static readonly TableOptions s_label = new() { LabelColumn = "y", Missing = MissingValues.Keep };

    private static string PathTo(string name) => Path.Combine(AppContext.BaseDirectory, "Files", name + ".parquet");

    private static Dataset Read(string name) => Dataset.FromParquet(PathTo(name), s_label);

    [Theory]
    [InlineData("uncompressed")]
    [InlineData("snappy")]
    [InlineData("gzip")]
    [InlineData("brotli")]
    [InlineData("zstd")]
    [InlineData("lz4")]
    public void EachCodecAndVersionOfPagesIsRead(string codec)
    {
        foreach (string version in new[] { "v1", "v2" })
        {
            Dataset data = Read($"{codec}-{version}");
            Assert.Equal([0.5f, -1, 2], data.Features.ToArray());
            Assert.Equal([0, 1, 1], data.Labels.ToArray());
        }
    }

    [Fact]
    public void FloatsOf16BitsAreNumbers() =>
        Assert.Equal([(float)(Half)0.1, 1, -65504, float.NaN, float.NaN, 2], Read("halves").Features.ToArray());

    /// <summary>What Parquet.Net misreads, passes over or has no words for.</summary>
    [Theory]
    [InlineData("lz4-hadoop", "column 0 ('x'), row group 0: it is compressed by LZ4, which cannot be read; SNAPPY, ZSTD and LZ4_RAW can.")]
    [InlineData("same-names", ": column 0 ('x') has no name of its own, by which columns are read; rename it.")]
    [InlineData("no-name", ": column 0 ('') has no name of its own, by which columns are read; rename it.")]
    [InlineData("no-columns", ": it has no columns.")]
    [InlineData("encrypted", ": it is encrypted, which cannot be read.")]
    [InlineData("encrypted-columns", ": column 0 ('x'), row group 0: the column is encrypted, which cannot be read.")]
    public void WhatCannotBeReadIsRefusedInWords(string name, string message)
    {
        string refusal = Assert.Throws<InvalidDataException>(() => Read(name)).Message;
        Assert.StartsWith($"'{PathTo(name)}'", refusal);
        Assert.EndsWith(message, refusal);
    }

    [Fact]
    public void ColumnsThatNobodyUsesMayShareAName() => Assert.Equal(
        [0, 1, 1], Dataset.FromParquet(PathTo("same-names"), new() { LabelColumn = "y", FeatureColumns = ["z"] }).Features.ToArray());

    [Fact]
    public void APageThatIsNotAsItsChecksumSaysIsRefused()
    {
        byte[] file = File.ReadAllBytes(PathTo("checksums"));
        Assert.Equal(-1, Dataset.FromParquet(new MemoryStream(file), s_label).Features[1]);
        int place = file.AsSpan().IndexOf(BitConverter.GetBytes(-1.0));
        file[place] = 1;
        Assert.Contains(
            "a page was damaged: its bytes are not those of its checksum",
            Assert.Throws<InvalidDataException>(() => Dataset.FromParquet(new MemoryStream(file), s_label)).Message);
    }
}
