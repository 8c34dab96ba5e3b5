using GenNet.Tests.Data;

namespace GenNet.Tests.Fitting;

/// <summary>
/// Numbers that are none are found before anything is learned from them; labels that were given as targets are spoken of.
/// </summary>
public sealed class FiniteDataTests
{
    [Theory]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void An_infinite_feature_is_refused_when_the_dataset_is_made(float infinite)
    {
        string message = $"Feature 1 holds NaN or infinity: it is {infinite} in sample 2.";
        float[] features = [1, 2, 3, 4, 5, infinite];
        Refuses(message, "features", () => Dataset.FromArrays(features, 2, [0, 1, 0]));
        Refuses(message, "features", () => Dataset.FromArrays(features, 2, [0f, 1, 0], 1));
        Refuses(message, "features", () => Dataset.FromRows(Enumerable.Range(0, 3), i => features[(2 * i)..(2 * i + 2)], i => 0));
        Refuses(message, "features", () => Dataset.FromRows(Enumerable.Range(0, 3), i => features[(2 * i)..(2 * i + 2)], i => "a"));
        Refuses(message, "features", () => Dataset.FromRows(Enumerable.Range(0, 3), i => features[(2 * i)..(2 * i + 2)], i => [0f]));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void A_target_that_is_none_is_refused_when_the_dataset_is_made(float target) => Refuses(
        $"Target 0 holds NaN or infinity: it is {target} in sample 1.", "targets",
        () => Dataset.FromArrays([1, 2], 1, [0, 0, target, 0], 2));

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(40)]
    public void It_is_found_wherever_it_stands(int place)
    {
        double[] features = new double[41];
        features[place] = double.PositiveInfinity;
        Refuses($"in sample {place}.", "features", () => DoubleDataset.FromArrays(features, 1, new int[41]));
    }

    [Fact]
    public void A_missing_feature_is_refused_before_training()
    {
        Dataset missing = Dataset.FromArrays([1, 2, 3, float.NaN], 2, [0, 1]).WithFeatureNames("age", "height");
        var network = new OneOfTwo(seed: 1);
        float[] before = new float[OneOfTwo.ParameterCount], after = new float[OneOfTwo.ParameterCount];
        network.GetParameters(before);
        var adam = new Adam();
        const string message = "Feature 1 ('height') holds NaN or infinity: it is NaN in sample 1; "
            + "a network learns from finite numbers alone. An Imputer fills in missing features.";
        Refuses(message, "training", () => network.Fit(missing, adam));
        Dataset whole = Imputer.Mean(missing).Transform(missing);
        Refuses(message, "options", () => network.Fit(whole, adam, new() { Validation = missing }));
        network.GetParameters(after);
        Assert.Equal(before, after);
        Assert.Equal(0, adam.StepCount);
        network.Fit(whole, adam);
    }

    [Fact]
    public void Integers_under_a_linear_output_give_a_hint()
    {
        float[] features = [.. Enumerable.Range(0, 12)];
        Assert.Contains("from 0 to 2, and the output is linear", Hint(i => i % 3));
        Assert.Contains("[Dense(3, Activation.Softmax)]", Hint(i => i % 3));
        Assert.Contains("[Dense(1, Activation.Sigmoid)]", Hint(i => i % 2));
        Assert.Null(Hint(i => i));
        Assert.Null(Hint(i => i / 2f));
        Assert.Null(Hint(i => i % 2 - 1));
        Assert.Null(Hint(_ => 0));
        Dataset classes = Dataset.FromArrays(features, 1, [.. features.Select(i => (int)i % 2)]);
        Assert.Null(new OneProbability(1).Fit(classes, new Sgd(1e-3), new() { Epochs = 1 }).Hint);

        string? Hint(Func<float, float> target) => new OneNumber(1).Fit(
            Dataset.FromArrays(features, 1, [.. features.Select(target)], 1), new Sgd(1e-3), new() { Epochs = 1 }).Hint;
    }

    [Fact]
    public void What_does_not_fit_says_what_would()
    {
        Dataset three = Dataset.FromArrays([1, 2, 3], 1, [0, 1, 2]), numbers = Dataset.FromArrays([1, 2, 3, 4], 1, [0f, 1, 0, 1], 1);
        Refuses("[Dense(3, Activation.Softmax)] tells as many apart", "training", () => new OneNumber(1).Fit(three, new Sgd(1)));
        Refuses("make them labels, of int", "training", () => new TwoNumbers(1).Fit(numbers, new Sgd(1)));
    }

    [Fact]
    public void Datasets_and_results_print_themselves()
    {
        Dataset iris = Dataset.FromCsv(TestFile.Path("iris.csv"), new() { SkipLines = 1, LabelColumn = ^1 });
        Assert.Equal("150 samples of 4 features; 3 classes: 0 50, 1 50, 2 50", iris.ToString());
        Assert.Equal(
            "2 samples of 1 feature (celsius); 1 target (fahrenheit)",
            Dataset.FromArrays([1, 2], 1, [0f, 0], 1).WithFeatureNames("celsius").WithTargetNames("fahrenheit").ToString());
        Assert.EndsWith("18, 19, ...); 1 target", Dataset.FromArrays(new float[24], 24, [0f], 1)
            .WithFeatureNames([.. Enumerable.Range(0, 24).Select(i => $"{i}")]).ToString());
        Assert.Equal("loss 0.08124, accuracy 97.4 %", new EvaluationResult(0.081239, 0.974).ToString());
        Assert.Equal("loss 1235", new EvaluationResult(1234.6, null).ToString());
        OutputResult kind = new("kind", 0.25, 0.5), size = new("size", 1.5, null);
        Assert.Equal("kind: loss 0.25, accuracy 50.0 %", kind.ToString());
        Assert.Equal(
            "loss 1.75 (kind: loss 0.25, accuracy 50.0 %; size: loss 1.5)",
            new EvaluationResult(1.75, null) { Outputs = new([kind, size]) }.ToString());
        EpochResult epoch = new() { Epoch = 3, TrainingLoss = 2, LearningRate = 0.1, Duration = TimeSpan.Zero };
        Assert.Equal("epoch 3: training loss 2", epoch.ToString());
        Assert.Equal(
            "epoch 3: training loss 2 (size: loss 1.5), validation loss 1.75, accuracy 97.4 %",
            (epoch with { TrainingOutputs = new([size]), ValidationLoss = 1.75, ValidationAccuracy = 0.974 }).ToString());
        Refuses("1 names were given; 4 features need 4", "names", () => iris.WithFeatureNames("a"));
        Refuses("The name 'a' was given twice", "names", () => iris.WithFeatureNames("a", "b", "a", "c"));
        Assert.Equal(["a", "b", "c", "d"], iris.WithFeatureNames("a", "b", "c", "d").Split(0.5, 1).Test.FeatureNames);
    }

    private static void Refuses(string message, string argument, Action act) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(argument, act).Message);
}

[NeuralNetwork(inputs: 2)]
[Dense(2, Activation.Softmax)]
internal sealed partial class OneOfTwo;

[NeuralNetwork(inputs: 1)]
[Dense(1)]
internal sealed partial class OneNumber;

[NeuralNetwork(inputs: 1)]
[Dense(2)]
internal sealed partial class TwoNumbers;

[NeuralNetwork(inputs: 1)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class OneProbability;
