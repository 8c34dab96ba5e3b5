using GenNet.Tests.ModelFiles;
using GenNet.Tests.Support;

namespace GenNet.Tests.Fitting;

/// <summary>Networks in double are fitted, judged and resumed as those in float are, and to the precision of double.</summary>
public sealed class DoubleFitTests
{
    private static readonly DoubleDataset s_iris =
        DoubleDataset.FromCsv(Data.TestFile.Path("iris.csv"), new() { SkipLines = 1, LabelColumn = ^1 });

    [Fact]
    public void Iris_is_learned()
    {
        (DoubleDataset training, DoubleDataset test) = s_iris.Split(0.8, seed: 1);
        StandardScaler scaler = StandardScaler.Fit(training);
        (training, test) = (scaler.Transform(training), scaler.Transform(test));
        DoubleIrisNetwork network = new(seed: 1);
        TrainingHistory history = network.Fit(training, new Adam(0.01), new()
        {
            Epochs = 60, BatchSize = 16, Seed = 1, MeasureTrainingAccuracy = true,
            Validation = test, EarlyStopping = new() { Patience = 60 },
        });

        Assert.InRange(history.Best.TrainingAccuracy!.Value, 0.95, 1);
        Assert.InRange(history.Best.ValidationAccuracy!.Value, 0.9, 1);
        EvaluationResult result = network.Evaluate(test);
        Assert.Equal((history.Best.ValidationLoss, history.Best.ValidationAccuracy), (result.Loss, result.Accuracy));
        double[] outputs = network.Predict(test);
        Assert.Equal(result.Accuracy, GenNet.Metrics.Accuracy<double>(outputs, test.Labels));
        Assert.Equal(result.Accuracy, ConfusionMatrix.FromOutputs<double>(outputs, test.Labels).Accuracy);
    }

    [Fact]
    public void An_interrupted_training_comes_to_the_same_bits()
    {
        using TemporaryFolder folder = new();
        TrainingOptions<double> Options(int epochs) => new()
        {
            Epochs = epochs, BatchSize = 16, Seed = 1, Validation = s_iris[..40], EarlyStopping = new() { Patience = 9 },
            Checkpointing = new(folder.File($"{epochs}.safetensors")),
        };
        DoubleDataset weighted = s_iris.WithClassWeights([1, 2, 0.5]);
        DoubleIrisNetwork whole = new(seed: 1), resumed = new(seed: 2);
        whole.Fit(weighted, new Adam(0.01), Options(6));

        new DoubleIrisNetwork(seed: 1).Fit(weighted, new Adam(0.01), Options(3));
        File.Move(folder.File("3.safetensors"), folder.File("6.safetensors"), overwrite: true);
        TrainingHistory history = resumed.Fit(weighted, new Adam(0.01), Options(6));
        Assert.Equal(6, history.Epochs.Count);
        Assert.Equal(Parameters(whole), Parameters(resumed));

        static double[] Parameters(DoubleIrisNetwork network)
        {
            var parameters = new double[DoubleIrisNetwork.ParameterCount];
            network.GetParameters(parameters);
            return parameters;
        }
    }

    [Fact]
    public void Nothing_goes_through_single_precision()
    {
        // Numbers that a float cannot tell apart.
        const double Base = 1 << 30;
        double[] features = [Base, Base + 1, Base + 2, Base + 3], targets = [1 + 1e-12, 1 + 2e-12, 1 + 3e-12, 1 + 4e-12];
        DoubleDataset dataset = DoubleDataset.FromArrays(features, 1, targets, 1);
        Assert.Equal(features, dataset.Subset([0, 1, 2, 3]).Features.ToArray());

        StandardScaler scaler = StandardScaler.Fit(dataset);
        double[] scaled = scaler.Transform(dataset).Features.ToArray();
        double step = 1 / Math.Sqrt(1.25);
        Close.To([-1.5 * step, -0.5 * step, 0.5 * step, 1.5 * step], scaled, new(1e-14, 0), "scaled");
        scaler.InverseTransform(scaled);
        Close.To(features, scaled, new(1e-15, 0), "brought back");

        Assert.Equal(1e-12, GenNet.Metrics.MeanAbsoluteError<double>([1 + 1e-12], [1]), 1e-15);
        Assert.Equal(1e-24, GenNet.Metrics.MeanSquaredError<double>([1 + 1e-12], [1]), 1e-27);
        Assert.Equal(1, GenNet.Metrics.R2<double>(targets, targets));
        Assert.Equal(1, GenNet.Metrics.PredictedLabel<double>([0.5 + 1e-12]));
        Assert.Equal(0.1, DoubleDataset.FromCsv(new StringReader("0.1,1"), new() { TargetColumns = [1] }).Features[0]);
    }

    [Fact]
    public void Predictions_come_in_the_units_of_the_data()
    {
        double[] x = [.. Enumerable.Range(0, 200).Select(i => i / 100.0 - 1)];
        double[] y = [.. x.Select(x => 5000 + 300 * x)];
        DoubleDataset dataset = DoubleDataset.FromArrays(x, 1, y, 1);
        TargetScaler scaler = TargetScaler.Fit(dataset);
        DoubleLine network = new(seed: 1);
        network.Fit(scaler.Transform(dataset), new Adam(0.05), new() { Epochs = 60 });
        Assert.InRange(GenNet.Metrics.MeanAbsoluteError<double>(scaler.Predict(network, dataset), y), 0, 2);

        string message = Assert.Throws<ArgumentException>(() => scaler.Predict(new DoubleIrisNetwork(), s_iris)).Message;
        Assert.Contains("A network of 3 outputs was given; the scaler was fitted to 1 targets", message);
    }
}

[NeuralNetwork(inputs: 4, Precision = Precision.Double)]
[Dense(8, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
public sealed partial class DoubleIrisNetwork;

[NeuralNetwork(inputs: 1, Precision = Precision.Double)]
[Dense(1)]
public sealed partial class DoubleLine;
