using System.IO.Compression;
using System.Text;
using GenNet.Tests.ModelFiles;

namespace GenNet.Tests.Data;

/// <summary>Arrays as NumPy writes them.</summary>
public sealed class NumpyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static byte[] Npy(string type, string shape, byte[] values, string order = "False", byte version = 1)
    {
        string header = $"{{'descr': '{type}', 'fortran_order': {order}, 'shape': ({shape}), }}";
        header = header.PadRight(117) + "\n";
        byte[] length = version == 1 ? BitConverter.GetBytes((ushort)header.Length) : BitConverter.GetBytes(header.Length);
        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. Encoding.ASCII.GetBytes(header), .. values];
    }

    private static byte[] Bytes<T>(params T[] values) where T : struct =>
        System.Runtime.InteropServices.MemoryMarshal.AsBytes<T>(values).ToArray();

    private string Write(string name, byte[] file)
    {
        string path = _folder.File(name);
        File.WriteAllBytes(path, file);
        return path;
    }

    [Fact]
    public void A_damaged_archive_is_named()
    {
        using MemoryStream good = new();
        using (ZipArchive archive = new(good, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string name in new[] { "x", "y" })
            {
                using Stream entry = archive.CreateEntry(name + ".npy").Open();
                entry.Write(Npy("<i8", "1000,", Bytes([.. Enumerable.Range(0, 1000).Select(i => (long)i)])));
            }
        }

        byte[] file = good.ToArray();
        file.AsSpan(200, 300).Fill(0xFF);
        Assert.Contains("data.npz', array 'x': it cannot be decompressed.", Refusal(file));
        Assert.Contains("data.npz': it is no whole zip archive, as savez writes", Refusal(file[..^30]));
        Assert.Contains("data.npz': it is no whole zip archive, as savez writes", Refusal("x,y\n"u8.ToArray()));

        string Refusal(byte[] bytes) => Assert.Throws<InvalidDataException>(
            () => Dataset.FromNpz(Write("data.npz", bytes), "x", labels: "y")).Message;
    }

    [Fact]
    public void A_sentence_ends_once()
    {
        string labels = Write("y.npy", Npy("<i8", "2,", Bytes(1L, 0L)));
        string features = Write("x.npy", Npy("<f4", "2,", Bytes(1, float.PositiveInfinity)));
        Assert.EndsWith("in sample 1.", Assert.Throws<InvalidDataException>(() => Dataset.FromNpy(features, labelsPath: labels)).Message);
    }

    [Fact]
    public void Every_type_is_read()
    {
        string labels = Write("y.npy", Npy("<i8", "2,", Bytes(1L, 0L)));
        (string Type, byte[] Values)[] all =
        [
            ("<f2", Bytes((Half)1, (Half)2, (Half)3, (Half)4)), ("<f4", Bytes(1f, 2f, 3f, 4f)), ("<f8", Bytes(1.0, 2.0, 3.0, 4.0)),
            ("|i1", [1, 2, 3, 4]), ("|u1", [1, 2, 3, 4]), ("<i2", Bytes<short>(1, 2, 3, 4)), ("<u2", Bytes<ushort>(1, 2, 3, 4)),
            ("<i4", Bytes(1, 2, 3, 4)), ("<u4", Bytes(1u, 2u, 3u, 4u)), ("<i8", Bytes(1L, 2L, 3L, 4L)), ("<u8", Bytes(1UL, 2UL, 3UL, 4UL)),
            (">i2", [0, 1, 0, 2, 0, 3, 0, 4]), (">f4", [0x3F, 0x80, 0, 0, 0x40, 0, 0, 0, 0x40, 0x40, 0, 0, 0x40, 0x80, 0, 0]),
        ];
        foreach ((string type, byte[] values) in all)
        {
            Dataset dataset = Dataset.FromNpy(Write("x.npy", Npy(type, "2, 2", values)), labelsPath: labels);
            Assert.Equal([1, 2, 3, 4], dataset.Features.ToArray());
            Assert.Equal([1, 0], dataset.Labels.ToArray());
        }

        Assert.Equal(-3, DoubleDataset.FromNpy(Write("x.npy", Npy("|i1", "2,", [0xFD, 1])), labelsPath: labels).Features[0]);
        string newer = Write("x.npy", Npy("<f4", "2, 1", Bytes(5f, 6f), version: 2)), truths = Write("b.npy", Npy("|b1", "2,", [1, 0]));
        Assert.Equal([1, 0], Dataset.FromNpy(newer, labelsPath: truths).Labels.ToArray());
    }

    [Fact]
    public void Arrays_in_columns_become_rows()
    {
        string x = Write("x.npy", Npy("<f4", "2, 3", Bytes(1f, 4f, 2f, 5f, 3f, 6f), order: "True"));
        string y = Write("y.npy", Npy("<f4", "2, 2", Bytes(7f, 9f, 8f, 10f), order: "True"));
        Dataset dataset = Dataset.FromNpy(x, targetsPath: y);
        Assert.Equal([1, 2, 3, 4, 5, 6], dataset.Features.ToArray());
        Assert.Equal([7, 8, 9, 10], dataset.Targets.ToArray());
    }

    [Fact]
    public void Arrays_of_an_archive_are_found_by_name()
    {
        string path = _folder.File("data.npz");
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            Add("X", Npy("<f8", "2, 2, 1", Bytes(1.0, 2.0, 3.0, 4.0)));
            Add("y", Npy("<f4", "2,", Bytes(0.5f, 0.25f)));

            void Add(string name, byte[] file)
            {
                using Stream entry = archive.CreateEntry(name + ".npy").Open();
                entry.Write(file);
            }
        }

        DoubleDataset dataset = DoubleDataset.FromNpz(path, features: "X", targets: "y");
        Assert.Equal((2, 2, 1), (dataset.Count, dataset.FeatureCount, dataset.TargetCount));
        Assert.Equal([1, 2, 3, 4], dataset.Features.ToArray());
        Assert.Equal([0.5, 0.25], dataset.Targets.ToArray());
        Refuses("there is no array 'z'; it has X.npy, y.npy", () => Dataset.FromNpz(path, "X", labels: "z"));
        Refuses("array 'y': it has the shape [2] of floats; labels are [n] of integers", () => Dataset.FromNpz(path, "X", labels: "y"));
    }

    [Fact]
    public void What_is_damaged_or_does_not_fit_is_refused()
    {
        byte[] good = Npy("<f4", "2, 1", Bytes(1f, 2f));
        string x = Write("x.npy", good), y = Write("y.npy", Npy("<i4", "2,", Bytes(0, 1)));
        RefusesFile("does not start as NumPy's files do", "PK......"u8.ToArray());
        RefusesFile("it ends too early", good[..^1]);
        RefusesFile("it ends too early", good[..50]);
        RefusesFile("it ends too early", []);
        RefusesFile("it goes on after the values", [.. good, 0]);
        RefusesFile("its type is <c8", Npy("<c8", "2,", new byte[16]));
        RefusesFile("its header is", Npy("|O", "2,", new byte[16]));
        RefusesFile("its shape is (0, 1)", Npy("<f4", "0, 1", []));
        RefusesFile("it is a single number", Npy("<f4", "", Bytes(1f)));
        RefusesFile("more than an array holds", Npy("<f4", "99999999, 99999999", []));
        RefusesFile("it holds 2 samples; the features are of 3", Npy("<f4", "3,", Bytes(1f, 2f, 3f)));
        Refuses("label 1 is -1", () => Dataset.FromNpy(x, labelsPath: Write("z.npy", Npy("<i4", "2,", Bytes(0, -1)))));
        Assert.Throws<ArgumentException>(() => Dataset.FromNpy(x));
        Assert.Throws<ArgumentException>(() => Dataset.FromNpy(x, y, y));

        void RefusesFile(string message, byte[] file) => Refuses(message, () => Dataset.FromNpy(Write("bad.npy", file), labelsPath: y));
    }

    private static void Refuses(string message, Func<object> read) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(read).Message);
}
