using System.IO.Compression;

namespace GenNet.Tests.Data;

public sealed class IdxTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private int _fileCount;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(params byte[] content)
    {
        string path = Path.Combine(_folder, $"{_fileCount++}");
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>A file of a type and dimensions, whose values are given as bytes.</summary>
    private string WriteIdx(byte type, int[] dimensions, params byte[] values) =>
        Write([0, 0, type, (byte)dimensions.Length, .. dimensions.SelectMany(BigEndian), .. values]);

    private static byte[] BigEndian(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private string Compress(string path)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            gzip.Write(File.ReadAllBytes(path));
        return Write(compressed.ToArray());
    }

    private string TwoLabels => WriteIdx(0x08, [2], 1, 0);

    private void Refuses(string message, string images, string? labels = null, bool scaleBytes = false) =>
        Assert.Contains(
            message, Assert.Throws<InvalidDataException>(() => Dataset.FromIdx(images, labels ?? TwoLabels, scaleBytes)).Message);

    [Fact]
    public void Bytes_become_features_with_all_dimensions_but_the_first()
    {
        var dataset = Dataset.FromIdx(WriteIdx(0x08, [2, 2, 3], 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255), TwoLabels);
        Assert.Equal((2, 6, 2), (dataset.Count, dataset.FeatureCount, dataset.ClassCount));
        Assert.Equal([6, 7, 8, 9, 10, 255], dataset.GetFeatures(1).ToArray());
        Assert.Equal([1, 0], dataset.Labels.ToArray());
    }

    [Fact]
    public void Bytes_are_scaled_when_asked() =>
        Assert.Equal([0, 1, 0.2f, 0.4f], Dataset.FromIdx(WriteIdx(0x08, [2, 2], 0, 255, 51, 102), TwoLabels, scaleBytes: true).Features);

    [Fact]
    public void Classes_have_the_names_given()
    {
        string images = WriteIdx(0x08, [2, 1], 7, 8);
        var dataset = Dataset.FromIdx(images, TwoLabels, classNames: ["no", "yes", "perhaps"]);
        Assert.Equal((3, "yes"), (dataset.ClassCount, dataset.ClassNames[dataset.Labels[0]]));
        Assert.Contains(
            "label 0 is 1; it must be from 0 to 0",
            Assert.Throws<InvalidDataException>(() => Dataset.FromIdx(images, TwoLabels, classNames: ["no"])).Message);
    }

    [Fact]
    public void Compressed_files_are_told_by_their_content()
    {
        var dataset = Dataset.FromIdx(Compress(WriteIdx(0x08, [2, 1], 7, 8)), Compress(TwoLabels));
        Assert.Equal([7, 8], dataset.Features.ToArray());
    }

    [Fact]
    public void All_types_are_read()
    {
        Assert.Equal([-1, 127], Dataset.FromIdx(WriteIdx(0x09, [2], 255, 127), TwoLabels).Features.ToArray());
        Assert.Equal([-2, 256], Dataset.FromIdx(WriteIdx(0x0B, [2], 255, 254, 1, 0), TwoLabels).Features.ToArray());
        Assert.Equal(
            [-2, 65536], Dataset.FromIdx(WriteIdx(0x0C, [2], [.. BigEndian(-2), .. BigEndian(65536)]), TwoLabels).Features.ToArray());
        Assert.Equal(
            [1.5f, -0.25f], Dataset.FromIdx(WriteIdx(0x0D, [2], 0x3F, 0xC0, 0, 0, 0xBE, 0x80, 0, 0), TwoLabels).Features.ToArray());
        Assert.Equal(
            [1.5f, 2], Dataset.FromIdx(WriteIdx(0x0E, [2], 0x3F, 0xF8, 0, 0, 0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 0), TwoLabels).Features);
        Assert.Equal(
            [70000, 1],
            Dataset.FromIdx(WriteIdx(0x08, [2], 0, 0), WriteIdx(0x0C, [2], [.. BigEndian(70000), .. BigEndian(1)])).Labels.ToArray());
    }

    [Fact]
    public void More_values_than_a_chunk_are_read()
    {
        byte[] values = new byte[100_003];
        new Random(1).NextBytes(values);
        var dataset = Dataset.FromIdx(WriteIdx(0x08, [values.Length], values), Compress(WriteIdx(0x08, [values.Length], values)));
        Assert.Equal(values.Select(value => (float)value), dataset.Features.ToArray());
        Assert.Equal(values.Select(value => (int)value), dataset.Labels.ToArray());
    }

    [Fact]
    public void Headers_that_are_none_are_refused()
    {
        Refuses("does not start as an IDX file does", Write());
        Refuses("does not start as an IDX file does", Write(0, 0, 8));
        Refuses("does not start as an IDX file does", Write(1, 0, 8, 1, 0, 0, 0, 1, 5));
        Refuses("its type is 0x0A", WriteIdx(0x0A, [2], 1, 2));
        Refuses("it has 0 dimensions", WriteIdx(0x08, []));
        Refuses("it ends within the header, which announces 3 dimensions", Write(0, 0, 8, 3, 0, 0, 0, 2, 0, 0));
        Refuses("dimension 1 is 0", WriteIdx(0x08, [2, 0]));
        Refuses("dimension 0 is -5", WriteIdx(0x08, [-5]));
        Refuses("more than an array holds", WriteIdx(0x08, [65536, 65536]));
        Refuses("more than an array holds", WriteIdx(0x08, [.. Enumerable.Repeat(int.MaxValue, 255)]));
    }

    [Fact]
    public void Files_cut_short_or_too_long_are_refused()
    {
        Refuses("it ends after 3 bytes of values; its header announces 4", WriteIdx(0x08, [2, 2], 1, 2, 3));
        Refuses("it ends after 7 bytes of values; its header announces 8", WriteIdx(0x0D, [2], 1, 2, 3, 4, 5, 6, 7));
        Refuses("it goes on after the 2 bytes", WriteIdx(0x08, [2], 1, 2, 3));
        Refuses("it ends after 0 bytes of values", WriteIdx(0x08, [2], 1, 2), WriteIdx(0x08, [2]));
    }

    [Fact]
    public void A_header_that_announces_more_than_there_is_takes_no_memory()
    {
        string boastful = WriteIdx(0x0E, [2, 500_000_000]);
        string labels = TwoLabels;
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => Dataset.FromIdx(boastful, labels));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
    }

    [Fact]
    public void Compressed_files_cut_short_or_spoiled_are_refused()
    {
        byte[] random = new byte[5000];
        new Random(1).NextBytes(random);
        byte[] whole = File.ReadAllBytes(Compress(WriteIdx(0x08, [2, 2500], random)));
        Refuses("it was cut short", Write(whole[..(whole.Length / 2)]));
        Refuses("it was cut short", Write(whole[..3]));
        Refuses("cannot be decompressed", Write([.. whole[..10], .. Enumerable.Repeat((byte)255, 200)]));
    }

    [Fact]
    public void Files_that_do_not_fit_each_other_are_refused()
    {
        Refuses("it holds 3 labels, but", WriteIdx(0x08, [2], 1, 2), WriteIdx(0x08, [3], 1, 2, 3));
        Refuses("2 dimensions of UnsignedByte; labels need 1 of integers", WriteIdx(0x08, [2], 1, 2), WriteIdx(0x08, [2, 1], 1, 2));
        Refuses("1 dimensions of Single; labels need 1 of integers", WriteIdx(0x08, [1], 1), WriteIdx(0x0D, [1], 0, 0, 0, 0));
        Refuses("label 1 is -1", WriteIdx(0x08, [2], 1, 2), WriteIdx(0x09, [2], 0, 255));
        Refuses("only UnsignedByte can be scaled", WriteIdx(0x09, [2], 1, 2), scaleBytes: true);
        Assert.Throws<ArgumentNullException>(() => Dataset.FromIdx(null!, "x"));
        Assert.Throws<ArgumentNullException>(() => Dataset.FromIdx("x", null!));
        Assert.Throws<FileNotFoundException>(() => Dataset.FromIdx(Path.Combine(_folder, "none"), "x"));
    }
}
