using GenNet.Networks;
using GenNet.Tests.Support;

namespace GenNet.Tests.Networks;

/// <summary>Networks of several outputs: against networks of each of them, by rows and by spans that stand apart, and bad input.</summary>
public sealed class SeveralOutputsTests
{
    public static TheoryData<int> Batches => [1, 2, 16, 17, 64, 300, 700];

    [Theory, MemberData(nameof(Batches))]
    public void TwoHeadsAreTwoNetworksOfOne(int samples)
    {
        AreTwoNetworks(new PolicyAndValue(seed: 1), new PolicyAlone(), new ValueAlone(), samples);
        AreTwoNetworks(new TiledPolicyAndValue(seed: 1), new PolicyAlone(), new ValueAlone(), samples);
    }

    [Theory, InlineData(1), InlineData(2), InlineData(17), InlineData(70)]
    public void TwoHeadsOfFramesAreTwoNetworksOfOne(int samples) =>
        AreTwoNetworks(new TagAndValue(seed: 1), new TagAlone(), new ValueOfFramesAlone(), samples);

    [Theory, InlineData(1), InlineData(17), InlineData(70)]
    public void AWindowOfABatchHasTheBitsOfTheWindowAlone(int samples)
    {
        HasRowsAlone(new TagAndValue(seed: 1), samples);
        HasRowsAlone(new ManyOutputsOfFrames(seed: 1), samples);
        HasRowsAlone(new HeadsOfWindows(seed: 1), samples);
    }

    [Theory, MemberData(nameof(Batches))]
    public void ARowOfABatchHasTheBitsOfTheRowAlone(int samples)
    {
        HasRowsAlone(new PolicyAndValue(seed: 1), samples);
        HasRowsAlone(new TiledPolicyAndValue(seed: 1), samples);
        HasRowsAlone(new SingleManyOutputs(seed: 1), samples);
        HasRowsAlone(new TiledSingleManyOutputs(seed: 1), samples);
    }

    [Theory, InlineData(1), InlineData(50)]
    public void BothFormsAndPrecisionsAgree(int samples)
    {
        (double[] inputs, double[] targets) = SeveralOutputs.Samples(OutputsOf(new ManyOutputs()), ManyOutputs.InputSize, samples);
        (double loss, double[] gradient, double[] outputs) = Results(new ManyOutputs(seed: 1), inputs, targets);
        (double tiledLoss, double[] tiledGradient, double[] tiledOutputs) = Results(new TiledManyOutputs(seed: 1), inputs, targets);
        Close.To(loss, tiledLoss, Close.Double, "loss");
        Close.To(gradient, tiledGradient, new(1e-9, 1e-12), "gradient");
        Close.To(outputs, tiledOutputs, new(1e-9, 1e-12), "outputs");
        float[] singleInputs = Close.Narrow(inputs), singleTargets = Close.Narrow(targets);
        INeuralNetwork<float>[] networks = [new SingleManyOutputs(seed: 1), new TiledSingleManyOutputs(seed: 1)];
        foreach (INeuralNetwork<float> single in networks)
        {
            float[] singleGradient = new float[single.ParameterCount], singleOutputs = new float[targets.Length];
            Assert.Equal(loss, single.ComputeGradient(singleInputs, singleTargets, singleGradient), 1e-4 * loss);
            single.Predict(singleInputs, singleOutputs);
            Close.To(gradient, singleGradient, Close.Long(gradient), "gradient");
            Close.To(outputs, singleOutputs, Close.Single, "outputs");
        }
    }

