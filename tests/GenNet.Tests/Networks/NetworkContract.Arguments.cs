using GenNet.Tests.Support;

namespace GenNet.Tests.Networks;

// What is refused: anything that does not fit, by the name of the argument, and before anything has changed.
public abstract partial class NetworkContract<TNet>
{
    private const int M = 3;

    /// <summary>The labels of so many samples.</summary>
    private static int Labels => M * s_declared.OutputFrames;

    [Fact]
    public void AnArgumentThatDoesNotFitIsNamedAndChangesNothing()
    {
        TNet network = Arbitrary();
        float[] parameters = ParametersOf(network);
        foreach (WrongCall wrong in WrongLengths(network).Concat(WrongLabels(network)))
        {
            float[] destination = Unwritten(wrong.DestinationLength);
            ArgumentException exception = Assert.ThrowsAny<ArgumentException>(() => wrong.Call(destination));
            Assert.True(exception.ParamName == wrong.Argument, $"{wrong}: names '{exception.ParamName}' in: {exception.Message}");
            foreach (int number in wrong.Numbers) Assert.Contains($"{number}", exception.Message);
            Close.SameBits(Unwritten(destination.Length), destination, $"{wrong}: destination");
            Close.SameBits(parameters, ParametersOf(network), $"{wrong}: parameters");
        }
    }

    [Fact]
    public void TrainingWithoutAnOptimizerIsRefused()
    {
        TNet network = Arbitrary();
        Batch batch = Samples(M);
        Assert.Throws<ArgumentNullException>("optimizer", () => network.Train(batch.Inputs, batch.Targets, null!));
        Assert.Throws<ArgumentNullException>("optimizer", () => network.Train(batch.Inputs, batch.Labels, null!));
    }

    [Fact]
    public void MemoryThatIsStillReadIsNotWritten()
    {
        TNet network = Arbitrary();
        Batch batch = Samples(M);
        float[] x = batch.Inputs, y = batch.Targets, parameters = ParametersOf(network);
        float[] shared = new float[x.Length + y.Length + parameters.Length];
        Refused("gradient", () => network.ComputeInputGradient(x, y, x));
        Refused("gradient", () => network.ComputeInputGradient(x, batch.Labels, x));
        Refused("gradient", () => network.ComputeInputGradient(x, shared.AsSpan(0, y.Length), shared.AsSpan(0, x.Length)));
        Refused("inputGradients", () => network.Backward(x, y, [], x));
        Refused("inputGradients", () => network.Backward(x, shared.AsSpan(0, y.Length), [], shared.AsSpan(y.Length - 1, x.Length)));
        Refused("inputGradients", () => network.Backward(x, y, shared.AsSpan(0, parameters.Length), shared.AsSpan(0, x.Length)));
        Close.SameBits(ParametersOf(network), parameters, "parameters");

        void Refused(string argument, Action call)
        {
            float[] before = [.. x, .. y, .. shared];
            ArgumentException exception = Assert.Throws<ArgumentException>(argument, call);
            Assert.Contains("overlaps", exception.Message);
            Close.SameBits(before, [.. x, .. y, .. shared], $"{argument}: memory");
        }
    }

    [Theory, BatchSizes]
    public void OutputsMayTakeThePlaceOfAsManyInputs(int samples)
    {
        TNet network = Arbitrary();
        float[] x = Samples(samples).Inputs, expected = Predict(network, x);
        float[] before = [.. x, .. new float[expected.Length]], shared = [.. before];
        network.Threads = 2;
        if (samples == 1 || x.Length == expected.Length)
        {
            PredictShared();
            Close.SameBits(expected, [.. shared.Take(expected.Length)], "outputs");
            return;
        }

        Assert.Throws<ArgumentException>("outputs", PredictShared);
        Close.SameBits(before, shared, "memory");

        void PredictShared() => network.Predict(shared.AsSpan(0, x.Length), shared.AsSpan(0, expected.Length));
    }

