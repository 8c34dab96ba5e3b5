using System.Text;
using GenNet.Tests.Support;
using static GenNet.Tests.ModelFiles.RawFile;

namespace GenNet.Tests.ModelFiles;

/// <summary>What the loader says of files that are damaged, made up, or another network's, and that they change nothing.</summary>
public sealed class LoaderTests
{
    private const string Weight = """ "0.weight": {"dtype": "F32", "shape": [1, 2], "data_offsets": [0, 8]} """;
    private const string Bias = """ "0.bias": {"dtype": "F32", "shape": [1], "data_offsets": [8, 12]} """;

    private static readonly byte[] s_data = Singles(1, 2, 3);

    /// <summary>Headers, with a part of the message.</summary>
    public static TheoryData<string, string> WrongHeaders => new()
    {
        { "", "does not start with '{'" },
        { "[]", "does not start with '{'" },
        { $$""" {{{Weight}}, {{Bias}}}""", "does not start with '{'" },
        { "{", "not JSON" },
        { $$"""{{{Weight}}, {{Bias}}""", "not JSON" },
        { $$"""{{{Weight}}, {{Bias}}} x""", "not JSON" },
        { $$"""{{{Weight}}, {{Bias}},}""", "not JSON" },
        { $$"""{{{Weight}}, {{Bias}} /* why */ }""", "not JSON" },
        { $$"""{{{Weight}}, {{Bias}}, "\ud800": {} }""", "not JSON" },
        { new string('{', 2), "not JSON" },
        { """{"0.weight": """ + new string('[', 500), "is not an object" },
        { $$"""{{{Weight}}, {{Bias}}, "__metadata__": 1}""", "\"__metadata__\" is not an object of strings" },
        { $$"""{"__metadata__": {"a": 1}, {{Weight}}, {{Bias}}}""", "\"a\" in \"__metadata__\" is not a string" },
        { $$"""{"__metadata__": {"a": "1", "a": "2"}, {{Weight}}, {{Bias}}}""", "\"__metadata__\" has \"a\" twice" },
        { $$"""{"__metadata__": {}, {{Weight}}, {{Bias}}, "__metadata__": {} }""", "\"__metadata__\" twice" },
        { $$"""{{{Weight}}, {{Bias}}, {{Bias}}}""", "\"0.bias\" twice" },
        { $$"""{{{Weight}}, {{Bias}}, "0.b\u0069as": {"dtype": "F32", "shape": [1], "data_offsets": [12, 16]} }""", "\"0.bias\" twice" },
        { $$"""{{{Weight}}, "0.bias": 3}""", "\"0.bias\" is not an object" },
        { $$"""{{{Weight}}}""", "lacks the tensor \"0.bias\"; it needs \"0.weight\", \"0.bias\"" },
        { "{}", "lacks the tensor \"0.weight\"" },
        { $$"""{{{Weight}}, {{Bias}}, "1.weight": {"dtype": "F32", "shape": [], "data_offsets": [12, 16]} }""",
            "has a tensor \"1.weight\", which" },
        { $$"""{{{Weight}}, {{Bias}}, "1.weight": {"dtype": "F32", "shape": [0], "data_offsets": [12, 12]} }""",
            "has a tensor \"1.weight\", which" },
        { $$"""{{{Weight}}, {{Bias.Replace("F32", "I32")}} }""", "\"0.bias\" has the dtype \"I32\"; F64, F32, F16, BF16 can be read" },
        { $$"""{{{Weight}}, {{Bias.Replace("F32", "1")}} }""", "the dtype \"1\"" },
        { $$"""{{{Weight}}, {{Bias.Replace("F32", "f32")}} }""", "the dtype \"f32\"" },
        { $$"""{{{Weight}}, {{Bias.Replace("\"F32\"", "1")}} }""", "has \"dtype\" where dtype, a string" },
        { $$"""{{{Weight}}, {{Bias.Replace("\"dtype\"", "\"type\"")}} }""", "has \"type\" where dtype, a string" },
        { $$"""{{{Weight}}, {{Bias.Replace("}", ", \"shape\": [1]}")}} }""", "has \"shape\" where" },
        { $$"""{{{Weight}}, "0.bias": {"shape": [1], "data_offsets": [8, 12]} }""", "lacks one of dtype" },
        { $$"""{{{Weight}}, {{Bias.Replace("[1]", "1")}} }""", "a shape that is not an array" },
        { $$"""{{{Weight}}, {{Bias.Replace("[1]", "[-1]")}} }""", "a shape with something else than whole numbers" },
        { $$"""{{{Weight}}, {{Bias.Replace("[1]", "[1.0]")}} }""", "a shape with something else than whole numbers" },
        { $$"""{{{Weight}}, {{Bias.Replace("[1]", "[\"1\"]")}} }""", "a shape with something else than whole numbers" },
        { $$"""{{{Weight}}, {{Bias.Replace("[1]", "[9223372036854775808]")}} }""", "a shape with something else than whole numbers" },
        { $$"""{{{Weight}}, {{Bias.Replace("[1]", "[4294967296, 4294967296]")}} }""",
            "[4294967296, 4294967296], more than a file can hold" },
        { $$"""{{{Weight}}, {{Bias.Replace("[1]", "[9223372036854775807]")}} }""", "more than a file can hold" },
        { $$"""{{{Weight}}, {{Bias.Replace("[1]", "[2]")}} }""", "\"0.bias\" has 4 bytes; F32 [2] needs 8" },
        { $$"""{{{Weight}}, {{Bias.Replace("[8, 12]", "[8]")}} }""", "the data_offsets [8]; a start and an end" },
        { $$"""{{{Weight}}, {{Bias.Replace("[8, 12]", "[12, 8]")}} }""", "the data_offsets [12, 8]; a start and an end" },
        { $$"""{{{Weight}}, {{Bias.Replace("[8, 12]", "[12, 16]")}} }""",
            "\"0.bias\" starts at byte 12 of the data, after a hole; it must start at 8" },
        { $$"""{{{Weight}}, {{Bias.Replace("[8, 12]", "[4, 8]")}} }""",
            "\"0.bias\" starts at byte 4 of the data, inside of another tensor" },
        { $$"""{{{Weight.Replace("[0, 8]", "[4, 12]")}}, {{Bias.Replace("[8, 12]", "[12, 16]")}} }""", "\"0.weight\" starts at byte 4" },
        { $$"""{{{Weight.Replace("[1, 2]", "[2, 1]")}}, {{Bias}} }""", "\"0.weight\" has the shape [2, 1]; the network needs [1, 2]" },
        { $$"""{{{Weight.Replace("[1, 2]", "[2]")}}, {{Bias}} }""", "\"0.weight\" has the shape [2]; the network needs [1, 2]" },
        { $$"""{{{Weight.Replace("[1, 2]", "[1, 1, 2]")}}, {{Bias}} }""",
            "\"0.weight\" has the shape [1, 1, 2]; the network needs [1, 2]" },
    };

