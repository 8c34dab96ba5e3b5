using System.Text.Json;
using GenNet.Networks;
using GenNet.Tests.Networks;
using GenNet.Tests.Support;

namespace GenNet.Tests.Parity;

/// <summary>Batch normalisation as PyTorch's nn.BatchNorm1d, in batches of a few, of more than a chunk, and of windows.</summary>
public abstract class RecordedBatchNormContract<TNet>(Func<TNet> create) where TNet : class, INeuralNetwork<TNet, double>
{
    public static TheoryData<string> Cases => Recorded.Titles(Recorded.BatchNorm, "name", typeof(TNet).Name);

    [Theory, MemberData(nameof(Cases))]
    public void ComputesAndTrainsAsPyTorchDoes(string title)
    {
        JsonElement recorded = Recorded.BatchNorm[title];
        TNet network = create();
        network.SetParameters(recorded.Numbers("parameters"));
        double[] inputs = recorded.Numbers("inputs"), targets = recorded.Numbers("targets");
        double[] gradient = new double[TNet.ParameterCount], byInputs = new double[inputs.Length];

        Near([recorded.Number("value")], [network.ComputeGradient(inputs, targets, gradient)], "loss");
        Near(recorded.Numbers("gradient"), gradient, "gradient");
        network.Backward(inputs, recorded.Numbers("outputGradients"), gradient, byInputs);
        Near(recorded.Numbers("gradient"), gradient, "gradient of Backward");
        Near(recorded.Numbers("inputGradients"), byInputs, "input gradients");

        Sgd sgd = new(0.05, momentum: 0.9);
        Near(recorded.Numbers("losses"), [.. recorded.Numbers("losses").Select(_ => network.Train(inputs, targets, sgd))], "losses");
        double[] parameters = new double[TNet.ParameterCount], predictions = new double[targets.Length];
        network.GetParameters(parameters);
        network.Predict(inputs, predictions);
        Near(recorded.Numbers("trained"), parameters, "parameters");
        Near(recorded.Numbers("buffers"), BuffersOf(network), "running statistics");
        Near(recorded.Numbers("predictions"), predictions, "predictions");
    }

    private static void Near(double[] expected, double[] actual, string what) =>
        Close.To(expected, actual, new(Relative: 1e-9, Absolute: 1e-11 * expected.Max(Math.Abs)), what);

    private static double[] BuffersOf(INeuralNetwork<double> network)
    {
        double[] state = network.Parameters.GetState();
        int next = 0;
        List<double> buffers = [];
        foreach (Tensor tensor in network.Parameters.Layout.Tensors)
        {
            if (tensor.IsBuffer) buffers.AddRange(state[next..(next + tensor.Length)]);
            next += tensor.Length;
        }

        return [.. buffers];
    }
}

public sealed class RecordedBatchNormTests() : RecordedBatchNormContract<RecordedBatchNorm>(() => new());

public sealed class DeepBatchNormTests() : RecordedBatchNormContract<DeepBatchNorm5x18x18x18x18x3>(() => new());

public sealed class BatchNormedWindows1Tests() : RecordedBatchNormContract<BatchNormedWindows1>(() => new());

public sealed class BatchNormedWindows2Tests() : RecordedBatchNormContract<BatchNormedWindows2>(() => new());

public sealed class BatchNormedWindows7Tests() : RecordedBatchNormContract<BatchNormedWindows7>(() => new());

public sealed class BatchNormedWindows64Tests() : RecordedBatchNormContract<BatchNormedWindows64>(() => new());
