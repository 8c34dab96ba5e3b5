using System.Globalization;
using GenNet;
using GenNet.Benchmarks;

// Where tiles overtake straight-line arithmetic: the time of a network as register tiles divided by its time in a straight line, for
// networks of growing width. Above 1 the straight line is faster. The limits at the head of Planner.cs come from here. The last column is
// the least share of quiet time with which a line was measured.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int[] batches = [1, 32, 256];
Console.WriteLine("                    predict, rows            train (Sgd), rows          geometric    quiet");
Console.WriteLine(
    "width  weights " + string.Concat(Enumerable.Repeat(string.Concat(batches.Select(rows => $"{rows,8}")) + "   ", 2)) + "     mean");
Compare(new Straight4(), new Tiled4());
Compare(new Straight8(), new Tiled8());
Compare(new Straight12(), new Tiled12());
Compare(new Straight16(), new Tiled16());
Compare(new Straight20(), new Tiled20());
Compare(new Straight24(), new Tiled24());
Compare(new Straight28(), new Tiled28());
Compare(new Straight32(), new Tiled32());
Compare(new Straight40(), new Tiled40());
Compare(new Straight48(), new Tiled48());

void Compare<TStraight, TTiled>(TStraight straight, TTiled tiled)
    where TStraight : class, INeuralNetwork<TStraight, float>
    where TTiled : class, INeuralNetwork<TTiled, float>
{
    int width = TStraight.InputSize, weights = 2 * width * width + width * TStraight.OutputSize;
    List<Timing> timings = [];
    double?[] predict = [.. batches.Select(rows => Ratio(rows, train: false))];
    double?[] train = [.. batches.Select(rows => Ratio(rows, train: true))];
    double? mean = predict.Concat(train).Aggregate((double?)0, (sum, ratio) => sum + Log(ratio) / (2 * batches.Length)) is { } log
        ? Math.Exp(log)
        : null;
    Console.WriteLine(
        $"{width,5} {weights,8:N0} {Columns(predict)}   {Columns(train)}   {mean,9:F2} {timings.Min(timing => timing.Quiet),8:P0}");

    double? Ratio(int rows, bool train)
    {
        Timing inTiles = Time(tiled, rows, train), inALine = Time(straight, rows, train);
        timings.AddRange([inTiles, inALine]);
        return inTiles.Seconds / inALine.Seconds;
    }
}

static double? Log(double? ratio) => ratio is { } value ? Math.Log(value) : null;

static string Columns(double?[] ratios) => string.Concat(ratios.Select(ratio => ratio is null ? $"{"busy",8}" : $"{ratio,8:F2}"));

static Timing Time<TNetwork>(TNetwork network, int rows, bool train) where TNetwork : class, INeuralNetwork<TNetwork, float>
{
    var random = new Random(1);
    float[] inputs = [.. Enumerable.Range(0, rows * TNetwork.InputSize).Select(_ => random.NextSingle())];
    int[] labels = [.. Enumerable.Range(0, rows).Select(_ => random.Next(TNetwork.OutputSize))];
    var outputs = new float[rows * TNetwork.OutputSize];
    var sgd = new Sgd(1e-4);
    return train ? Stopclock.Measure(() => network.Train(inputs, labels, sgd)) : Stopclock.Measure(() => network.Predict(inputs, outputs));
}
