using System.Diagnostics;
using System.Text.Json.Nodes;
using GenNet.Tests.ModelFiles;

namespace GenNet.Tests.Pipelines;

/// <summary>What the loader says of pipelines that are damaged, made up, or another network's, and that they change nothing.</summary>
public sealed class PipelineFileTests : IDisposable
{
    private static readonly Dataset s_data = Dataset.FromArrays([1, 2, 3, 4, 5, 6, 7, 9], 4, [0, 1], ["no", "yes"]);
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("pipeline.safetensors");

    /// <summary>Changes of the metadata's JSON, with a part of the message.</summary>
    public static TheoryData<string, string, string> WrongStates => new()
    {
        { "classNames", "null", "The JSON is not what it should be" },
        { "classNames", """["no", null]""", "a name that is null" },
        { "classNames", """["a", "b", "c", "d"]""", "4 names of classes, more than the network has" },
        { "classNames", """["\ud83d"]""", "The JSON is not what it should be" },
        { "classNames", "[1]", "The JSON is not what it should be" },
        { "isClassifier", "1", "The JSON is not what it should be" },
        { "featureNames", """["x"]""", "1 names of features; the network needs 4" },
        { "targetNames", """["x"]""", "1 names of targets; the network needs 0" },
        { "categories", """{"fuel": null}""", "" },
        { "categories", """{"fuel": [null]}""", "a name that is null" },
        { "imputer", """{"values": []}""", "An imputer has 0 values" },
        { "imputer", """{"values": [1, 2]}""", "2 values of the imputer; the network needs 4" },
        { "imputer", """{"values": [1, 2, 3, 1e999]}""", "" },
        { "imputer", """{"values": [1, 2, 3, "NaN"]}""", "The JSON is not what it should be" },
        { "imputer", """{"values": [1, 2, 3, 4], "values": [1, 2, 3, 4]}""", "The JSON is not what it should be" },
        { "featureScaler", Scaler("Standard", "[0, 0, 0, 0]", "[1, 1, 1, 1]"), "A scaler \"Standard\" is not known" },
        { "featureScaler", Scaler("StandardScaler", "[0, 0, 0]", "[1, 1, 1]"), "3 columns of the features' scaler; the network needs 4" },
        { "featureScaler", Scaler("StandardScaler", "[0, 0, 0, 0]", "[1, 1, 1]"), "4 offsets and 3 scales" },
        { "featureScaler", Scaler("StandardScaler", "[0, 0, 0, 0]", "[1, 1, 1, 0]"), "above 0" },
        { "featureScaler", Scaler("MinMaxScaler", "[0, 0, 0, 0]", "[1, 1, 1, -1]"), "above 0" },
        { "featureScaler", Scaler("StandardScaler", "[0, 0, 0, 0]", "[1, 1, 1e-320, 1]"), "has the scale 1E-320 of column 2; it must be" },
        { "featureScaler", Scaler("StandardScaler", "[0, 0, 0, 0]", "[1, 1e999, 1, 1]"), "has the scale Infinity of column 1; it must be" },
        { "featureScaler", Scaler("StandardScaler", "[0, 1e999, 0, 0]", "[1, 1, 1, 1]"), "has the offset Infinity of column 1; it must be finite" },
        { "featureScaler", Scaler("StandardScaler", "[0, 0, 0, 0]", "[1, 1, 1, 1e-40]"), "the scale 1E-40 of column 3, too small for a network" },
        { "featureScaler", Scaler("TargetScaler", "[0, 0, 0, 0]", "[1, 1, 1, 1]"), "said to scale features" },
        { "featureScaler", Scaler("StandardScaler", "[0, 0, 0, 0]", "[1, 1, 1, 1]", "true"), "a scaler of targets for features" },
        { "targetScaler", Scaler("TargetScaler", "[0, 0, 0]", "[1, 1, 1]", "true"), "one where there are none" },
        { "surprise", "1", "The JSON is not what it should be" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(WrongStates))]
    public void A_state_that_no_pipeline_has_is_refused(string member, string value, string message)
    {
        new Pipeline<float>(new Softmaxed(1), s_data) { FeatureScaler = StandardScaler.Fit(s_data) }.Save(File);
        string own = Metadata()["pipeline"]!.GetValue<string>();
        Rewrite(metadata => metadata["pipeline"] = With(own, member, value));
        Refuses(message);
    }

