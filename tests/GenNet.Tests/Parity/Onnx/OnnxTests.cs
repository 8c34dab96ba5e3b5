using GenNet.Tests.Optimizers;
using GenNet.Tests.Support;
using static GenNet.Tests.Parity.Onnx.OnnxNetworks;

namespace GenNet.Tests.Parity.Onnx;

/// <summary>ONNX's own tests of the operators that layers, losses and optimizers stand for; scripts/onnx/record.py copied them.</summary>
public sealed class OnnxTests
{
    // ONNX's numbers are float32. The absolute part is for what NumPy lost in forming them, such as exp(x) - 1.
    private static readonly Tolerance s_tolerance = new(Relative: 1e-5, Absolute: 1e-7);

    private static readonly Dictionary<string, OnnxCase> s_recorded =
        Recorded.Onnx.Values.Select(recorded => new OnnxCase(recorded)).ToDictionary(recorded => recorded.Name);

    /// <summary>What is not tested, and why.</summary>
    private static readonly (string Reason, Func<OnnxCase, bool> Holds)[] s_skipped =
    [
        ("more than 2,000 numbers: the rule is that of its smaller siblings", c => c.Inputs.Any(input => input.Values is null)),
        ("its inputs are not logarithms of probabilities, and our loss takes the outputs of a LogSoftmax",
            c => c.Operator == "NegativeLogLikelihoodLoss"),
        ("no activation of ours", c => c.Operator == "ThresholdedRelu"),
        ("its slope is 0.2 or 0.5; ours is that of PyTorch, 1/6", c => c.Operator == "HardSigmoid"),
        ("its alpha and gamma are not those that SELU is derived for; ours are fixed",
            c => c.Operator == "Selu" && c.Number("alpha") is not null),
        ("a product of stacks of matrices; a layer has one W", c => c.Operator == "MatMul" && c.Inputs[0].Shape.Length > 2),
        ("a bias for each sample; a layer has one for each unit", c => c.Name == "gemm_default_matrix_bias"),
    ];

    public static TheoryData<string> Activations => Cases(
        "Identity", "Sigmoid", "Tanh", "Atan", "Relu", "LeakyRelu", "PRelu", "Elu", "Selu", "Celu", "Softplus", "Softsign",
        "HardSwish", "Exp");

    public static TheoryData<string> Softmaxes => Cases("Softmax", "LogSoftmax");

    public static TheoryData<string> Products => Cases("Gemm", "MatMul");

    public static TheoryData<string> CrossEntropies => Cases("SoftmaxCrossEntropyLoss");

    public static TheoryData<string> Rules => Cases("Adam", "Adagrad", "Momentum");

    [Fact]
    public void EveryCaseIsTestedOrSkippedForAReason()
    {
        IEnumerable<object[]>[] theories = [Activations, Softmaxes, Products, CrossEntropies, Rules];
        IEnumerable<string> tested = theories.SelectMany(cases => cases, (_, row) => (string)row[0]);
        IEnumerable<string> skipped = s_recorded.Values.Where(c => IsSkipped(c)).Select(c => c.Name);
        Assert.Equal(s_recorded.Keys.Order(), tested.Concat(skipped).Order());
        Assert.All(s_skipped, skip => Assert.Contains(s_recorded.Values, c => skip.Holds(c)));
    }

    [Theory, MemberData(nameof(Activations))]
    public void ActivatesAsOnnx(string name)
    {
        OnnxCase c = s_recorded[name];
        float[] x = c.Inputs[0].Singles;
        float[] a = (c.Operator, c.Number("alpha")) switch
        {
            ("Identity", _) => Unit.Of(new Identity()).Predict(x),
            ("Sigmoid", _) => Unit.Of(new Sigmoid()).Predict(x),
            ("Tanh", _) => Unit.Of(new Tanh()).Predict(x),
            ("Atan", _) => Unit.Of(new Atan()).Predict(x),
            ("Relu", _) => Unit.Of(new Relu()).Predict(x),
            ("LeakyRelu", null) => Unit.Of(new LeakyRelu()).Predict(x),
            ("LeakyRelu", 0.1f) => Unit.Of(new LeakyReluOfTenth()).Predict(x),
            ("PRelu", _) => ActivateParametrically(x, c.Inputs[1].Singles),
            ("Elu", null) => Unit.Of(new Elu()).Predict(x),
            ("Elu", 2) => Unit.Of(new EluOf2()).Predict(x),
            ("Celu", 2) => Unit.Of(new CeluOf2()).Predict(x),
            ("Selu", null) => Unit.Of(new Selu()).Predict(x),
            ("Softplus", _) => Unit.Of(new Softplus()).Predict(x),
            ("Softsign", _) => Unit.Of(new Softsign()).Predict(x),
            ("HardSwish", _) => Unit.Of(new HardSwish()).Predict(x),
            ("Exp", _) => Unit.Of(new Exp()).Predict(x),
            _ => throw new NotSupportedException(name),
        };
        Close.To(c.Outputs[0].Numbers, a, s_tolerance, "outputs");
    }

