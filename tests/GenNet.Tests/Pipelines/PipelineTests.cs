using GenNet.Tests.Data;
using GenNet.Tests.ModelFiles;

namespace GenNet.Tests.Pipelines;

/// <summary>A network with its scalers and names: trained on raw data, one file, predicting from raw rows.</summary>
public sealed class PipelineTests : IDisposable
{
    private static readonly Dataset s_iris = Dataset.FromCsv(
        TestFile.Path("iris.csv"), new() { SkipLines = 1, LabelColumn = ^1, ClassNames = ["0", "1", "2"] })
        .WithFeatureNames("sepal length", "sepal width", "petal length", "petal width");

    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("pipeline.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_loaded_pipeline_predicts_the_bits_of_the_saved_one()
    {
        (Dataset training, Dataset test) = s_iris.Split(0.8, seed: 1);
        Pipeline<float> pipeline = Fitted(new Softmaxed(seed: 1), training);
        Assert.True(pipeline.Evaluate(test).Accuracy > 0.9);
        pipeline.Save(File);

        Pipeline<float> loaded = Pipeline.Load(File, new Softmaxed(seed: 2));
        Assert.Equal(pipeline.Predict(test), loaded.Predict(test));
        Assert.Equal(pipeline.Evaluate(test), loaded.Evaluate(test));
        Assert.Equal(pipeline.Classify(test.GetFeatures(0)), loaded.Classify(test.GetFeatures(0)));
        Assert.Equal(s_iris.FeatureNames, loaded.FeatureNames);
        Assert.Equal(s_iris.ClassNames, loaded.ClassNames);
        Assert.True(loaded.IsClassifier);
        Assert.IsType<StandardScaler>(loaded.FeatureScaler);
        Assert.Equal(pipeline.Imputer!.Values, loaded.Imputer!.Values);
    }

    [Fact]
    public void It_trains_as_by_hand()
    {
        var byHand = new Softmaxed(seed: 1);
        Imputer imputer = Imputer.Median(s_iris);
        StandardScaler scaler = StandardScaler.Fit(s_iris);
        Dataset scaled = scaler.Transform(imputer.Transform(s_iris));
        byHand.Fit(scaled, new Adam(0.02), new() { Epochs = 5, Validation = scaled });

        Pipeline<float> pipeline = new(new Softmaxed(seed: 1), s_iris) { Imputer = imputer, FeatureScaler = scaler };
        TrainingHistory history = pipeline.Fit(s_iris, new Adam(0.02), new() { Epochs = 5, Validation = s_iris });
        Assert.Equal(byHand.Predict(scaled), pipeline.Predict(s_iris));
        Assert.Equal(byHand.Evaluate(scaled).Loss, history.Epochs[^1].ValidationLoss);
    }

    [Fact]
    public void The_file_is_the_networks_own_too()
    {
        Pipeline<float> pipeline = Fitted(new Softmaxed(seed: 1), s_iris);
        pipeline.Save(File);
        Softmaxed network = Softmaxed.Load(File);
        StandardScaler scaler = StandardScaler.Fit(s_iris);
        Assert.Equal(pipeline.Predict(s_iris), network.Predict(scaler.Transform(s_iris)));
    }

    [Fact]
    public void Targets_come_in_their_units()
    {
        double[] celsius = [.. Enumerable.Range(-40, 141)];
        DoubleDataset data = DoubleDataset.FromRows(celsius, c => [c], c => [c * 9 / 5 + 32]).WithTargetNames("fahrenheit");
        Pipeline<double> pipeline = new(new Thermometer(seed: 1), data)
        {
            FeatureScaler = MinMaxScaler.Fit(data),
            TargetScaler = TargetScaler.Fit(data),
        };
        pipeline.Fit(data, new Adam(0.05), new() { Epochs = 50 });
        Assert.Equal(212, pipeline.Predict([100])[0], 0.5);

        pipeline.Save(File);
        Pipeline<double> loaded = Pipeline.Load(File, new Thermometer());
        Assert.Equal(pipeline.Predict([100, 37, -40]), loaded.Predict([100, 37, -40]));
        Assert.Equal(["fahrenheit"], loaded.TargetNames);
        Assert.Throws<InvalidOperationException>(() => loaded.Classify([100]));
    }

    [Theory]
    [InlineData(typeof(Softmaxed))]
    [InlineData(typeof(LogSoftmaxed))]
    [InlineData(typeof(Logits))]
    public void Probabilities_are_those_of_the_classes(Type network)
    {
        Pipeline<float> pipeline = Fitted((INeuralNetwork<float>)Activator.CreateInstance(network, 1)!, s_iris);
        var probabilities = new float[3 * s_iris.Count];
        pipeline.PredictProbabilities(s_iris.Features, probabilities);
        for (int i = 0; i < s_iris.Count; i++)
        {
            float[] own = probabilities[(3 * i)..(3 * i + 3)];
            Assert.Equal(1, own.Sum(), 1e-5f);
            ClassPrediction<float> prediction = pipeline.Classify(s_iris.GetFeatures(i));
            Assert.Equal((own.Max(), Array.IndexOf(own, own.Max())), (prediction.Probability, prediction.Label));
            Assert.Equal(s_iris.ClassNames[prediction.Label], prediction.ClassName);
        }

        Assert.True(GenNet.Metrics.Accuracy(probabilities, s_iris.Labels) > 0.9);
    }

    [Theory]
    [InlineData(typeof(OneSigmoid))]
    [InlineData(typeof(OneLogit))]
    public void A_single_output_tells_two_classes(Type network)
    {
        Dataset two = Dataset.FromArrays(s_iris.Features[..400], 4, s_iris.Labels[..100], ["setosa", "versicolor"]);
        Pipeline<float> pipeline = Fitted((INeuralNetwork<float>)Activator.CreateInstance(network, 1)!, two);
        Assert.Equal("setosa", pipeline.Classify(two.GetFeatures(0)).ClassName);
        Assert.Equal("versicolor", pipeline.Classify(two.GetFeatures(99)).ClassName);
        Assert.True(pipeline.Classify(two.GetFeatures(0)).Probability > 0.5f);
        Assert.StartsWith("setosa (9", pipeline.Classify(two.GetFeatures(0)).ToString());
    }

    [Fact]
    public void Classes_without_names_have_their_numbers()
    {
        Dataset unnamed = Dataset.FromArrays(s_iris.Features, 4, s_iris.Labels);
        Assert.Equal("0", Fitted(new Softmaxed(1), unnamed).Classify(s_iris.GetFeatures(0)).ClassName);
    }

    [Fact]
    public void Categories_become_features_as_in_the_table()
    {
        const string Cars = "fuel,litres,doors,slow\npetrol,1.4,three,no\ndiesel,2,five,yes\nelectric,1,five,no\n";
        var cars = Dataset.FromCsv(
            new StringReader(Cars),
            new() { HasHeader = true, LabelColumn = "slow", OneHotColumns = ["fuel"], CategoryColumns = ["doors"] });
        Assert.Equal(["fuel=diesel", "fuel=electric", "fuel=petrol", "litres", "doors"], cars.FeatureNames);

        Pipeline<float> pipeline = new(new CarNet(1), cars);
        pipeline.Save(File);
        pipeline = Pipeline.Load(File, new CarNet());
        float[] row = [.. pipeline.OneHot("fuel", "petrol"), 1.4f, pipeline.CategoryNumber("doors", "three")];
        Assert.Equal(cars.GetFeatures(0).ToArray(), row);
        Refuses("'gas' was given; 'fuel' has the categories diesel, electric, petrol", () => pipeline.CategoryNumber("fuel", "gas"));
        Refuses("'colour' was given; the columns with categories are: fuel, doors", () => pipeline.OneHot("colour", "red"));
    }

    [Fact]
    public void Rows_of_a_batch_have_the_bits_of_each_alone()
    {
        Pipeline<float> pipeline = Fitted(new Softmaxed(1), s_iris);
        var many = new float[4 * 3 * s_iris.Count];
        pipeline.Predict([.. s_iris.Features, .. s_iris.Features, .. s_iris.Features, .. s_iris.Features], many);
        for (int i = 0; i < 4 * s_iris.Count; i++)
            Assert.Equal(pipeline.Predict(s_iris.GetFeatures(i % s_iris.Count)), many[(3 * i)..(3 * i + 3)]);
    }

    [Fact]
    public void A_single_row_is_predicted_without_allocation()
    {
        Pipeline<float> classes = Fitted(new Softmaxed(1), s_iris);
        Dataset numbers = Dataset.FromArrays(s_iris.Features, 4, s_iris.Features[..s_iris.Count], 1);
        Pipeline<float> targets = new(new OneLogit(1), numbers) { TargetScaler = TargetScaler.Fit(numbers) };
        Span<float> outputs = stackalloc float[1], probabilities = stackalloc float[3];
        long before = 0;
        for (int call = 0; call < 3; call++)
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            classes.Classify([5.1f, float.NaN, 1.4f, 0.2f]);
            classes.PredictProbabilities([5.1f, float.NaN, 1.4f, 0.2f], probabilities);
            targets.Predict([5.1f, 3.5f, 1.4f, 0.2f], outputs);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_clone_learns_alone()
    {
        Pipeline<float> pipeline = Fitted(new Softmaxed(1), s_iris), clone = pipeline.Clone();
        float[] before = pipeline.Predict(s_iris);
        Assert.Equal(before, clone.Predict(s_iris));
        clone.Fit(s_iris, new Adam(), new() { Epochs = 1 });
        Assert.Equal(before, pipeline.Predict(s_iris));
        Assert.NotEqual(before, clone.Predict(s_iris));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Pipeline<float> pipeline = Fitted(new Softmaxed(1), s_iris);
        Dataset numbers = Dataset.FromArrays([1, 2, 3, 4], 4, [0.5f, 1, 2], 3);
        Refuses("Samples of 4 features were given; the network needs 2", () => new Pipeline<float>(new TwoInputs(), s_iris));
        Refuses("The Imputer is of 2 features", () => new Pipeline<float>(new Softmaxed(), s_iris) { Imputer = new([1, 2]) });
        Refuses(
            "A scaler of targets was given",
            () => new Pipeline<float>(new Softmaxed(), numbers) { FeatureScaler = new TargetScaler([0, 0, 0, 0], [1, 1, 1, 1]) });
        Refuses(
            "only targets can be scaled",
            () => new Pipeline<float>(new Softmaxed(), s_iris) { TargetScaler = new TargetScaler([0], [1]) });
        Refuses("the pipeline was made for labels", () => pipeline.Fit(numbers, new Sgd(0.1)));
        Refuses(
            "Feature 0 is 'x'; that of the pipeline is 'sepal length'",
            () => pipeline.Predict(numbers.WithFeatureNames("x", "y", "z", "w")));
        Refuses("5 numbers were given", () => pipeline.Predict(new float[5]));
        Refuses("There is room for 2 numbers; 1 rows need 3", () => pipeline.Predict(new float[4], new float[2]));
        Refuses("0 numbers were given; a row has 4 features", () => pipeline.Classify([]));
        Refuses("8 numbers were given; a row has 4 features", () => pipeline.Classify(new float[8]));
        Refuses("the columns with categories are: none", () => pipeline.CategoryNumber("x", "y"));
        Refuses("NaN", () => new Pipeline<float>(new Softmaxed(), s_iris).Classify([1, 2, float.NaN, 3]));
    }

    /// <summary>A file of UTF-8 would have another character in its place.</summary>
    [Fact]
    public void Half_a_surrogate_pair_is_refused_in_every_name()
    {
        const string half = "a\ud83d";
        Dataset labels = Dataset.FromArrays([1f, 2, 3, 4], 4, [0], ["x", "y", half]);
        Dataset targets = Dataset.FromArrays([1f, 2, 3, 4], 4, [0.5f, 1, 2], 3);
        Refuses("'a?' has half a surrogate pair at place 1", () => new Pipeline<float>(new Softmaxed(), labels));
        Refuses("'a?' has half", () => new Pipeline<float>(new Softmaxed(), targets.WithFeatureNames("x", half, "z", "w")));
        Refuses("'a?' has half", () => new Pipeline<float>(new Softmaxed(), targets.WithTargetNames("x", half, "z")));
        Refuses("'a?' has half", () => new Pipeline<float>(new Softmaxed(), Table($"1,2,3,{half},b\n1,2,3,c,d\n")));
        Refuses("'3a?' has half", () => new Pipeline<float>(new Softmaxed(), Table("1,2,3,b,c\n1,2,3,c,d\n", $"1,2,3{half},4,5")));

        const string whole = "a\ud83d\ude00";
        new Pipeline<float>(new Softmaxed(1), targets.WithTargetNames("x", whole, "z")).Save(File);
        Assert.Equal(whole, Pipeline.Load(File, new Softmaxed()).TargetNames[1]);

        static Dataset Table(string rows, string header = "1,2,3,4,5")
        {
            using var text = new StringReader($"{header}\n{rows}");
            return Dataset.FromCsv(text, new() { HasHeader = true, LabelColumn = 4, CategoryColumns = [3, 2] });
        }
    }

    [Fact]
    public void A_row_that_names_no_category_leaves_the_outputs_as_they_were()
    {
        const int rows = 1000;
        float[] inputs = new float[2 * rows], labels = new float[rows];
        Pipeline<float> pipeline = new(new CategoryNet(), Dataset.FromArrays(inputs, 2, labels, 1));
        inputs[^2] = 3;
        float[] outputs = [.. Enumerable.Repeat(7f, rows)];
        Refuses($"Row {rows - 1}, column 0 of the inputs is 3", () => pipeline.Predict(inputs, outputs));
        Assert.All(outputs, output => Assert.Equal(7, output));
    }

    private static Pipeline<float> Fitted(INeuralNetwork<float> network, Dataset training)
    {
        Pipeline<float> pipeline = new(network, training)
        {
            Imputer = Imputer.Median(training),
            FeatureScaler = StandardScaler.Fit(training),
        };
        pipeline.Fit(training, new Adam(0.02), new() { Epochs = 40 });
        return pipeline;
    }

    private static void Refuses(string message, Action act) => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(act).Message);
}

[NeuralNetwork(inputs: 4)]
[Dense(8, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
internal sealed partial class Softmaxed;

[NeuralNetwork(inputs: 4, Loss = Loss.NegativeLogLikelihood)]
[Dense(3, Activation.LogSoftmax)]
internal sealed partial class LogSoftmaxed;

[NeuralNetwork(inputs: 4, Loss = Loss.CrossEntropy)]
[Dense(3)]
internal sealed partial class Logits;

[NeuralNetwork(inputs: 4)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class OneSigmoid;

[NeuralNetwork(inputs: 4, Loss = Loss.BinaryCrossEntropy)]
[Dense(1)]
internal sealed partial class OneLogit;

[NeuralNetwork(inputs: 5)]
[Dense(2, Activation.Softmax)]
internal sealed partial class CarNet;

[NeuralNetwork(inputs: 2)]
[Dense(3, Activation.Softmax)]
internal sealed partial class TwoInputs;

[NeuralNetwork]
[Input("kind", 1)]
[Input("size", 1)]
[Embedding(3, 2, From = "kind", Name = "vector")]
[Concat("vector", "size")]
[Dense(1)]
internal sealed partial class CategoryNet;

[NeuralNetwork(inputs: 1, Precision = Precision.Double)]
[Dense(1)]
internal sealed partial class Thermometer;
