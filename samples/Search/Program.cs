// Finds a network that tells benign tumours from malignant ones: three architectures, learning rate, weight decay and batch size.

using System.CommandLine;
using System.Diagnostics;
using GenNet;
using GenNet.Samples;

var count = new Option<int>("--settings") { Description = "How many settings are drawn and tried.", DefaultValueFactory = _ => 40 };
var seed = new Option<int>("--seed") { Description = "Chooses the settings, the test data and the folds.", DefaultValueFactory = _ => 1 };
var workers = new Option<int?>("--workers") { Description = "How many trials run at a time; as many as there are processors." };
var folder = new Option<string>("--folder")
{
    Description = "Where the table, the picture and the checkpoints are kept; a search that was stopped goes on from there.",
    DefaultValueFactory = _ => "search",
};
var halving = new Option<bool>("--halving") { Description = "Ends bad trials early: of three settings one goes on." };
var shard = new Option<Shard?>("--shard")
{
    Description = "Runs part i of n, written i/n, for machines that know nothing of each other. Give each a folder.",
    CustomParser = Shard.Parse,
};
var join = new Option<string[]>("--join")
{
    Description = "Joins the folders of all parts in --folder, and runs what they lack.", AllowMultipleArgumentsPerToken = true,
};
var report = new Option<FileInfo>("--report") { Description = "Where to write a page about the search, report.html." };
var cluster = new Option<bool>("--cluster")
{
    Description = "Runs trials in two processes, the silos of a cluster; what they have is gone with them.",
};
var silo = new Option<int?>("--silo") { Description = "Is the other silo of one at this port.", Hidden = true };
var command = new RootCommand("Searches for a network.") { count, seed, workers, folder, halving, shard, join, report, cluster, silo };
AtLeast(0, count);
AtLeast(1, workers);
command.Validators.Add(values =>
{
    // Who goes on depends on all settings, and a part has only its own.
    if (values.GetResult(shard) is not null && values.GetResult(halving) is not null)
        values.AddError("--halving compares all settings: it goes with --join, but not with --shard.");
    if (values.GetValue(cluster) && values.GetResult(join) is not null)
        values.AddError("--join is for this process: the silos of --cluster begin with nothing.");
    if (values.GetValue(cluster) && values.GetResult(workers) is not null)
        values.AddError("--workers are those of this process: a silo of --cluster runs as many trials as there are processors.");
});

return command.Run(args, (values, cancellationToken) => RunAsync(values, cancellationToken).GetAwaiter().GetResult());

async Task RunAsync(ParseResult values, CancellationToken cancellationToken)
{
    // The search chooses by the folds of four fifths of the data. Whatever has chosen is no fair judge any more, so that the last fifth,
    // which nothing has seen, tests what came of it.
    Dataset tumours = Dataset.FromCsv(Sample.PathTo("tumours.csv"), new() { HasHeader = true, LabelColumn = "class" });
    (Dataset development, Dataset test) = tumours.Split(0.8, values.GetValue(seed), stratified: true);
    (Dataset Training, Dataset Validation)[] folds = [.. development.KFold(5, values.GetValue(seed), stratified: true)];

    IEnumerable<Settings> settings = SettingsSampler.Sample(values.GetValue(count), values.GetValue(seed), sampler => new Settings(
        sampler.Choice(Architecture.Linear, Architecture.Wide, Architecture.Deep),
        LearningRate: sampler.LogUniform(1e-4, 1e-1),
        WeightDecay: sampler.LogUniform(1e-4, 1),
        BatchSize: sampler.Choice(8, 16, 32, 64)));
    if (values.GetValue(shard) is { } part)
    {
        if (part.Count > values.GetValue(count))
            throw new InvalidDataException($"--shard: {values.GetValue(count)} settings do not make {part.Count} parts.");
        settings = settings.Where((_, i) => i % part.Count == part.Number - 1);
    }

    var search = new Search<Settings>(settings, trial =>
    {
        (Dataset training, Dataset validation) = folds[trial.Fold];

        // What scales the features is learnt from the training part alone.
        StandardScaler scaler = StandardScaler.Fit(training);
        INeuralNetwork<float> network = trial.Settings.Architecture switch
        {
            Architecture.Linear => new Linear(trial.Seed),
            Architecture.Wide => new Wide(trial.Seed),
            _ => new Deep(trial.Seed),
        };
        return new Training<float>
        {
            Network = network,
            Data = scaler.Transform(training),
            Optimizer = new AdamW(trial.Settings.LearningRate, weightDecay: trial.Settings.WeightDecay),
            Options = new()
            {
                Epochs = 54, BatchSize = trial.Settings.BatchSize, Validation = scaler.Transform(validation), Seed = trial.Seed,
            },
            Predictor = new Pipeline<float>(network, training) { FeatureScaler = scaler },
        };
    })
    {
        Folds = folds.Length,
        Halving = values.GetValue(halving) ? new() { Epochs = 6 } : null,
    };

    if (values.GetValue(silo) is { } port)
    {
        await LocalCluster.BeOtherAsync(search, port);
        return;
    }

    string results = values.GetValue(folder)!;
    Directory.CreateDirectory(results);
    Parts.Join(search, values.GetValue(join)!, results);
    await using LocalCluster? silos = values.GetValue(cluster) ? await LocalCluster.StartAsync(search, args) : null;
    ITrialRunner runner = silos?.Runner ?? new LocalRunner(values.GetValue(workers), results);
    long began = Stopwatch.GetTimestamp();
    SearchResult<Settings> result = SearchDisplay.Show(
        progress => search.RunAsync(runner, progress, cancellationToken).GetAwaiter().GetResult());

    TimeSpan duration = Stopwatch.GetElapsedTime(began);

    SearchReport.Write(result);
    result.SaveCsv(Path.Combine(results, "table.csv"));
    SearchPicture.Save(result, Path.Combine(results, "search.svg"));
    Console.WriteLine($"table: {Path.Combine(results, "table.csv")}, picture: {Path.Combine(results, "search.svg")}");
    if (values.GetValue(report) is { } page)
    {
        result.SaveHtml(page.FullName);
        Console.WriteLine($"page: {page.FullName}");
    }

    Console.WriteLine($"search time: {duration.TotalSeconds:F2} s");

    int best = Math.Min(3, result.Ranking.Count(one => one.Error is null));
    if (best > 0)
        SearchReport.WriteTest(await result.EnsembleAsync<float>(best, cancellationToken), test);
}

static void AtLeast(int least, Option option) => option.Validators.Add(value =>
{
    if (value.Tokens is [var token] && int.TryParse(token.Value, out int number) && number < least)
        value.AddError($"{option.Name} is {number}; it must be at least {least}.");
});