    [Theory, MemberData(nameof(Softmaxes))]
    public void TakesSoftmaxesAsOnnx(string name)
    {
        OnnxCase c = s_recorded[name];
        int axis = (int)(c.Number("axis") ?? -1);
        axis = axis < 0 ? axis + c.Inputs[0].Shape.Length : axis;
        Unit unit = (c.Operator, c.Inputs[0].Shape[axis]) switch
        {
            ("Softmax", 3) => Unit.Of(new Softmax3()),
            ("Softmax", 4) => Unit.Of(new Softmax4()),
            ("Softmax", 5) => Unit.Of(new Softmax5()),
            ("LogSoftmax", 3) => Unit.Of(new LogSoftmax3()),
            ("LogSoftmax", 4) => Unit.Of(new LogSoftmax4()),
            ("LogSoftmax", 5) => Unit.Of(new LogSoftmax5()),
            _ => throw new NotSupportedException(name),
        };
        Close.To(Flat(c.Outputs[0].Along(axis)), unit.Predict(Close.Narrow(Flat(c.Inputs[0].Along(axis)))), s_tolerance, "outputs");
    }

    /// <summary>alpha A B + beta C is a layer: the rows of A are samples, alpha B^T is W, beta C is b.</summary>
    [Theory, MemberData(nameof(Products))]
    public void MultipliesAsOnnx(string name)
    {
        OnnxCase c = s_recorded[name];
        double alpha = c.Number("alpha") ?? 1, beta = c.Number("beta") ?? 1;
        double[][] samples = c.Inputs[0].Along(c.Number("transA") == 1 ? 0 : 1);
        double[][] weights = c.Inputs[1].Along(c.Number("transB") == 1 ? 1 : 0);
        double[] bias = c.Inputs.Length < 3 ? [0] : c.Inputs[2].Numbers;
        float[] parameters = Close.Narrow(
            [.. Flat(weights).Select(w => alpha * w), .. Enumerable.Range(0, weights.Length).Select(i => beta * bias[i % bias.Length])]);
        float[] x = Close.Narrow(Flat(samples));
        float[] y = (samples[0].Length, weights.Length) switch
        {
            (3, 4) => Predict(new Gemm3x4(), parameters, x),
            (4, 3) => Predict(new Gemm4x3(), parameters, x),
            (4, 5) => Predict(new Gemm4x5(), parameters, x),
            (5, 4) => Predict(new Gemm5x4(), parameters, x),
            (6, 4) => Predict(new Gemm6x4(), parameters, x),
            (7, 3) => Predict(new Gemm7x3(), parameters, x),
            (7, 4) => Predict(new Gemm7x4(), parameters, x),
            (10, 3) => Predict(new Gemm10x3(), parameters, x),
            _ => throw new NotSupportedException(name),
        };
        Close.To(c.Outputs[0].Numbers, y, s_tolerance, "outputs");
    }

    /// <summary>
    /// A weight of a class is that target instead of 1, and a label that is ignored no target at all. ONNX's mean is over the weights
    /// that count, ours over the samples, so that targets are scaled by the one over the other.
    /// </summary>
    [Theory, MemberData(nameof(CrossEntropies))]
    public void TakesCrossEntropiesAsOnnx(string name)
    {
        OnnxCase c = s_recorded[name];
        double[][] logits = c.Inputs[0].Along(1);
        double[] labels = c.Inputs[1].Numbers, classWeights = c.Inputs.Length < 3 ? [1, 1, 1, 1, 1] : c.Inputs[2].Numbers;
        double[] weights = Array.ConvertAll(labels, label => label == c.Number("ignore_index") ? 0 : classWeights[(int)label]);
        string reduction = c.Text("reduction")!;
        double scale = reduction == "mean" ? labels.Length / weights.Sum() : 1;
        float[][] x = Array.ConvertAll(logits, Close.Narrow);
        float[][] y = [.. labels.Zip(weights, (label, weight) => Row(label, scale * weight))];
        float[] losses = reduction switch
        {
            "mean" => [Unit.Of(new MeanOfCrossEntropies()).Loss(Flat(x), Flat(y))],
            "sum" => [Unit.Of(new SumOfCrossEntropies()).Loss(Flat(x), Flat(y))],
            "none" => [.. x.Zip(y, Unit.Of(new SumOfCrossEntropies()).Loss)],
            _ => throw new NotSupportedException(name),
        };
        Close.To(c.Outputs[0].Numbers, losses, s_tolerance, "loss");
        if (c.Outputs.Length > 1)
            Close.To(Flat(c.Outputs[1].Along(1)), Unit.Of(new LogSoftmax5()).Predict(Flat(x)), s_tolerance, "log of the probabilities");

        static float[] Row(double label, double weight) => [.. Enumerable.Range(0, 5).Select(k => k == label ? (float)weight : 0)];
    }