    private static IEnumerable<WrongCall> WrongLengths(TNet network)
    {
        int inputs = M * TNet.InputSize, outputs = M * TNet.OutputSize, parameters = TNet.ParameterCount;

        List<WrongCall> wrong = [];

        // With one feature a sample every length is a batch, and the argument that does not match it is another one.
        if (TNet.InputSize > 1)
            wrong.AddRange(Calls(network, "inputs", [inputs + 1, TNet.InputSize], inputs + 1, outputs, Labels, parameters, inputs + 1));
        wrong.AddRange(Calls(network, "inputs", [], 0, 0, 0, parameters, 0).Where(call => call.Method != "Predict"));

        foreach (int off in new[] { -1, 1 })
        {
            int[] ofOutputs = [outputs + off, outputs], ofParameters = [parameters + off, parameters];
            float[] source = new float[parameters + off];
            wrong.Add(new("Predict", "outputs", ofOutputs, outputs + off, d => network.Predict(new float[inputs], d)));
            wrong.Add(new("GetParameters", "destination", ofParameters, parameters + off, d => network.GetParameters(d)));
            wrong.Add(new("SetParameters", "source", ofParameters, 0, _ => network.SetParameters(source)));
            wrong.AddRange(Calls(network, "targets", ofOutputs, inputs, outputs + off, M, parameters, inputs).Where(c => c.TakesTargets));
            wrong.AddRange(Calls(network, "labels", [Labels + off, Labels], inputs, outputs, Labels + off, parameters, inputs)
                .Where(c => c.TakesLabels));
            wrong.AddRange(Calls(network, "gradient", ofParameters, inputs, outputs, Labels, parameters + off, inputs)
                .Where(call => call.Method == "ComputeGradient"));
            wrong.AddRange(Calls(network, "gradient", [inputs + off, inputs], inputs, outputs, Labels, parameters, inputs + off)
                .Where(call => call.Method == "ComputeInputGradient"));
        }

        return wrong;
    }

    private static IEnumerable<WrongCall> WrongLabels(TNet network)
    {
        int classes = Math.Max(2, FrameOutputs);
        int inputs = M * TNet.InputSize;
        foreach (int label in new[] { -1, classes, int.MaxValue, int.MinValue })
        {
            // The last one is wrong, so that checking as one goes would already have changed something.
            int[] labels = [.. Enumerable.Repeat(1, Labels - 1), label];
            foreach (WrongCall call in LabelCalls(network, "labels", [label], new float[inputs], labels, TNet.ParameterCount, inputs))
                yield return call;
        }
    }

    /// <summary>Every method that takes samples, called with arguments of the given lengths.</summary>
    private static IEnumerable<WrongCall> Calls(
        TNet network, string argument, int[] numbers, int inputs, int targets, int labels, int gradient, int inputGradient)
    {
        float[] x = new float[inputs], y = new float[targets];
        return
        [
            new("Predict", argument, numbers, targets, d => network.Predict(x, d)),
            new("Train", argument, numbers, 0, _ => network.Train(x, y, new Sgd(0.1)), TakesTargets: true),
            new("ComputeLoss", argument, numbers, 0, _ => network.ComputeLoss(x, y), TakesTargets: true),
            new("ComputeGradient", argument, numbers, gradient, d => network.ComputeGradient(x, y, d), TakesTargets: true),
            new("ComputeInputGradient", argument, numbers, inputGradient, d => network.ComputeInputGradient(x, y, d), TakesTargets: true),
            .. LabelCalls(network, argument, numbers, x, new int[labels], gradient, inputGradient),
        ];
    }

    private static IEnumerable<WrongCall> LabelCalls(
        TNet network, string argument, int[] numbers, float[] x, int[] labels, int gradient, int inputGradient) =>
    [
        new("Train", argument, numbers, 0, _ => network.Train(x, labels, new Sgd(0.1)), TakesLabels: true),
        new("ComputeLoss", argument, numbers, 0, _ => network.ComputeLoss(x, labels), TakesLabels: true),
        new("ComputeGradient", argument, numbers, gradient, d => network.ComputeGradient(x, labels, d), TakesLabels: true),
        new("ComputeInputGradient", argument, numbers, inputGradient, d => network.ComputeInputGradient(x, labels, d), TakesLabels: true),
    ];

    /// <summary>A call with one argument that does not fit, and the numbers its message has to state: what was given and needed.</summary>
    private sealed record WrongCall(
        string Method, string Argument, int[] Numbers, int DestinationLength, Action<float[]> Call,
        bool TakesTargets = false, bool TakesLabels = false)
    {
        public override string ToString() => $"{Method} with wrong {Argument} ({string.Join(", ", Numbers)})";
    }
}
