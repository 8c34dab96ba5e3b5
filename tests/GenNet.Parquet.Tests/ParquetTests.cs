using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace GenNet.Parquet.Tests;

/// <summary>Tables in Parquet are read as the same tables in CSV are.</summary>
public sealed class ParquetTests
{
    private static readonly TableOptions s_label = new() { LabelColumn = "y" };

    private static void Refuses(string message, byte[] file, TableOptions options) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Dataset.FromParquet(new MemoryStream(file), options)).Message);

    private static Dataset Read(byte[] file, TableOptions options) => Dataset.FromParquet(new MemoryStream(file), options);

    [Fact]
    public async Task NumbersOfAllTypesAreFeatures()
    {
        byte[] file = await Table.WriteAsync(
            Table.Values<bool>("bool", [true, false]), Table.Values<sbyte>("i8", [-128, 127]), Table.Values<byte>("u8", [0, 255]),
            Table.Values<short>("i16", [-32768, 5]), Table.Values<ushort>("u16", [65535, 5]), Table.Values<int>("i32", [int.MinValue, 7]),
            Table.Values<uint>("u32", [uint.MaxValue, 7]), Table.Values<long>("i64", [long.MinValue, 9007199254740993]),
            Table.Values<ulong>("u64", [ulong.MaxValue, 8]),
            Table.Values<float>("f", [0.1f, -3e38f]), Table.Values<double>("d", [0.1, 1e-300]),
            Table.Values<decimal>("dec", [12.345m, -0.1m]), Table.Values<int>("y", [1, 0]));
        DoubleDataset data = DoubleDataset.FromParquet(new MemoryStream(file), s_label);
        Assert.Equal(
            [1, -128, 0, -32768, 65535, int.MinValue, uint.MaxValue, long.MinValue, ulong.MaxValue, 0.1f, 0.1, 12.345],
            data.GetFeatures(0).ToArray());
        Assert.Equal([0, 127, 255, 5, 5, 7, 7, 9007199254740993, 8, -3e38f, 1e-300, -0.1], data.GetFeatures(1).ToArray());
        Assert.Equal([1, 0], data.Labels.ToArray());
        Assert.Equal("dec", data.FeatureNames[^1]);
        TableOptions some = new() { LabelColumn = 12, FeatureColumns = ["f", "d", "dec"] };
        Assert.Equal([0.1f, 0.1f, 12.345f], Read(file, some).GetFeatures(0).ToArray());
    }

    [Theory]
    [InlineData(MissingValues.Keep)]
    [InlineData(MissingValues.DropSample)]
    public async Task TheSameTableInCSVGivesTheSameBits(MissingValues missing)
    {
        const int Count = 1000;
        var random = new Random(1);
        bool Lacks() => random.Next(10) == 0;
        double?[] size = [.. Enumerable.Range(0, Count).Select(_ => Lacks() ? (double?)null : random.NextDouble() * 1e3)];
        long?[] rooms = [.. Enumerable.Range(0, Count).Select(_ => Lacks() ? (long?)null : random.Next(-5, 5))];
        decimal?[] price = [.. Enumerable.Range(0, Count).Select(_ => Lacks() ? (decimal?)null : random.Next(1, 1 << 30) / 1000m)];
        string?[] city = [.. Enumerable.Range(0, Count).Select(_ => Lacks() ? null : " Rome,Oslo,Bern".Split(',')[random.Next(3)])];
        bool[] sold = [.. Enumerable.Range(0, Count).Select(_ => random.Next(2) == 0)];
        string?[] text = [.. size.Select(number => number?.ToString("R", CultureInfo.InvariantCulture))];
        string csv = "size,rooms,price,city,text,sold\n" + string.Concat(Enumerable.Range(0, Count).Select(
            i => FormattableString.Invariant($"{size[i]:R},{rooms[i]},{price[i]},{city[i]},{text[i]},{sold[i]}\n")));
        byte[] file = await Table.WriteAsync(
            Table.Nullable<double>("size", size), Table.Nullable<long>("rooms", rooms), Table.Nullable<decimal>("price", price),
            Table.Texts("city", city), Table.Texts("text", text), Table.Values<bool>("sold", sold));

        foreach (bool isOneHot in new[] { true, false })
        {
            DatasetColumn[] oneHot = isOneHot ? ["city", "rooms"] : [], numbered = isOneHot ? [] : ["city"];
            TableOptions options = new() { LabelColumn = "sold", Missing = missing, OneHotColumns = oneHot, CategoryColumns = numbered };
            CsvDataOptions csvOptions = new()
            {
                HasHeader = true, LabelColumn = "sold", Missing = missing, OneHotColumns = oneHot, CategoryColumns = numbered,
            };
            Same(Dataset.FromCsv(new StringReader(csv), csvOptions), Read(file, options));
            Same(DoubleDataset.FromCsv(new StringReader(csv), csvOptions), DoubleDataset.FromParquet(new MemoryStream(file), options));
        }

        void Same<T>(Dataset<T> expected, Dataset<T> actual) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            Assert.Equal(missing == MissingValues.Keep, actual.Count == Count);
            Assert.Equal(expected.Features.ToArray(), actual.Features.ToArray());
            Assert.Equal(expected.Labels.ToArray(), actual.Labels.ToArray());
            Assert.Equal(expected.ClassNames, actual.ClassNames);
            Assert.Equal(expected.FeatureNames, actual.FeatureNames);
            Assert.Equal(expected.Categories, actual.Categories);
        }
    }

    [Fact]
    public async Task RowGroupsFollowEachOther()
    {
        ParquetSchema schema = new(new DataField<int>("x"), new DataField<string>("y"));
        using MemoryStream stream = new();
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(schema, stream))
        {
            foreach (int count in new[] { 2, 0, 3 })
            {
                using ParquetRowGroupWriter group = writer.CreateRowGroup();
                await group.WriteAsync<int>(schema.DataFields[0], Enumerable.Range(count, count).ToArray());
                await group.WriteAsync(schema.DataFields[1], [.. Enumerable.Range(0, count).Select(i => $"c{count - i}")]);
            }
        }

        Dataset data = Read(stream.ToArray(), s_label);
        Assert.Equal([2, 3, 3, 4, 5], data.Features.ToArray());
        Assert.Equal(["c1", "c2", "c3"], data.ClassNames);
        Assert.Equal([1, 0, 2, 1, 0], data.Labels.ToArray());
        Refuses("Parquet, row 2: column 1 ('y') holds 'c3'; expected one of the class names c1, c2", stream.ToArray(), new()
        {
            LabelColumn = "y", ClassNames = ["c1", "c2"],
        });
    }

    [Fact]
    public async Task WhatIsMissingIsNullOrNaNOrATextThatSaysSo()
    {
        byte[] file = await Table.WriteAsync(
            Table.Nullable<double>("a", [1, null, 3, 4]), Table.Values<float>("b", [1, 2, float.NaN, 4]),
            Table.Texts("c", ["1", "2", "3", "?"]), Table.Nullable<int>("y", [0, 1, 1, 0]));
        Refuses("Parquet, row 1: column 0 ('a') holds null; expected a value; Missing = Keep or DropSample", file, s_label);
        Refuses("row 2: column 1 ('b') holds NaN; expected a value", file, new() { LabelColumn = "y", FeatureColumns = ["b"] });
        Refuses("row 3: column 2 ('c') holds '?'; expected a value", file, new() { LabelColumn = "y", FeatureColumns = ["c"] });
        Assert.Equal(
            [1, 1, 1, float.NaN, 2, 2, 3, float.NaN, 3, 4, 4, float.NaN],
            Read(file, new() { LabelColumn = "y", Missing = MissingValues.Keep }).Features.ToArray());
        Assert.Equal([1, 1, 1], Read(file, new() { LabelColumn = "y", Missing = MissingValues.DropSample }).Features.ToArray());

        TableOptions sentinel = new()
        {
            LabelColumn = "y", FeatureColumns = ["b"], Missing = MissingValues.Keep, MissingTexts = ["4"],
        };
        Assert.Equal([1, 2, float.NaN, float.NaN], Read(file, sentinel).Features.ToArray());

        byte[] unlabelled = await Table.WriteAsync(Table.Values<int>("x", [1, 2]), Table.Texts("y", ["a", null]));
        Refuses("row 1: column 1 ('y') holds null; expected a value; Missing = DropSample reads", unlabelled, s_label);
    }

    [Fact]
    public async Task ValuesThatDoNotFitAreRefusedWithTheirPlace()
    {
        byte[] file = await Table.WriteAsync(
            Table.Values<double>("big", [1, 1e300]), Table.Texts("t", ["1.5", "2,5"]), Table.Values<double>("half", [1, 1.5]),
            Table.Values<double>("inf", [1, double.PositiveInfinity]), Table.Values<int>("y", [0, 1]));
        TableOptions Of(string column) => new() { LabelColumn = "y", FeatureColumns = [column] };
        Refuses("row 1: column 0 ('big') holds '1E+300'; expected a finite number", file, Of("big"));
        Refuses("row 1: column 1 ('t') holds '2,5'; expected a finite number; a Culture with a decimal comma reads it", file, Of("t"));
        Refuses("row 1: column 3 ('inf') holds 'Infinity'; expected a finite number", file, Of("inf"));
        Refuses(
            "row 1: column 2 ('half') holds '1.5'; expected a label, an integer from 0; TargetColumns read", file,
            new() { LabelColumn = "half", FeatureColumns = ["y"] });
        Refuses("column 'z' was not found just once among the 5 columns: big, t, half, inf, y", file, Of("z"));
        Assert.Equal(1e300, DoubleDataset.FromParquet(new MemoryStream(file), Of("big")).Features[1]);
    }

    [Fact]
    public async Task DatesAndNestedColumnsAreRefusedWhereTheyAreUsed()
    {
        ParquetSchema schema = new(
            new DateTimeDataField("when", DateTimeFormat.DateAndTimeMicros), new TimeDataField("time", TimeUnitPrecision.Micros),
            new DataField<byte[]>("bytes"),
            new ListField("list", new DataField<int>("element")), new DataField<int>("x"), new DataField<int>("y"));
        using MemoryStream stream = new();
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(schema, stream))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync<DateTime>(schema.DataFields[0], new[] { DateTime.UnixEpoch });
            await group.WriteAsync<long>(schema.DataFields[1], new[] { 3_600_000_000L });
            await group.WriteAsync(schema.DataFields[2], new byte[][] { [1, 2] });
            int full = schema.DataFields[3].MaxDefinitionLevel;
            await group.WriteAllPartsAsync<int>(schema.DataFields[3], new[] { 7, 8 }, new[] { full, full }, new[] { 0, 1 }, default);
            await group.WriteAsync<int>(schema.DataFields[4], new[] { 3 });
            await group.WriteAsync<int>(schema.DataFields[5], new[] { 0 });
        }

        byte[] file = stream.ToArray();
        Refuses("Parquet: column 0 ('when') holds dates", file, s_label);
        Refuses("FeatureColumns can leave the column out", file, s_label);
        Refuses("column 1 ('time') holds times", file, new() { LabelColumn = "y", FeatureColumns = ["time"] });
        Refuses("column 2 ('bytes') holds binary data", file, new() { LabelColumn = "y", FeatureColumns = ["bytes"] });
        Refuses("column 3 ('list') holds a nested column (List)", file, new() { LabelColumn = "y", FeatureColumns = ["list"] });
        Assert.Equal([3], Read(file, new() { LabelColumn = "y", FeatureColumns = ["x"] }).Features.ToArray());
    }

    [Fact]
    public async Task FilesAreNamedAndStreamsStayOpen()
    {
        byte[] file = await Table.WriteAsync(Table.Texts("x", ["a"]), Table.Values<int>("y", [0]));
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, file);
            var refusal = Assert.Throws<InvalidDataException>(() => Dataset.FromParquet(path, s_label));
            Assert.StartsWith($"'{path}', row 0: column 0 ('x') holds 'a'; expected a finite number; OneHotColumns or", refusal.Message);
        }
        finally
        {
            File.Delete(path);
        }

        using MemoryStream stream = new(file);
        Dataset.FromParquet(stream, new() { LabelColumn = "y", CategoryColumns = ["x"] });
        Assert.True(stream.CanRead);
        Assert.Throws<ArgumentException>(() => Dataset.FromParquet(stream, new()));
        Assert.Throws<ArgumentNullException>(() => Dataset.FromParquet((string)null!, s_label));
        Assert.Throws<ArgumentNullException>(() => Dataset.FromParquet((Stream)null!, s_label));
        Assert.Throws<FileNotFoundException>(() => Dataset.FromParquet("there-is-no-such-file.parquet", s_label));
    }
}
