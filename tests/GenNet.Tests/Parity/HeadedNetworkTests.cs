using System.Text.Json;
using GenNet.Tests.Support;

namespace GenNet.Tests.Parity;

[NeuralNetwork(inputs: 5)]
[Dense(9, Activation.Tanh, Name = "trunk")]
[Dense(3, Activation.Softmax, Name = "kind")]
[Dense(2, Name = "place", From = "trunk")]
[Output("kind")]
[Output("place", Weight = 0.5)]
public sealed partial class TwoHeads5x9x3And2;

[NeuralNetwork(inputs: 5, Unroll = Unroll.Never)]
[Dense(9, Activation.Tanh, Name = "trunk")]
[Dense(3, Activation.Softmax, Name = "kind")]
[Dense(2, Name = "place", From = "trunk")]
[Output("kind")]
[Output("place", Weight = 0.5)]
public sealed partial class TiledTwoHeads5x9x3And2;

/// <summary>Networks of several outputs against PyTorch, in both forms.</summary>
public sealed class HeadedNetworkTests
{
    private static readonly JsonElement s_recorded =
        Recorded.HeadedNetworks.Values.Single(network => network.Text("name") == nameof(TwoHeads5x9x3And2));

    private readonly float[] _inputs = s_recorded.Singles("inputs"), _targets = s_recorded.Singles("targets");

    public static TheoryData<bool> Forms => [false, true];

    [Theory, MemberData(nameof(Forms))]
    public void ComputesWhatPyTorchDoes(bool isTiled)
    {
        INeuralNetwork<float> network = Start(isTiled);
        float[] outputs = new float[_targets.Length], gradient = new float[network.ParameterCount];
        float[] inputGradient = new float[_inputs.Length];
        network.Predict(_inputs, outputs);
        Close.To(s_recorded.Numbers("predictions"), outputs, Close.Single, "outputs");
        Close.To(s_recorded.Number("value"), network.ComputeGradient(_inputs, _targets, gradient), Close.Single, "loss");
        Close.To(s_recorded.Numbers("gradient"), gradient, Close.Single, "gradient");
        network.ComputeInputGradient(_inputs, _targets, inputGradient);
        Close.To(s_recorded.Numbers("inputGradient"), inputGradient, Close.Single, "input gradient");
    }

    [Theory, MemberData(nameof(Forms))]
    public void TrainsAsPyTorchDoes(bool isTiled)
    {
        TrainsAs("sgd", Start(isTiled), new Sgd(0.05, momentum: 0.9));
        TrainsAs("adam", Start(isTiled), new Adam(1e-2));
    }

    private void TrainsAs(string run, INeuralNetwork<float> network, Optimizer optimizer)
    {
        JsonElement recorded = s_recorded.GetProperty(run);
        foreach (double loss in recorded.Numbers("losses"))
            Close.To(loss, network.Train(_inputs, _targets, optimizer), Close.Single, $"loss under {run}");
        float[] parameters = new float[network.ParameterCount];
        network.GetParameters(parameters);
        Close.To(recorded.Numbers("parameters"), parameters, Close.Single, $"parameters after {run}");
    }

    private static INeuralNetwork<float> Start(bool isTiled)
    {
        INeuralNetwork<float> network = isTiled ? new TiledTwoHeads5x9x3And2() : new TwoHeads5x9x3And2();
        network.SetParameters(s_recorded.Singles("parameters"));
        return network;
    }
}