    [Theory, MemberData(nameof(Batches))]
    public void SpansThatStandApartGiveTheBitsOfRows(int samples)
    {
        var network = new SingleManyOutputs(seed: 1);
        (double[] wideInputs, double[] wideTargets) = SeveralOutputs.Samples(OutputsOf(network), SingleManyOutputs.InputSize, samples);
        float[] inputs = Close.Narrow(wideInputs), targets = Close.Narrow(wideTargets), outputs = new float[targets.Length];
        float[] state = Columns(inputs, 6, 0, 4), goal = Columns(inputs, 6, 4, 2);
        float[][] apart = [.. OutputsOf(network).Select(output => Columns(targets, 18, output.Start, output.Size))];
        int[] kinds = Labels(apart[1], 4), colours = Labels(apart[4], 3);
        network.Predict(inputs, outputs);

        float[] flags = new float[2 * samples], kind = new float[4 * samples], trunk = new float[6 * samples];
        float[] size = new float[3 * samples], colour = new float[3 * samples];
        SingleManyOutputs.Inputs Inputs() => new() { State = state, Goal = goal };
        SingleManyOutputs.Outputs Outputs() => new() { Flags = flags, Kind = kind, Trunk = trunk, Size = size, Colour = colour };
        SingleManyOutputs.Targets Targets() =>
            new() { Flags = apart[0], Kind = kinds, Trunk = apart[2], Size = apart[3], Colour = colours };
        network.Predict(Inputs(), Outputs());
        AreColumns();
        network.Predict(inputs, Outputs());
        AreColumns();
        float[] rows = new float[outputs.Length];
        network.Predict(Inputs(), rows);
        Assert.Equal(outputs, rows);

        float[] weights = [.. Enumerable.Range(0, samples).Select(i => i % 3 / 2f)];
        float[] gradient = new float[SingleManyOutputs.ParameterCount], other = new float[SingleManyOutputs.ParameterCount];
        float[] inputGradient = new float[inputs.Length], otherInputGradient = new float[inputs.Length];
        Assert.Equal(network.ComputeLoss(inputs, targets), network.ComputeLoss(Inputs(), Targets()));
        Assert.Equal(network.ComputeLoss(inputs, targets), network.ComputeLoss(Inputs(), targets));
        Assert.Equal(network.ComputeLoss(inputs, targets), network.ComputeLoss(inputs, Targets()));
        Assert.Equal(network.ComputeLoss(inputs, targets, weights), network.ComputeLoss(Inputs(), Targets(), weights));
        Assert.Equal(network.ComputeGradient(inputs, targets, gradient), network.ComputeGradient(Inputs(), Targets(), other));
        Assert.Equal(gradient, other);
        network.ComputeInputGradient(inputs, targets, inputGradient);
        network.ComputeInputGradient(Inputs(), Targets(), otherInputGradient);
        Assert.Equal(inputGradient, otherInputGradient);
        network.Predict(Inputs(), Outputs());
        network.Backward(inputs, outputs, gradient, inputGradient);
        network.Backward(Inputs(), Outputs(), other, otherInputGradient);
        Assert.Equal(gradient, other);
        Assert.Equal(inputGradient, otherInputGradient);
        var twin = new SingleManyOutputs(seed: 1);
        Assert.Equal(network.Train(inputs, targets, new Adam()), twin.Train(Inputs(), Targets(), new Adam()));
        Assert.Equal(Parameters(network), Parameters(twin));

        void AreColumns()
        {
            float[][] all = [flags, kind, trunk, size, colour];
            foreach ((OutputDescription output, float[] column) in OutputsOf(network).Zip(all))
            {
                Assert.Equal(Columns(outputs, 18, output.Start, output.Size), column);
                Array.Fill(column, float.NaN);
            }
        }
    }

