#:package ParquetSharp@25.0.1.2
#:property ManagePackageVersionsCentrally=false

// Writes the files of tests/GenNet.Parquet.Tests/Files, as Apache Arrow's own writer does: dotnet run scripts/parquet/record.cs -- FOLDER

using ParquetSharp;
using ParquetSharp.IO;

string folder = args[0];
Column x = new Column<double>("x"), y = new Column<int>("y");
double[] numbers = [0.5, -1, 2];
int[] labels = [0, 1, 1];

Record("lz4-hadoop", [x, y], [Values(numbers)], properties => properties.Compression(Compression.Lz4Hadoop));
Record(
    "halves", [new Column<Half>("x"), new Column<Half?>("n"), y],
    [Values((Half)0.1, (Half)(-65504), Half.NaN), Values<Half?>((Half)1, null, (Half)2)]);
Record("same-names", [x, new Column<int>("z"), x, y], [Values(numbers), Values(labels), Values(numbers)]);
Record("no-name", [new Column<double>(""), y], [Values(numbers)]);
Record("no-columns", [], []);
Record(
    "checksums", [x, y], [Values(numbers)],
    properties => properties.EnablePageChecksum().Compression(Compression.Uncompressed).DisableDictionary());
Record("encrypted", [x, y], [Values(numbers)], properties => properties.Encryption(Key().Build()));
Record("encrypted-columns", [x, y], [Values(numbers)], properties => properties.Encryption(Key().SetPlaintextFooter().Build()));
foreach (string codec in new[] { "Uncompressed", "Snappy", "Gzip", "Brotli", "Zstd", "Lz4" })
{
    foreach (ParquetDataPageVersion version in Enum.GetValues<ParquetDataPageVersion>())
    {
        Record(
            $"{codec}-{version}".ToLowerInvariant(), [x, y], [Values(numbers)],
            properties => properties.Compression(Enum.Parse<Compression>(codec)).DataPageVersion(version));
    }
}

FileEncryptionPropertiesBuilder Key() => new(new byte[16]);

void Record(
    string name, Column[] columns, Action<RowGroupWriter>[] features, Func<WriterPropertiesBuilder, WriterPropertiesBuilder>? set = null)
{
    using WriterProperties properties = (set ?? (builder => builder))(new WriterPropertiesBuilder()).Build();
    using FileStream file = File.Create(Path.Combine(folder, name + ".parquet"));
    using var writer = new ParquetFileWriter(new ManagedOutputStream(file), columns, null, properties);
    using (RowGroupWriter group = writer.AppendRowGroup())
    {
        foreach (Action<RowGroupWriter> write in columns.Length == 0 ? [] : (Action<RowGroupWriter>[])[.. features, Values(labels)])
            write(group);
    }

    writer.Close();
}

static Action<RowGroupWriter> Values<T>(params T[] values) => group =>
{
    using LogicalColumnWriter<T> writer = group.NextColumn().LogicalWriter<T>();
    writer.WriteBatch(values);
};
