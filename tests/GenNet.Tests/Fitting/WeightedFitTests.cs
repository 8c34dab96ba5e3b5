namespace GenNet.Tests.Fitting;

/// <summary>Weights of samples and of classes, in datasets and in what is done with them.</summary>
public class WeightedFitTests
{
    private static readonly Dataset s_iris =
        Dataset.FromCsv(Data.TestFile.Path("iris.csv"), new() { SkipLines = 1, LabelColumn = ^1 });

    /// <summary>Samples whose feature, target and weight are the sample's number.</summary>
    private static Dataset Numbered(int n)
    {
        float[] numbers = [.. Enumerable.Range(0, n).Select(i => (float)i)];
        return Dataset.FromArrays(numbers, 1, numbers, 1).WithSampleWeights(numbers);
    }

    private static float[] Trained(Dataset training, int batchSize = 32)
    {
        var network = new IrisNetwork(seed: 1);
        network.Fit(training, new Sgd(1e-3), new() { Epochs = 3, BatchSize = batchSize });
        var parameters = new float[IrisNetwork.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }

    [Fact]
    public void Weights_stay_with_their_samples()
    {
        Dataset dataset = Numbered(10);
        (Dataset training, Dataset test) = dataset.Split(0.7, seed: 1);
        (Dataset first, Dataset second, Dataset third) = dataset.Split(0.4, 0.3, seed: 1);
        Dataset[] parts =
        [
            dataset[2..5], dataset.Subset([7, 1]), training, test, first, second, third,
            StandardScaler.FitTargets(dataset).Transform(dataset),
            .. dataset.KFold(3, seed: 2).SelectMany(fold => new[] { fold.Training, fold.Validation }),
        ];
        Assert.All(parts, part => Assert.Equal(part.Features.ToArray(), part.SampleWeights.ToArray()));
        Assert.True(s_iris.Split(0.5, 0).Training.SampleWeights.IsEmpty);
    }

    [Fact]
    public void Weights_stay_with_their_samples_in_batches()
    {
        var batch = new Minibatch<float>(Numbered(10), 3);
        batch.Gather(new[] { 7, 2, 5 }, threads: 1);
        Assert.Equal([7, 2, 5], batch.Weights.ToArray());
        Assert.Equal([7, 2, 5], batch.Targets.ToArray());
    }

    [Fact]
    public void A_weight_of_one_changes_no_bit()
    {
        float[] ones = [.. Enumerable.Repeat(1f, s_iris.Count)];
        Assert.Equal(Trained(s_iris), Trained(s_iris.WithSampleWeights(ones)));
        var network = new IrisNetwork(seed: 1);
        Assert.Equal(network.Evaluate(s_iris), network.Evaluate(s_iris.WithSampleWeights(ones)));
    }

    [Fact]
    public void A_weight_of_two_is_a_sample_given_twice()
    {
        // The network's losses are summed.
        float[] twos = [.. Enumerable.Repeat(2f, s_iris.Count)];
        Dataset twice = s_iris.Subset([.. Enumerable.Range(0, 300).Select(i => i % 150)]);
        Assert.All(
            Trained(s_iris.WithSampleWeights(twos), 150).Zip(Trained(twice, 300)), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void Evaluation_weighs_losses()
    {
        var network = new IrisNetwork(seed: 1);
        float[] weights = [.. Enumerable.Range(0, 150).Select(i => i % 4 / 2f)];
        double sum = network.ComputeLoss(s_iris.Features, s_iris.Labels, weights);
        EvaluationResult result = network.Evaluate(s_iris.WithSampleWeights(weights));
        Assert.Equal(sum / 150, result.Loss);
        Assert.Equal(network.Evaluate(s_iris).Accuracy, result.Accuracy);
    }

    [Fact]
    public void Balanced_classes_count_alike()
    {
        Dataset dataset = Dataset.FromArrays(new float[6], 1, [0, 0, 0, 0, 2, 2], ["a", "b", "c", "d"]);
        double[] weights = ClassWeights.Balanced(dataset);
        Assert.Equal([0.75, 1, 1.5, 1], weights); // As scikit-learn's compute_class_weight.
        Assert.Equal([0.75f, 0.75f, 0.75f, 0.75f, 1.5f, 1.5f], dataset.WithClassWeights(weights).SampleWeights.ToArray());

        Dataset both = dataset.WithSampleWeights([1, 2, 3, 4, 5, 6]).WithClassWeights(weights);
        Assert.Equal([0.75f, 1.5f, 2.25f, 3, 7.5f, 9], both.SampleWeights.ToArray());
    }

    [Fact]
    public void Weights_that_do_not_fit_are_refused()
    {
        Dataset numbers = Numbered(2);
        Refuses("3 weights were given; 2 samples need 2", () => numbers.WithSampleWeights([1, 2, 3]));
        Refuses("weights[1] is -1; a weight must be finite and at least 0", () => numbers.WithSampleWeights([1, -1]));
        Refuses("weights[0] is NaN", () => numbers.WithSampleWeights([float.NaN, 1]));
        Refuses("only classes have weights", () => numbers.WithClassWeights([1]));
        Refuses("only classes have weights", () => ClassWeights.Balanced(numbers));
        Refuses("2 weights were given; 3 classes need 3", () => s_iris.WithClassWeights([1, 1]));
        Refuses("weights[2] is Infinity", () => s_iris.WithClassWeights([1, 1, double.PositiveInfinity]));

        static void Refuses(string message, Func<object> make) =>
            Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(make).Message);
    }
}