    [Fact]
    public void Other_files_are_refused()
    {
        new Softmaxed(1).Save(File);
        Refuses("The file is no pipeline");
        var pipeline = new Pipeline<float>(new Softmaxed(1), s_data);
        pipeline.Save(File);
        Rewrite(metadata => metadata.Remove("architecture"));
        Refuses("The pipeline is of the network \"\"");
        new Pipeline<float>(new Logits(1), s_data).Save(File);
        Refuses("The pipeline is of the network \"Dense(4, 3)\"; this one is \"Dense(4, 8)");
        pipeline.Save(File);
        byte[] bytes = System.IO.File.ReadAllBytes(File);
        System.IO.File.WriteAllBytes(File, bytes[..^1]);
        Refuses("ends within the tensor");
        System.IO.File.WriteAllBytes(File, [.. bytes, 0]);
        Refuses("goes on after the end");
        Rewrite(metadata => metadata["pipeline"] = "null", bytes);
        Refuses("The JSON is null");
        Rewrite(metadata => metadata["pipeline"] = new string('[', 1000), bytes);
        Refuses("The JSON is not what it should be");
        Assert.Throws<FileNotFoundException>(() => Pipeline.Load(_folder.File("none"), new Softmaxed()));
    }

    [Fact]
    public void A_damaged_file_is_read_or_refused()
    {
        using var stream = new MemoryStream();
        new Pipeline<float>(new Softmaxed(1), s_data) { Imputer = Imputer.Mean(s_data), FeatureScaler = StandardScaler.Fit(s_data) }
            .Save(stream);
        byte[] bytes = stream.ToArray();
        var network = new Softmaxed();
        int refused = 0;
        var clock = Stopwatch.StartNew();
        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] damaged = [.. bytes];
            damaged[i] ^= (byte)(1 << (i % 8));
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Pipeline.Load(new MemoryStream(damaged), network).Predict(s_data);
            }
            catch (ModelFileException)
            {
                refused++;
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, (192 << 10) + (64 * bytes.Length));
        }

        Assert.True(refused > bytes.Length / 4);
        Assert.True(
            clock.Elapsed < TimeSpan.FromMilliseconds(5_000 + (5 * bytes.Length)), $"{bytes.Length} files took {clock.Elapsed}");
    }

    [Fact]
    public void A_stream_that_trickles_is_read()
    {
        var pipeline = new Pipeline<float>(new Softmaxed(1), s_data) { FeatureScaler = MinMaxScaler.Fit(s_data) };
        using var stream = new MemoryStream();
        pipeline.Save(stream);
        Pipeline<float> loaded = Pipeline.Load(new TricklingStream(stream.ToArray()), new Softmaxed());
        Assert.Equal(pipeline.Predict(s_data), loaded.Predict(s_data));
    }

    [Fact]
    public void Scalers_and_imputers_come_back_from_their_files()
    {
        Dataset numbers = Dataset.FromArrays([0.1f, 1e-30f, 2, 3e30f, 5, 6], 2, [1, 2, 4], 1);
        StandardScaler standard = StandardScaler.Fit(numbers);
        MinMaxScaler range = MinMaxScaler.Fit(numbers, -1, 1);
        TargetScaler targets = TargetScaler.Fit(numbers);
        foreach ((Scaler saved, Func<string, Scaler> load) in new (Scaler, Func<string, Scaler>)[]
        {
            (standard, StandardScaler.Load), (range, MinMaxScaler.Load), (targets, TargetScaler.Load),
            (MinMaxScaler.FitTargets(numbers), MinMaxScaler.Load),
        })
        {
            saved.Save(File);
            Scaler loaded = load(File);
            Assert.Equal(saved.Offset.ToArray(), loaded.Offset.ToArray());
            Assert.Equal(saved.Scale.ToArray(), loaded.Scale.ToArray());
            Assert.Equal((saved.GetType(), saved.OfTargets), (loaded.GetType(), loaded.OfTargets));
            Assert.Equal(saved.Transform(numbers).Features.ToArray(), loaded.Transform(numbers).Features.ToArray());
        }

        Imputer imputer = Imputer.Mean(numbers);
        imputer.Save(File);
        Assert.Equal(imputer.Values.ToArray(), Imputer.Load(File).Values.ToArray());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("""{"kind": "MinMaxScaler", "ofTargets": false, "offset": [0], "scale": [1]}""")]
    [InlineData("""{"kind": "StandardScaler", "ofTargets": false, "offset": [0], "scale": [0]}""")]
    [InlineData("""{"kind": "StandardScaler", "ofTargets": false, "offset": [], "scale": []}""")]
    [InlineData("""{"kind": "StandardScaler", "ofTargets": false, "offset": [0], "scale": [1], "scale": [2]}""")]
    public void A_file_that_is_no_such_scaler_is_refused(string json)
    {
        System.IO.File.WriteAllText(File, json);
        Assert.StartsWith($"'{File}': ", Assert.Throws<ModelFileException>(() => StandardScaler.Load(File)).Message);
        Assert.Throws<ModelFileException>(() => Imputer.Load(File));
    }

    [Fact]
    public void Scalers_are_made_of_numbers()
    {
        float[] row = [3, 10];
        new StandardScaler([1, 10], [2, 4]).Transform(row);
        Assert.Equal([1, 0], row);
        new StandardScaler([1, 10], [2, 4]).InverseTransform(row);
        Assert.Equal([3, 10], row);
        new MinMaxScaler([1, 10], [5, 10], -1, 1).Transform(row);
        Assert.Equal([0, -1], row);
        new TargetScaler([1, 10], [2, 4]).InverseTransform(row);
        Assert.Equal([1, 6], row);
        row[1] = float.NaN;
        new Imputer([7, 8]).Transform(row);
        Assert.Equal([1, 8], row);

        Refuses("deviations[1] is 1E-320; it must be finite and above 0", () => new StandardScaler([1, 2], [1, 1e-320]));
        Refuses("deviations[0] is NaN", () => new TargetScaler([1], [double.NaN]));
        Refuses("and the scale 1E-320; this must be", () => new MinMaxScaler([0], [1e-320]));
        Refuses("and the scale 1E-320; this must be", () => new MinMaxScaler([0], [1e-300], 0, 1e20));
        Refuses("and the scale 0; this must be", () => new MinMaxScaler([0], [1], -1.7e308, 1.7e308));
        Refuses("Feature 1 has the offset", () => StandardScaler.Fit(DoubleDataset.FromArrays([1, 0, 1, 2e200], 2, [0, 1])));
        Refuses("Target 0 has the offset", () => MinMaxScaler.FitTargets(DoubleDataset.FromArrays([1, 1], 1, [0, 1e-310], 1)));
        Refuses("the scale 1E-40 of column 0, too small for a network of Single", () => new Pipeline<float>(new Softmaxed(1), s_data)
        {
            FeatureScaler = new StandardScaler([0, 0, 0, 0], [1e-40, 1, 1, 1]),
        });
        Refuses("deviations[1] is 0", () => new StandardScaler([1, 2], [1, 0]));
        Refuses("means[0] is NaN", () => new TargetScaler([double.NaN], [1]));
        Refuses("1 means and 2 deviations", () => new StandardScaler([1], [1, 2]));
        Refuses("0 means", () => new StandardScaler([], []));
        Refuses("highest[0] is 1, and lowest[0] 2", () => new MinMaxScaler([2], [1]));
        Refuses("The interval [1, 0]", () => new MinMaxScaler([2], [3], 1, 0));
        Refuses("values[1] is ", () => new Imputer([1, double.NegativeInfinity]));
        Refuses("No values", () => new Imputer([]));

        static void Refuses(string message, Action act) => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(act).Message);
    }

    private static string Scaler(string kind, string offset, string scale, string ofTargets = "false") =>
        $$"""{"kind": "{{kind}}", "ofTargets": {{ofTargets}}, "offset": {{offset}}, "scale": {{scale}}}""";

    /// <summary>An object with a member set by its text, whether or not that is JSON that a parser would take.</summary>
    private static string With(string json, string member, string value)
    {
        var state = (JsonObject)JsonNode.Parse(json)!;
        state[member] = "@";
        return state.ToJsonString().Replace("\"@\"", value);
    }

    private JsonObject Metadata() => (JsonObject)Header(System.IO.File.ReadAllBytes(File))["__metadata__"]!;

    private static JsonNode Header(byte[] bytes) => JsonNode.Parse(bytes.AsSpan(8, BitConverter.ToInt32(bytes)))!;

    private void Rewrite(Action<JsonObject> change, byte[]? bytes = null)
    {
        bytes ??= System.IO.File.ReadAllBytes(File);
        JsonNode header = Header(bytes);
        change((JsonObject)header["__metadata__"]!);
        System.IO.File.WriteAllBytes(File, RawFile.Of(header.ToJsonString(), bytes[(8 + BitConverter.ToInt32(bytes))..]));
    }

    private void Refuses(string message)
    {
        var network = new Softmaxed(3);
        float[] before = new float[Softmaxed.ParameterCount], after = new float[Softmaxed.ParameterCount];
        network.GetParameters(before);
        var exception = Assert.Throws<ModelFileException>(() => Pipeline.Load(File, network));
        network.GetParameters(after);
        Assert.Equal(before, after);
        Assert.Equal(File, exception.File);
        Assert.Contains(message, exception.Message);
    }
}
