using GenNet.Tests.Support;

namespace GenNet.Tests.Networks;

/// <summary>
/// What embeddings have beside the contract: numbers that are none of a category, and rows of the table that nobody names.
/// </summary>
public sealed partial class EmbeddingTests
{
    private const int Count = 7, Size = 3, Rows = 4;

    [NeuralNetwork(inputs: 2, Loss = Loss.SquaredError)]
    [Embedding(Count, Size)]
    [Dense(4, Activation.Tanh)]
    [Dense(2)]
    private sealed partial class Table;

    [NeuralNetwork(inputs: 2, Precision = Precision.Double)]
    [Embedding(Count, Size)]
    private sealed partial class DoubleTable;

    [NeuralNetwork(inputs: 1)]
    [Embedding(3_000, 20)]
    private sealed partial class Initial;

    public static TheoryData<float> NoCategories =>
        [-1, -0.25f, 0.5f, 2.0000002f, Count, 1e9f, 1e20f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1e-40f];

    [Theory, MemberData(nameof(NoCategories))]
    public void WhatIsNoCategoryIsRefusedBeforeAnythingChanges(float given)
    {
        Table network = new(1);
        float[] before = ParametersOf(network), x = [0, 1, 2, 3, 4, given, 6, 0], y = new float[Rows * 2], one = [given, 1];
        float[] outputs = new float[Rows * 2], gradient = new float[Table.ParameterCount], byInputs = new float[Rows * 2];
        Sgd sgd = new(0.1);
        Adam adam = new();
        LBfgs lbfgs = new();
        Refused("inputs", () => network.Predict(x, outputs));
        Refused("inputs", () => network.Train(x, y, sgd));
        Refused("inputs", () => network.Train(x, y, new float[Rows], adam));
        Refused("inputs", () => network.Train(x, y, lbfgs));
        Refused("inputs", () => network.ComputeLoss(x, y));
        Refused("inputs", () => network.ComputeGradient(x, y, gradient));
        Refused("inputs", () => network.ComputeInputGradient(x, y, byInputs));
        Refused("inputs", () => network.Backward(x, y, gradient, byInputs));
        Refused("inputs", () => network.Backward(x, y, [], []));
        Refused("input", () => network.ComputeJacobian(one, new float[2 * Table.ParameterCount]), row: 0, column: 0);
        Refused("input", () => network.ComputeInputJacobian(one, new float[4]), row: 0, column: 0);
        if (!float.IsInfinity(given)) // No dataset has that.
        {
            Dataset data = Dataset.FromArrays(x, 2, y, 2), good = Dataset.FromArrays(new float[8], 2, y, 2);
            Refused("training", () => network.Fit(data, adam));
            Refused("options", () => network.Fit(good, adam, new() { Validation = data }));
            Refused("dataset", () => network.Evaluate(data));
            Refused("dataset", () => network.Predict(data));
        }

        Assert.Equal((0, 0, 0), (sgd.StepCount, adam.StepCount, lbfgs.StepCount));
        Assert.All(outputs.Concat(gradient).Concat(byInputs), number => Assert.Equal(0, number));

        void Refused(string argument, Action call, int row = 2, int column = 1)
        {
            string message = Assert.Throws<ArgumentException>(argument, call).Message;
            Assert.StartsWith(
                $"Row {row}, column {column} of the inputs is {given}; [Embedding] reads a category there, which must be a whole number "
                + "from 0 to 6.",
                message);
            Close.SameBits(before, ParametersOf(network), message);
        }
    }

    [Fact]
    public void InDoublePrecisionTheyAreRefusedToo()
    {
        DoubleTable network = new(1);
        foreach (double given in new[] { 1 + 1e-15, -double.Epsilon, 7, 4294967296, 1e300, double.NaN })
            Assert.Throws<ArgumentException>("inputs", () => network.Predict([given, 0], new double[6]));
    }

    [Fact]
    public void AmongOtherColumnsTheirOwnAreAsked()
    {
        TwoInputs network = new(1);
        float[] outputs = new float[6], x = [-1.5f, 99, float.NaN, 8, 0, 6, 0, 0, 0, 0, 0, 7];
        string message = Assert.Throws<ArgumentException>("inputs", () => network.Predict(x, outputs)).Message;
        Assert.StartsWith("Row 1, column 5 of the inputs is 7; [Embedding] reads a category there, which must be", message);
        x[11] = 6;
        network.Predict(x, outputs);
        x[3] = 9;
        message = Assert.Throws<ArgumentException>("inputs", () => network.Predict(x, outputs)).Message;
        Assert.StartsWith("Row 0, column 3 of the inputs is 9; [Embedding] reads a category there, which must be", message);
    }