    [Theory, MemberData(nameof(WrongHeaders))]
    public void SaysWhatIsWrongWithAHeader(string header, string message) => Refuses(Of(header, s_data), message);

    [Fact]
    public void SaysWhatIsWrongWithAFile()
    {
        byte[] header = Encoding.UTF8.GetBytes($$"""{{{Weight}}, {{Bias}}}"""), right = Of(header, s_data);
        Refuses([], "ends within its first 8 bytes");
        Refuses(right[..7], "ends within its first 8 bytes");
        Refuses(Of(header, s_data, length: 100_000_001), "said to have 100000001 bytes");
        Refuses(Of(header, s_data, length: ulong.MaxValue), "at most 100000000");
        Refuses(Of(header, s_data, length: 100_000_000), "ends within its header, after");
        Refuses(right[..^1], "ends within the tensor \"0.bias\", after 3 of 4 bytes");
        Refuses(right[..^9], "ends within the tensor \"0.weight\", after 3 of 8 bytes");
        Refuses([.. right, 0], "goes on after the end");
        Refuses(Of([.. header[..^1], 0xFF, .. header[^1..]], s_data), "not JSON in UTF-8");
        Refuses(Of([.. header, 0], s_data), "not JSON");
        Refuses(Encoding.UTF8.GetBytes("<!DOCTYPE html><html></html>"), "is said to have");
        Refuses(Encoding.UTF8.GetBytes("PK\u0003\u0004 and so on"), "is a zip archive, as torch.save writes");
    }