    [Fact]
    public void CallsAllocateNothing()
    {
        var network = new SingleManyOutputs(seed: 1);
        float[] state = new float[4 * 20], goal = new float[2 * 20], flags = new float[2 * 20], kind = new float[4 * 20];
        float[] trunk = new float[6 * 20], size = new float[3 * 20], colour = new float[3 * 20];
        int[] kinds = new int[20], colours = new int[20];
        float[] gradient = new float[SingleManyOutputs.ParameterCount];
        var adam = new Adam();
        void Call()
        {
            SingleManyOutputs.Inputs inputs = new() { State = state, Goal = goal };
            SingleManyOutputs.Targets targets = new() { Flags = flags, Kind = kinds, Trunk = trunk, Size = size, Colour = colours };
            network.Predict(
            inputs, new SingleManyOutputs.Outputs { Flags = flags, Kind = kind, Trunk = trunk, Size = size, Colour = colour });
            network.Train(inputs, targets, adam);
            network.ComputeGradient(inputs, targets, gradient);
        }

        Call();
        Call();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Call();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void WhatDoesNotFitIsNamed()
    {
        var network = new SingleManyOutputs(seed: 1);
        float[] before = Parameters(network), two = new float[2], four = new float[4], six = new float[6], three = new float[3];
        Throws("inputs", "inputs.State has 3 elements; a batch needs a multiple of its size, 4.", () =>
            network.Predict(new SingleManyOutputs.Inputs { State = three, Goal = two }, new float[18]));
        Throws("inputs", "inputs.Goal has 4 elements; 1 samples x its size, 2, need 2.", () =>
            network.Predict(new SingleManyOutputs.Inputs { State = four, Goal = four }, new float[18]));
        float[] flags = [7, 7];
        Throws("outputs", "outputs.Kind has 0 elements; 1 samples x its size, 4, need 4.", () =>
            network.Predict(
                new SingleManyOutputs.Inputs { State = four, Goal = two },
                new SingleManyOutputs.Outputs { Flags = flags, Trunk = six, Size = three, Colour = three }));
        Assert.Equal([7, 7], flags);
        Throws("targets", "targets.Kind[0] is 4; a label must be from 0 to 3.", () => network.Train(
            new SingleManyOutputs.Inputs { State = four, Goal = two },
            new SingleManyOutputs.Targets { Flags = two, Kind = [4], Trunk = six, Size = three, Colour = [0] }, new Adam()));
        Throws("labels", "labels were given; the network has 5 outputs", () => network.Train(new float[6], new int[1], new Adam()));
        Throws("inputs", "inputs is empty", () => network.Train(
            new SingleManyOutputs.Inputs(), new SingleManyOutputs.Targets(), new Adam()));
        Assert.Equal(before, Parameters(network));
        network.Predict(new SingleManyOutputs.Inputs(), new SingleManyOutputs.Outputs());

        static void Throws(string argument, string message, Action call) =>
            Assert.StartsWith(message, Assert.Throws<ArgumentException>(argument, call).Message, StringComparison.Ordinal);
    }

    private static void AreTwoNetworks(
        INeuralNetwork<float> network, INeuralNetwork<float> policy, INeuralNetwork<float> value, int samples)
    {
        int trunk = policy.ParameterCount + value.ParameterCount - network.ParameterCount;
        (double[] wideInputs, double[] wideTargets) = SeveralOutputs.Samples(network.Outputs, network.InputSize, samples);
        float[] inputs = Close.Narrow(wideInputs), targets = Close.Narrow(wideTargets);
        float[] parameters = Parameters(network), outputs = new float[targets.Length];
        policy.SetParameters(parameters.AsSpan(0, policy.ParameterCount));
        value.SetParameters([.. parameters[..trunk], .. parameters[policy.ParameterCount..]]);
        float[] policyTargets = Columns(targets, 4, 0, 3), valueTargets = Columns(targets, 4, 3, 1);
        float[] policies = new float[policyTargets.Length], values = new float[valueTargets.Length];

        network.Predict(inputs, outputs);
        policy.Predict(inputs, policies);
        value.Predict(inputs, values);
        Close.To(Close.Widen(policies), Columns(outputs, 4, 0, 3), Close.Single, "policies");
        Close.To(Close.Widen(values), Columns(outputs, 4, 3, 1), Close.Single, "values");

        float[] gradient = new float[parameters.Length], policyGradient = new float[policy.ParameterCount];
        float[] valueGradient = new float[value.ParameterCount], losses = new float[2];
        float loss = network.ComputeGradient(inputs, targets, gradient);
        float policyLoss = policy.ComputeGradient(inputs, policyTargets, policyGradient);
        float valueLoss = value.ComputeGradient(inputs, valueTargets, valueGradient);
        Assert.Equal(policyLoss + (0.5 * valueLoss), loss, 1e-5 * loss);
        network.ComputeLoss(new Samples<float>(inputs, targets), [], losses);
        Close.To([policyLoss, valueLoss], losses, Close.Single, "losses");
        float[] weights = [.. Enumerable.Range(0, samples).Select(i => (i % 3) / 2f)];
        double weighted = policy.ComputeLoss(inputs, policyTargets, weights) + (0.5 * value.ComputeLoss(inputs, valueTargets, weights));
        Close.To(weighted, network.ComputeLoss(inputs, targets, weights), Close.Single, "weighted loss");
        double[] expected =
        [
            .. Enumerable.Range(0, trunk).Select(i => policyGradient[i] + (0.5 * valueGradient[i])),
            .. policyGradient[trunk..].Select(g => (double)g), .. valueGradient[trunk..].Select(g => 0.5 * g),
        ];
        Close.To(expected, gradient, Close.Long(expected), "gradient");
    }

    private static void HasRowsAlone(INeuralNetwork<float> network, int samples)
    {
        (double[] wideInputs, double[] wideTargets) = SeveralOutputs.Samples(network.Outputs, network.InputSize, samples);
        float[] inputs = Close.Narrow(wideInputs), outputs = new float[wideTargets.Length], targets = Close.Narrow(wideTargets);
        float[] row = new float[network.OutputSize], both = new float[outputs.Length];
        network.Predict(inputs, outputs);
        network.ComputeLoss(new Samples<float>(inputs, targets), both);
        Close.SameBits(outputs, both, "outputs of ComputeLoss");
        for (int sample = 0; sample < samples; sample++)
        {
            network.Predict(inputs.AsSpan(sample * network.InputSize, network.InputSize), row);
            Close.SameBits(outputs.AsSpan(sample * row.Length, row.Length), row, "outputs");
        }
    }

    private static (double Loss, double[] Gradient, double[] Outputs) Results(
        INeuralNetwork<double> network, double[] inputs, double[] targets)
    {
        double[] gradient = new double[network.ParameterCount], outputs = new double[targets.Length];
        network.Predict(inputs, outputs);
        return (network.ComputeGradient(inputs, targets, gradient), gradient, outputs);
    }

    private static IReadOnlyList<OutputDescription> OutputsOf<T>(INeuralNetwork<T> network)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => network.Outputs;

    private static float[] Parameters(INeuralNetwork<float> network)
    {
        float[] parameters = new float[network.ParameterCount];
        network.GetParameters(parameters);
        return parameters;
    }

    private static float[] Columns(float[] rows, int size, int start, int count) =>
        [.. rows.Chunk(size).SelectMany(row => row[start..(start + count)])];

    private static int[] Labels(float[] oneHot, int classes) => [.. oneHot.Chunk(classes).Select(row => Array.IndexOf(row, 1))];
}
