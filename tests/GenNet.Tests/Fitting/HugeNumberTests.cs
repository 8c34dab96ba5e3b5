using System.Reflection;
using System.Text.RegularExpressions;
using GenNet.Tests.Trials;

namespace GenNet.Tests.Fitting;

/// <summary>
/// A number that a user gives for a size, and that the data cannot fill, is refused with what it must be, or costs nothing: whoever adds
/// such a setting adds it here.
/// </summary>
public sealed class HugeNumberTests
{
    private const int Huge = int.MaxValue;

    /// <summary>What a call may take of the managed heap, with all that it makes and loads at the first time.</summary>
    private const long MostBytes = 20_000_000;

    private static readonly Dataset s_classes = Dataset.FromArrays([.. Enumerable.Range(0, 60).Select(i => i / 60f)], 2, [.. Labels(30)]);

    private static readonly Dictionary<string, Action> s_uses = new()
    {
        ["Checkpointing.Interval"] = () => Fit(new() { Checkpointing = new(Unwritten) { Interval = Huge }, Epochs = 2 }),
        ["CosineRestartsSchedule(period)"] = () => Fit(new() { Schedule = new CosineRestartsSchedule(Huge) }),
        ["CosineRestartsSchedule(periodFactor)"] = () => Fit(new() { Schedule = new CosineRestartsSchedule(1, Huge) }),
        ["CosineSchedule(length)"] = () => Fit(new() { Schedule = new CosineSchedule(Huge) }),
        ["CsvDataOptions.SkipLines"] = () => Read("1,0\n", new() { LabelColumn = 1, SkipLines = Huge }),
        ["DataParallel.Shards"] = () => Fit(new() { DataParallel = new() { Shards = Huge }, BatchSize = 30 }),
        ["EarlyStopping.Patience"] = () => Fit(new() { EarlyStopping = new() { Patience = Huge }, Validation = s_classes }),
        ["LBfgs(historySize)"] = () => Fit(new(), new LBfgs(historySize: Huge)),
        ["LBfgs(maxEvaluations)"] = () => Fit(new(), new LBfgs(maxEvaluations: Huge)),
        ["LBfgs(maxIterations)"] = () => Fit(new(), new LBfgs(maxIterations: Huge, maxEvaluations: 5)),
        ["LocalRunner(workers)"] = () => Spirals.Search(epochs: 1).RunAsync(new LocalRunner(Huge)).GetAwaiter().GetResult(),
        ["OneCycleSchedule(length)"] = () => Fit(new() { Schedule = new OneCycleSchedule(0.1, Huge) }),
        ["ReduceOnPlateauSchedule(cooldown)"] = () => Fit(new() { Schedule = new ReduceOnPlateauSchedule(cooldown: Huge) }),
        ["ReduceOnPlateauSchedule(patience)"] = () => Fit(new() { Schedule = new ReduceOnPlateauSchedule(patience: Huge) }),
        ["Search.Folds"] = () => _ = new Search<int>([1], Never) { Folds = Huge },
        ["StepSchedule(stepSize)"] = () => Fit(new() { Schedule = new StepSchedule(Huge) }),
        ["SuccessiveHalving.Epochs"] = () => Spirals.Search(epochs: 1, new() { Epochs = Huge }).RunAsync().GetAwaiter().GetResult(),
        ["SuccessiveHalving.Factor"] = () => Spirals.Search(epochs: 2, new() { Factor = Huge }).RunAsync().GetAwaiter().GetResult(),
        ["TableOptions.FirstLabel"] = () => Read("1,0\n", new() { LabelColumn = 1, FirstLabel = Huge }),
        ["TrainingOptions.BatchSize"] = () => Fit(new() { BatchSize = Huge }),
        ["TrainingOptions.Epochs"] = () => StopAfter(3, new() { Epochs = Huge }),
        ["TrainingOptions.Seed"] = () => Fit(new() { Seed = Huge }),
        ["WarmUpSchedule(length)"] = () => Fit(new() { Schedule = new WarmUpSchedule(Huge, new ConstantSchedule()) }),

        // Not found by their types.
        ["Search.Seeds and settings"] = () => _ = new Search<int>(Enumerable.Range(0, 1001), Never) { Seeds = [.. Enumerable.Range(0, 1001)] },
        ["SettingsSampler.Sample(count)"] = () => SettingsSampler.Sample(Huge, 1, sampler => sampler.Uniform(0, 1)),
        ["SearchResult.EnsembleAsync(count)"] = () =>
            Spirals.Search(epochs: 1).RunAsync().GetAwaiter().GetResult().EnsembleAsync<float>(Huge).GetAwaiter().GetResult(),
        ["INeuralNetwork.Threads"] = () => new DeepNet().Threads = Huge,
        ["Dataset.KFold(folds)"] = () => s_classes.KFold(Huge, 1, stratified: true),
        ["Dataset.FromArrays(featureCount)"] = () => Dataset.FromArrays([1f], Huge, [0]),
        ["Dataset.FromArrays(targetCount)"] = () => Dataset.FromArrays([1f], 1, [1f], Huge),
        ["a network for labels"] = () => new DeepNet().Fit(HighestLabels, new Adam()),
        ["ClassWeights.Balanced(dataset)"] = () => ClassWeights.Balanced(HighestLabels),
        ["the groups and classes of parts"] = () => HighestLabels.KFold(2, 1, stratified: true, groups: [0, 1]),
        ["the categories of a table"] = () => Read(
            string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{i},0\n")), new() { LabelColumn = 1, OneHotColumns = [0] }),
        ["ConfusionMatrix(classCount)"] = () => new ConfusionMatrix([0, Huge - 1], [1, Huge - 1], Huge).ToString(),
        ["ConfusionMatrix.FromOutputs(outputs)"] = () => ConfusionMatrix.FromOutputs(new float[30_000], [29_999]).ToString(),
        ["Metrics.TopKAccuracy(k)"] = () => GenNet.Metrics.TopKAccuracy<float>([0, 1], [1], Huge),
        ["Metrics.R2PerTarget(targetCount)"] = () => GenNet.Metrics.R2PerTarget([0, 1], [1, 0], Huge),
    };

    private static Dataset HighestLabels => Dataset.FromArrays([1f, 2, 3, 4], 2, [0, Huge - 1]);

    private static string Unwritten => Path.Combine(Path.GetTempPath(), $"gennet-huge-{Guid.NewGuid():N}.safetensors");

    public static TheoryData<string> Uses => [.. s_uses.Keys];

    [Theory]
    [MemberData(nameof(Uses))]
    public void IsRefusedOrCostsNothing(string use)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Exception? refusal = Record.Exception(s_uses[use]);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        Assert.True(refusal is null or ArgumentException or InvalidDataException, $"{refusal}");
    }

