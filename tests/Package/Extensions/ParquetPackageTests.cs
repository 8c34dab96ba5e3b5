namespace GenNet.Extensions.Tests;

/// <summary>GenNet.Parquet as its users have it.</summary>
public sealed class ParquetPackageTests
{
    [Fact]
    public void ItReadsAFile()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "snappy-v1.parquet");
        Assert.Equal([0.5f, -1, 2], Dataset.FromParquet(path, new TableOptions { LabelColumn = "y" }).Features.ToArray());
    }
}
