using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GenNet.Tests.Support;
using Xunit.Abstractions;

namespace GenNet.Tests.ModelFiles;

/// <summary>
/// Files and checkpoints that are damaged at random, in their bytes and in their headers: loading ends in a network or in a
/// <see cref="ModelFileException"/> that has changed nothing, and takes memory in proportion to the file, and little time.
/// </summary>
/// <remarks><c>GENNET_FUZZ=n</c> in the environment loads n files instead of <see cref="DefaultCount"/>.</remarks>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int DefaultCount = 2_000;

    // A block of 64 KiB is read at a time. The header is held as text and as its tensors, of which a number of two bytes becomes one of
    // eight in lists that grow; exceptions and their traces are some kilobytes more.
    private const int FixedMemory = 192 << 10, MemoryPerByte = 64;

    private static readonly string[] s_words =
    [
        "-1", "0", "1", "2", "4", "8", "12", "1e3", "1.0", "4294967296", "9223372036854775807", "9223372036854775808",
        "18446744073709551615", "[]", "{}", "null", "true", "\"F32\"", "\"F64\"", "\"F16\"", "\"BF16\"", "\"I64\"", "\"dtype\"",
        "\"shape\"", "\"data_offsets\"", "\"0.weight\"", "\"0.bias\"", "\"__metadata__\"", "\"checkpoint\"",
        "\"checkpoint.optimizer.0.0.weight\"", "\"NaN\"", "\"\\ud800\"", ",", ":", "{", "}", "[", "]", " ", "\0",
    ];

    /// <summary>One damage: of which kind, where in the file or header, and with what.</summary>
    public sealed record Damage(int Kind, double Place, int Value)
    {
        public byte[] Apply(byte[] file)
        {
            int at = (int)(Place * file.Length), header = HeaderLength(file);
            return Kind switch
            {
                0 when file.Length > 0 => [.. file[..at], (byte)Value, .. file[(at + 1)..]],
                1 => file[..at],
                2 => [.. file, .. new byte[Value & 63]],
                3 => [.. file[..at], .. file[Math.Max(0, at - (Value & 63))..]],
                4 => [.. file[..at], .. file[Math.Min(file.Length, at + (Value & 15))..]],
                5 when file.Length >= 8 => [.. BitConverter.GetBytes((ulong)Value << (Value & 31)), .. file[8..]],
                6 or 7 or 8 when header > 0 => WithWord(file, header, replaces: true),
                9 when header > 0 => WithWord(file, header, replaces: false),
                _ => file,
            };
        }

        /// <summary>A word for one of the header's, or before one, with the header's length put right.</summary>
        private byte[] WithWord(byte[] file, int header, bool replaces)
        {
            string text = Encoding.UTF8.GetString(file, 8, header);
            int at = Math.Min(text.Length - 1, (int)(Place * text.Length)), end = at;
            if (replaces)
            {
                while (at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '"' or '.' or '_')) at--;
                while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '"' or '.' or '_')) end++;
            }

            byte[] damaged = Encoding.UTF8.GetBytes(text[..at] + s_words[(uint)Value % s_words.Length] + text[end..]);
            return RawFile.Of(damaged, file[(8 + header)..]);
        }

        private static int HeaderLength(byte[] file)
        {
            ulong length = file.Length < 8 ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(file);
            return length <= (ulong)Math.Max(0, file.Length - 8) ? (int)length : 0;
        }
    }

    [Fact]
    public void LoadsOrRefuses()
    {
        int count = int.Parse(
            Environment.GetEnvironmentVariable("GENNET_FUZZ") ?? $"{DefaultCount}", System.Globalization.CultureInfo.InvariantCulture);
        int loaded = 0, refused = 0;
        long most = 0;
        byte[] parameters = Saved(network => network.Save), checkpoint = Saved(network => stream => SaveCheckpoint(network, stream));
        Gen<Damage> damage =
            from kind in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(1, 9)))
            from place in Gen.Choose(0, 9_999)
            from value in Gen.Choose(0, int.MaxValue)
            select new Damage(kind, place / 10_000.0, value);
        Gen<(bool, Damage[])> cases =
            from isCheckpoint in Gen.Elements(true, false)
            from several in Gen.Choose(1, 3).SelectMany(number => damage.ArrayOf(number))
            select (isCheckpoint, several);

        Property property = Prop.ForAll(cases.ToArbitrary(), drawn =>
        {
            (bool isCheckpoint, Damage[] damages) = drawn;
            byte[] file = damages.Aggregate(isCheckpoint ? checkpoint : parameters, (bytes, one) => one.Apply(bytes));
            var network = new Mixed(seed: 9);
            var optimizer = new Adam();
            float[] before = Parameters(network);
            using Stream stream = damages[0].Value % 2 == 0 ? new MemoryStream(file) : new TricklingStream(file);
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                if (isCheckpoint)
                    network.LoadCheckpoint(stream, optimizer);
                else
                    network.LoadParameters(stream);
                loaded++;
            }
            catch (ModelFileException)
            {
                Close.SameBits(before, Parameters(network), "parameters");
                Assert.Equal((0, 1e-3), (optimizer.StepCount, optimizer.LearningRate));
                refused++;
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            most = Math.Max(most, allocated);
            Assert.True(
                allocated <= FixedMemory + (long)MemoryPerByte * file.Length, $"{allocated:N0} bytes for a file of {file.Length:N0}");
        });
        var clock = Stopwatch.StartNew();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true), property);
        Assert.True(clock.Elapsed < TimeSpan.FromMilliseconds(5_000 + (5 * count)), $"{count} files took {clock.Elapsed}");

        output.WriteLine($"{loaded:N0} loaded, {refused:N0} refused; at most {most:N0} bytes taken");
        Assert.True(refused > count / 2, "Hardly any file was damaged.");
        Assert.True(loaded > count / 50, "Hardly any file could be loaded.");
    }

    [Theory]
    [InlineData("{\"0.weight\":{\"dtype\":\"F32\",\"shape\":[", "0,", "0],\"data_offsets\":[0,0]}}")]
    [InlineData("{\"__metadata__\":{\"a\":\"", "a", "\"}}")]
    [InlineData("{\"", "a", "\":1}")]
    [InlineData("{", " ", "}")]
    [InlineData("{", "\"\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},", "}")]
    public void LongHeadersTakeMemoryInProportion(string start, string repeated, string end)
    {
        byte[] file = RawFile.Of(start + string.Concat(Enumerable.Repeat(repeated, 4_000_000 / repeated.Length)) + end);
        using Stream stream = new MemoryStream(file);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<ModelFileException>(() => Mixed.Load(stream));
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.InRange(allocated, file.Length, FixedMemory + (long)MemoryPerByte * file.Length);
    }

    /// <summary>What the file says of its length takes no memory.</summary>
    [Fact]
    public void PromisesTakeNoMemory()
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<ModelFileException>(() => Tiny.Load(new MemoryStream(RawFile.Of("{"u8.ToArray(), [], length: 100_000_000))));
        string header = """{"0.weight":{"dtype":"F32","shape":[1000000,1000000],"data_offsets":[0,4000000000000]}}""";
        Assert.Throws<ModelFileException>(() => Tiny.Load(new MemoryStream(RawFile.Of(header))));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 2 * FixedMemory);
    }

    private static byte[] Saved(Func<Mixed, Action<Stream>> save)
    {
        using var stream = new MemoryStream();
        save(new Mixed(seed: 1))(stream);
        return stream.ToArray();
    }

    private static void SaveCheckpoint(Mixed network, Stream stream)
    {
        var adam = new Adam();
        network.Train([1f, 2f, 3f, 4f, 5f], [0f, 1f, 0f], adam);
        network.SaveCheckpoint(stream, adam);
    }

    private static float[] Parameters(Mixed network)
    {
        var parameters = new float[Mixed.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }
}