    [Theory]
    [InlineData("Search.Folds", "1 settings on 2147483647 folds from 1 seeds are 2147483647 trials; a search has at most 1000000")]
    [InlineData("Search.Seeds and settings", "1001 settings on 1 folds from 1001 seeds are 1002001 trials; a search has at most 1000000")]
    [InlineData("LBfgs(historySize)", "historySize is 2147483647; it must be at most ")]
    [InlineData("INeuralNetwork.Threads", "must be less than or equal to '1024'")]
    [InlineData("ClassWeights.Balanced(dataset)", "The highest label is 2147483646; weights need labels from 0 to 65535")]
    [InlineData("the categories of a table", "50000 samples of 50000 features are more numbers than an array holds; column 0 has 50000")]
    public void SaysWhatWasGivenAndWhatIsNeeded(string use, string message) =>
        Assert.Contains(message, Assert.ThrowsAny<Exception>(s_uses[use]).Message);

    [Fact]
    public void EverySettingIsHere()
    {
        IEnumerable<Type> types = typeof(Dataset).Assembly.GetExportedTypes().Where(
            type => type.Namespace == "GenNet" && type.IsClass && type.GetMethod("<Clone>$") is null);
        string[] settings =
        [
            .. from type in types
               from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
               where IsNumber(property.PropertyType) && property.SetMethod is { IsPublic: true }
               select $"{NameOf(type)}.{property.Name}",
            .. from type in types
               where type.IsSubclassOf(typeof(Optimizer)) || type.IsSubclassOf(typeof(LearningRateSchedule)) || type == typeof(LocalRunner)
               from constructor in type.GetConstructors()
               from parameter in constructor.GetParameters()
               where IsNumber(parameter.ParameterType)
               select $"{NameOf(type)}({parameter.Name})",
        ];
        Assert.Empty(settings.Except(s_uses.Keys));

        static string NameOf(Type type) => Regex.Replace(type.Name, "`.*", "");
        static bool IsNumber(Type type) => type == typeof(int) || type == typeof(int?);
    }

    // The steps that are to come, times what one has taken, are more than a TimeSpan holds.
    [Fact]
    public void ADisplaySurvivesATrainingWithoutEnd()
    {
        var output = new StringWriter();
        var display = new TrainingDisplay(output, () => 80, moves: false);
        display.Report(new(1, Huge, 1, 1, 0.5, TimeSpan.FromHours(3), Reports.Histories.Epoch(1, 0.5), null));
        Assert.StartsWith("epoch 1 of 2147483647: training loss 0.5, ", output.ToString());
    }

    private static void Fit(TrainingOptions options, Optimizer? optimizer = null) =>
        new DeepNet().Fit(s_classes, optimizer ?? new Adam(0.01), options);

    private static void StopAfter(int epochs, TrainingOptions options)
    {
        using CancellationTokenSource stop = new();
        Assert.ThrowsAny<OperationCanceledException>(() => new DeepNet().Fit(
            s_classes, new Adam(0.01), options, new Reporter<TrainingProgress>(at => { if (at.Epoch == epochs) stop.Cancel(); }), stop.Token));
    }

    private static void Read(string table, CsvDataOptions options) => Dataset.FromCsv(new StringReader(table), options);

    private static Training Never(Trial<int> trial) => throw new InvalidOperationException();

    private static IEnumerable<int> Labels(int count) => Enumerable.Range(0, count).Select(i => i % 2);
}
