using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using GenNet.Tests.ModelFiles;
using Xunit.Abstractions;

namespace GenNet.Tests.Data;

/// <summary>
/// Files of data, scalers and imputers that are damaged at random: reading ends in what they hold or in a refusal, and takes memory in
/// proportion to the file, and little time.
/// </summary>
/// <remarks><c>GENNET_FUZZ=n</c> in the environment reads n files of each format instead of <see cref="DefaultCount"/>.</remarks>
public sealed class DamagedFileTests(ITestOutputHelper output) : IDisposable
{
    private const int DefaultCount = 500;

    // Readers' buffers; a number of two characters becomes one of eight bytes in lists that grow, and exceptions are some kilobytes more.
    private const int FixedMemory = 512 << 10, MemoryPerByte = 64;

    private const string Numbers = "0123456789eE+-.,:()[]{}\"' \n\0";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Of each format a file, and how it is read.</summary>
    private static readonly Dictionary<string, (byte[] File, Action<string> Read)> s_formats = new()
    {
        ["npy"] = (Npy("<f4", "20, 3", 240), path => Dataset.FromNpy(path, path)),
        ["npz"] = (Npz(), path => Dataset.FromNpz(path, "x", labels: "y")),
        ["idx"] = (Idx(), path => Dataset.FromIdx(path, path)),
        ["idx.gz"] = (Compressed(Idx()), path => Dataset.FromIdx(path, path)),
        ["csv"] = (Csv(), path => Dataset.FromCsv(path, new CsvDataOptions { HasHeader = true, LabelColumn = "y" })),
        ["csv of categories"] = (Csv(), path => DoubleDataset.FromCsv(path, new CsvDataOptions
        {
            HasHeader = true, TargetColumns = ["b"], OneHotColumns = ["c", "y"], Missing = MissingValues.Keep,
        })),
        ["scaler"] = (
            """{"kind": "StandardScaler", "ofTargets": false, "offset": [1, -2.5, 1e10], "scale": [1, 0.5, 1e-3]}"""u8.ToArray(),
            path => StandardScaler.Load(path)),
        ["imputer"] = ("""{"values": [1, -2.5, 1e10]}"""u8.ToArray(), path => Imputer.Load(path)),
    };

    public static TheoryData<string> Formats => [.. s_formats.Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public void IsReadOrRefused(string format)
    {
        int count = int.Parse(Environment.GetEnvironmentVariable("GENNET_FUZZ") ?? $"{DefaultCount}", CultureInfo.InvariantCulture);
        (byte[] whole, Action<string> read) = s_formats[format];
        string path = _folder.File("file");
        File.WriteAllBytes(path, whole);
        read(path);
        Random random = new(1);
        int refused = 0;
        long most = 0;
        var clock = Stopwatch.StartNew();
        for (int i = 0; i < count; i++)
        {
            byte[] file = Damaged(whole, random);
            File.WriteAllBytes(path, file);
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read(path);
            }
            catch (Exception exception) when (exception is InvalidDataException or ModelFileException)
            {
                refused++;
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            most = Math.Max(most, allocated);
            Assert.True(
                allocated <= FixedMemory + (long)MemoryPerByte * file.Length, $"File {i}: {allocated:N0} bytes for {file.Length:N0}.");
        }

        output.WriteLine($"{refused:N0} of {count:N0} were refused; at most {most:N0} bytes were taken, in {clock.Elapsed}");
        Assert.InRange(refused, count / 10, count);
        Assert.True(clock.Elapsed < TimeSpan.FromMilliseconds(5_000 + (5 * count)), $"{count} files took {clock.Elapsed}");
    }

    /// <summary>Bytes are changed, left out, doubled or become others of numbers; the end is cut off.</summary>
    private static byte[] Damaged(byte[] whole, Random random)
    {
        List<byte> bytes = [.. whole];
        for (int change = random.Next(1, 4); change > 0 && bytes.Count > 0; change--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(9))
            {
                case 0 or 1: bytes[at] = (byte)random.Next(256); break;
                case 2 or 3: bytes[at] = (byte)Numbers[random.Next(Numbers.Length)]; break;
                case 4 or 5: bytes.RemoveRange(at, Math.Min(random.Next(1, 9), bytes.Count - at)); break;
                case 6 or 7: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(20), bytes.Count - at))); break;
                default: bytes.RemoveRange(at, bytes.Count - at); break;
            }
        }

        return [.. bytes];
    }

    private static byte[] Npy(string type, string shape, int length)
    {
        string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({shape}), }}".PadRight(117) + "\n";
        byte[] size = BitConverter.GetBytes((ushort)header.Length);
        return [0x93, .. "NUMPY"u8, 1, 0, .. size, .. Encoding.ASCII.GetBytes(header), .. new byte[length]];
    }

    private static byte[] Npz()
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] file) in new[] { ("x", Npy("<f8", "20, 3", 480)), ("y", Npy("<i8", "20,", 160)) })
            {
                using Stream entry = archive.CreateEntry(name + ".npy").Open();
                entry.Write(file);
            }
        }

        return stream.ToArray();
    }

    private static byte[] Idx() => [0, 0, 8, 1, 0, 0, 0, 100, .. Enumerable.Range(0, 100).Select(i => (byte)(i % 7))];

    private static byte[] Compressed(byte[] file)
    {
        using MemoryStream stream = new();
        using (GZipStream gzip = new(stream, CompressionLevel.Optimal))
            gzip.Write(file);
        return stream.ToArray();
    }

    private static byte[] Csv() => Encoding.UTF8.GetBytes(
        "a,b,c,y\n" + string.Concat(Enumerable.Range(0, 30).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"{i * 0.5},{-i}e-3,\"{i % 4}\",{(i % 3 == 0 ? "yes" : "no")}\n"))));
}