    // What the columns are as numbers has a gradient, and what they name has none.
    [Fact]
    public void ColumnsThatOthersReadTooHaveTheirGradients()
    {
        ReadTwice network = new(1);
        Random random = new(5);
        double[] x = [.. Enumerable.Range(0, 40).Select(_ => (double)random.Next(5))], y = [.. x.Select(_ => random.NextDouble())];
        double[] byInputs = new double[40], gradient = new double[ReadTwice.ParameterCount], parameters = new double[gradient.Length];
        network.ComputeInputGradient(x, y, byInputs);
        network.ComputeGradient(x, y, gradient);
        network.GetParameters(parameters);
        double[] differences = [.. parameters.Select((_, i) => (LossAt(i, 1e-5) - LossAt(i, -1e-5)) / 2e-5)];
        Close.To(differences, gradient, new(1e-6, 1e-8), "gradient");
        Assert.Equal(20, byInputs.Chunk(2).Count(row => row[0] != 0 || row[1] != 0));

        double LossAt(int i, double step)
        {
            double[] moved = [.. parameters];
            moved[i] += step;
            network.SetParameters(moved);
            return network.ComputeLoss(x, y);
        }
    }

    [Fact]
    public void MinusZeroIsZero()
    {
        Table network = new(1);
        float[] plus = new float[2], minus = new float[2];
        network.Predict([0, 3], plus);
        network.Predict([-0f, 3], minus);
        Close.SameBits(plus, minus, "outputs");
    }

    [Fact]
    public void TheTableStartsAsPyTorchs()
    {
        float[] table = new float[Initial.ParameterCount];
        new Initial(1).GetParameters(table);
        double mean = table.Average(), deviation = Math.Sqrt(table.Average(x => (x - mean) * (x - mean)));
        Assert.InRange(mean, -0.01, 0.01);
        Assert.InRange(deviation, 0.99, 1.01);
        Assert.InRange(table.Count(x => Math.Abs(x) > 2) / (double)table.Length, 0.043, 0.048);
    }

    // NaN, where it is only looked at, would show, and so would -0 + 0.
    [Fact]
    public void ARuleThatIgnoresZerosLeavesTheRowsThatNobodyNames()
    {
        foreach (Optimizer optimizer in new Optimizer[] { new Sgd(0.1), new Adagrad(0.1, learningRateDecay: 0.1) })
        {
            Table network = new(1);
            float[] parameters = ParametersOf(network), trained = parameters;
            for (int i = 4 * Size; i < Count * Size; i++) parameters[i] = i % 2 == 0 ? float.NaN : -0f;
            network.SetParameters(parameters);
            float[] x = [0, 1, 2, 3, 1, 1, 3, 2], y = [1, 2, 3, 4, 5, 6, 7, 8];
            for (int step = 0; step < 3; step++) network.Train(x, y, optimizer);
            trained = ParametersOf(network);
            Close.SameBits(parameters.AsSpan(4 * Size, 3 * Size), trained.AsSpan(4 * Size, 3 * Size), "rows that nobody names");
            Assert.All(Enumerable.Range(0, 4 * Size), i => Assert.NotEqual(parameters[i], trained[i]));
        }
    }

    // As PyTorch's optimizers do with the dense gradients of nn.Embedding.
    [Fact]
    public void ARuleWithMomentsMovesEveryRowThatEverHadAGradient()
    {
        foreach (Optimizer optimizer in new Optimizer[] { new Sgd(0.1, momentum: 0.9), new Adam(), new RmsProp(momentum: 0.9) })
        {
            Table network = new(1);
            float[] y = [1, 2];
            network.Train([5, 5], y, optimizer);
            float[] before = ParametersOf(network);
            network.Train([0, 1], y, optimizer);
            float[] after = ParametersOf(network);
            Assert.All(Enumerable.Range(5 * Size, Size), i => Assert.NotEqual(before[i], after[i]));
            Close.SameBits(before.AsSpan(6 * Size, Size), after.AsSpan(6 * Size, Size), "a row without any gradient yet");
        }
    }

    [Fact]
    public void AFileHasTheTableByPyTorchsName()
    {
        Table network = new(4);
        using var stream = new MemoryStream();
        network.Save(stream);
        Assert.Contains("\"0.weight\":{\"dtype\":\"F32\",\"shape\":[7,3]", System.Text.Encoding.UTF8.GetString(stream.ToArray()));
        stream.Position = 0;
        Close.SameBits(ParametersOf(network), ParametersOf(Table.Load(stream)), "parameters");
    }

    private static float[] ParametersOf(Table network)
    {
        float[] parameters = new float[Table.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }
}