    [Fact]
    public void TellsTheTensorThatIsWrong()
    {
        Assert.Equal("0.bias", Refuses(Of($$"""{{{Weight}}, {{Bias.Replace("F32", "I64")}}}""", s_data), "").Tensor);
        Assert.Equal("0.weight", Refuses(Of($$"""{{{Weight.Replace("[1, 2]", "[2]")}}, {{Bias}}}""", s_data), "").Tensor);
        Assert.Null(Refuses([], "").Tensor);
    }

    [Fact]
    public void CutsAndCleansNamesInMessages()
    {
        string name = new string('x', 5000) + "\\n\\u001b[31m";
        ModelFileException e = Refuses(Of("{\"" + name + "\": 1}"), "is not an object");
        Assert.True(e.Message.Length < 200, e.Message);
        Assert.DoesNotContain(Refuses(Of("{\"\\u001b[31m\": 1}"), "is not an object").Message, char.IsControl);
    }

    [Fact]
    public void RefusesADoubleThatIsNoFloat()
    {
        string header = $$"""{{{Weight}}, "0.bias": {"dtype": "F64", "shape": [1], "data_offsets": [8, 16]} }""";
        byte[] File(double bias) => Of(header, [.. Singles(1, 2), .. BitConverter.GetBytes(bias)]);
        Refuses(File(1e39), "Number 0 of the tensor \"0.bias\" is too large for a float");
        Assert.Equal([1, 2, 1e-3f], Parameters(Load(File(1e-3))));
        Assert.Equal([1, 2, float.PositiveInfinity], Parameters(Load(File(double.PositiveInfinity))));
    }

    /// <summary>No training gives one. NaN, which a training that diverged leaves, is kept as a weight's is.</summary>
    [Fact]
    public void RefusesANegativeVariance()
    {
        NormalizedTiny network = new(seed: 3);
        byte[] right = File(1);
        ModelFileException e = Assert.Throws<ModelFileException>(() => network.LoadParameters(new MemoryStream(File(-1e-6f))));
        Assert.Equal("Number 1 of the tensor \"1.running_var\" is negative; it is a variance, which is at least 0.", e.Message);
        Assert.Equal("1.running_var", e.Tensor);
        Assert.Equal(right, Saved(network));
        foreach (float variance in new[] { -0f, float.NaN, float.PositiveInfinity })
            Assert.Equal(File(variance), Saved(NormalizedTiny.Load(new MemoryStream(File(variance)))));

        // The variances stand last.
        byte[] File(float variance) => [.. Saved(new(seed: 3)).SkipLast(sizeof(float)), .. Singles(variance)];

        static byte[] Saved(NormalizedTiny network)
        {
            using var file = new MemoryStream();
            network.Save(file);
            return file.ToArray();
        }
    }

    [Fact]
    public void LoadsInAnyOrderAndForm()
    {
        Assert.Equal([1, 2, 3], Parameters(Load(Of($$"""{{{Bias}}, {{Weight}}}   """, s_data))));
        string reversed =
            $$"""{{{Weight.Replace("[0, 8]", "[4, 12]")}}, {{Bias.Replace("[8, 12]", "[0, 4]")}}, "__metadata__": {"a": "é"} }""";
        Assert.Equal([2, 3, 1], Parameters(Load(Of(reversed, s_data))));
        string half =
            """{"0.weight":{"dtype":"F16","shape":[1,2],"data_offsets":[0,4]}"""
            + ""","0.bias":{"dtype":"BF16","shape":[1],"data_offsets":[4,6]}}""";
        Assert.Equal([1, -2, 3], Parameters(Load(Of(half, 0x00, 0x3C, 0x00, 0xC0, 0x40, 0x40))));
    }