    /// <summary>
    /// ONNX starts in the middle, from a state that is given. A rule has just that state after steps of a learning rate of 0 with the
    /// right gradients. Each number of a tensor is a problem of its own.
    /// </summary>
    [Theory, MemberData(nameof(Rules))]
    public void StepsAsOnnx(string name)
    {
        OnnxCase c = s_recorded[name];
        double rate = c.Inputs[0].Numbers[0];
        Assert.Equal(0, c.Inputs[1].Numbers[0]);    // the step count, under which the operators correct no bias and decay no rate

        // Tensors come in groups: all X, all G, then all of each state; results are X and the states.
        int tensors = (c.Inputs.Length - 2) / (c.Operator == "Adam" ? 4 : 3);
        double[] Group(int index) => [.. c.Inputs.Skip(2 + (index * tensors)).Take(tensors).SelectMany(tensor => tensor.Numbers)];
        double[] x = Group(0), g = Group(1), expected = [.. c.Outputs.Take(tensors).SelectMany(tensor => tensor.Numbers)];
        for (int i = 0; i < x.Length; i++)
        {
            (Optimizer optimizer, double[] past) = Prepare(c, Group(2)[i], c.Operator == "Adam" ? Group(3)[i] : 0);
            Problem<double> problem = new([x[i]]);
            optimizer.LearningRate = 0;
            foreach (double gradient in past)
                problem.Step(optimizer, [gradient - (c.Number("norm_coefficient")!.Value * x[i])]);    // what weight decay adds again
            optimizer.LearningRate = rate;
            problem.Step(optimizer, [g[i]]);
            Close.To(expected[i], problem.Parameters[0], s_tolerance, $"parameter {i}");
        }
    }

    /// <summary>The optimizer, and the gradients after which its state is the given one.</summary>
    private static (Optimizer Optimizer, double[] Past) Prepare(OnnxCase c, double first, double second)
    {
        double decay = c.Number("norm_coefficient")!.Value;
        switch (c.Operator)
        {
            case "Momentum":
                double momentum = c.Number("alpha")!.Value;
                return (new Sgd(0, momentum, nesterov: c.Text("mode") == "nesterov", weightDecay: decay), [first]);
            case "Adagrad":
                double learningRateDecay = c.Number("decay_factor")!.Value;
                return (new Adagrad(0, learningRateDecay, first, c.Number("epsilon")!.Value, decay), []);
            default:
                // The default would be 1e-6, but the numbers of adam_multiple were computed with 0.01, which its node does not say.
                double epsilon = c.Number("epsilon") ?? 0.01;
                double beta1 = c.Number("alpha")!.Value, beta2 = c.Number("beta")!.Value;
                return (new Adam(0, beta1, beta2, epsilon, decay), PastOfAdam(first, second, beta1, beta2));
        }
    }

    /// <summary>
    /// Gradients after which Adam's means are m and v: after so many zeros that no bias is left to correct, an old gradient u and a new
    /// one w with m = (1 - beta1) (beta1^k u + w) and v = (1 - beta2) (beta2^k u^2 + w^2), k steps apart where that has a solution.
    /// </summary>
    private static double[] PastOfAdam(double m, double v, double beta1, double beta2)
    {
        m /= 1 - beta1;
        v /= 1 - beta2;
        for (int k = 1; ; k++)
        {
            // w = m - b u in the second equation: (c + b^2) u^2 - 2 b m u + m^2 - v = 0.
            double b = Math.Pow(beta1, k), c = Math.Pow(beta2, k);
            double quarter = (b * b * m * m) - ((c + (b * b)) * ((m * m) - v));
            if (quarter < 0)
                continue;
            double u = ((b * m) + Math.Sqrt(quarter)) / (c + (b * b));
            return [.. new double[400], u, .. new double[k - 1], m - (b * u)];
        }
    }

    private static TheoryData<string> Cases(params string[] operators) =>
        new(s_recorded.Values.Where(c => operators.Contains(c.Operator) && !IsSkipped(c)).Select(c => c.Name));

    private static bool IsSkipped(OnnxCase c) => s_skipped.Any(skip => skip.Holds(c));

    /// <summary>The slopes are those of one sample after the other, as often as there are samples.</summary>
    private static float[] ActivateParametrically(float[] x, float[] slopes)
    {
        const int Units = 5;
        float[] identity = [.. Enumerable.Range(0, Units * Units).Select(i => i % (Units + 1) == 0 ? 1f : 0)];
        IEnumerable<float[]> samples = x.Chunk(Units).Select((row, i) =>
            Predict(new PRelu(), [.. identity, .. new float[Units], .. slopes.AsSpan(i * Units % slopes.Length, Units)], row));
        return Flat([.. samples]);
    }

    private static float[] Predict<TNet>(TNet network, float[] parameters, float[] inputs) where TNet : class, INeuralNetwork<TNet, float>
    {
        float[] outputs = new float[inputs.Length / TNet.InputSize * TNet.OutputSize];
        network.SetParameters(parameters);
        network.Predict(inputs, outputs);
        return outputs;
    }

    private static T[] Flat<T>(T[][] rows) => [.. rows.SelectMany(row => row)];
}