    [Fact]
    public void ReadsEveryHalf()
    {
        foreach (string type in new[] { "F16", "BF16" })
        {
            for (int bits = 0; bits <= ushort.MaxValue; bits += 2)
            {
                byte[] data = [.. BitConverter.GetBytes((ushort)bits), .. BitConverter.GetBytes((ushort)(bits + 1)), 0, 0];
                string header =
                """{"0.weight":{"dtype":"T","shape":[1,2],"data_offsets":[0,4]},"0.bias":{"dtype":"T","shape":[1],"data_offsets":[4,6]}}""";
                float[] expected = Expected(type, bits), actual = Parameters(Load(Of(header.Replace("\"T\"", $"\"{type}\""), data)));
                for (int i = 0; i < expected.Length; i++)
                {
                    // Whose NaN it is, is not told apart.
                    if (!(float.IsNaN(expected[i]) && float.IsNaN(actual[i])))
                        Close.SameBits([expected[i]], [actual[i]], $"{type} {bits + i:X4}");
                }
            }
        }

        static float[] Expected(string type, int bits) => type == "F16"
            ? [(float)BitConverter.UInt16BitsToHalf((ushort)bits), (float)BitConverter.UInt16BitsToHalf((ushort)(bits + 1)), 0]
            : [BitConverter.Int32BitsToSingle(bits << 16), BitConverter.Int32BitsToSingle((bits + 1) << 16), 0];
    }

    [Fact]
    public void StreamsNeedNotBeSeekable()
    {
        byte[] file = Of($$"""{{{Weight}}, {{Bias}}}""", s_data);
        Assert.Equal([1, 2, 3], Parameters(Tiny.Load(new TricklingStream(file))));
        var network = new Tiny();
        network.LoadParameters(new TricklingStream(file));
        Assert.Equal([1, 2, 3], Parameters(network));
        Assert.Throws<ModelFileException>(() => Tiny.Load(new TricklingStream(file[..^1])));
    }

    [Fact]
    public void ReadsFromWhereTheStreamStands()
    {
        using var stream = new MemoryStream([1, 2, 3, .. Of($$"""{{{Weight}}, {{Bias}}}""", s_data)]) { Position = 3 };
        Assert.Equal([1, 2, 3], Parameters(Tiny.Load(stream)));
        Assert.Equal(stream.Length, stream.Position);
    }

    [Fact]
    public void ErrorsOfTheFileSystemAreItsOwn()
    {
        Assert.Throws<FileNotFoundException>(() => Tiny.Load(Path.Combine(Path.GetTempPath(), "gennet-no-such-file.safetensors")));
        Assert.Throws<ArgumentNullException>(() => Tiny.Load((Stream)null!));
        Assert.Throws<ArgumentNullException>(() => new Tiny().LoadParameters((string)null!));
        Assert.Throws<DirectoryNotFoundException>(
            () => new Tiny().Save(Path.Combine(Path.GetTempPath(), "gennet-no-such-folder", "x.safetensors")));
    }

    private static Tiny Load(byte[] file) => Tiny.Load(new MemoryStream(file));

    private static ModelFileException Refuses(byte[] file, string message)
    {
        var network = new Tiny(seed: 3);
        float[] before = Parameters(network);
        ModelFileException e = Assert.Throws<ModelFileException>(() => network.LoadParameters(new MemoryStream(file)));
        Assert.Contains(message, e.Message);
        Close.SameBits(before, Parameters(network), "parameters");
        Assert.Equal(e.Message, Assert.Throws<ModelFileException>(() => Tiny.Load(new TricklingStream(file))).Message);
        return e;
    }

    private static float[] Parameters(Tiny network)
    {
        var parameters = new float[Tiny.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }
}
