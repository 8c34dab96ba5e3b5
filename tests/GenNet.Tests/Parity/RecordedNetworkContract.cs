using System.Text.Json;
using GenNet.Tests.Networks;
using GenNet.Tests.Reference;
using GenNet.Tests.Support;

namespace GenNet.Tests.Parity;

/// <summary>The contract, and that the network computes what PyTorch recorded under its name.</summary>
public abstract class RecordedNetworkContract<TNet>(Func<int, TNet> create) : NetworkContract<TNet>(create)
    where TNet : class, INeuralNetwork<TNet, float>
{
    private static readonly JsonElement s_recording = Recorded.Networks.Values.Single(network => network.Text("name") == typeof(TNet).Name);

    private readonly float[] _inputs = s_recording.Singles("inputs"), _targets = s_recording.Singles("targets");

    [Fact]
    public void TheRecordingIsOfTheSameLayers()
    {
        ReferenceNetwork declared = ReferenceNetwork.Of(typeof(TNet)), recorded = RecordedNetworkTests.Reference(s_recording);
        Assert.Equal(recorded.Loss, declared.Loss);
        Assert.Equal(recorded.Reduction, declared.Reduction);
        Assert.Equal(recorded.Descriptions, declared.Descriptions);
    }

    [Fact]
    public void ComputesWhatPyTorchDoes()
    {
        TNet network = Start();
        float[] outputs = new float[_targets.Length], gradient = new float[TNet.ParameterCount], inputGradient = new float[_inputs.Length];
        network.Predict(_inputs, outputs);
        Close.To(s_recording.Numbers("predictions"), outputs, Close.Single, "outputs");

        double loss = s_recording.Number("value");
        Close.To(loss, network.ComputeLoss(_inputs, _targets), Close.Single, "loss");
        Close.To(loss, network.ComputeGradient(_inputs, _targets, gradient), Close.Single, "loss of ComputeGradient");
        Close.To(s_recording.Numbers("gradient"), gradient, Close.Single, "gradient");
        network.ComputeInputGradient(_inputs, _targets, inputGradient);
        Close.To(s_recording.Numbers("inputGradient"), inputGradient, Close.Single, "input gradient");
    }

    [Fact]
    public void TrainsAsPyTorchDoesWithSgd() => TrainsAs("sgd", new Sgd(0.05, momentum: 0.9));

    [Fact]
    public void TrainsAsPyTorchDoesWithAdam() => TrainsAs("adam", new Adam(1e-2));

    private void TrainsAs(string run, Optimizer optimizer)
    {
        TNet network = Start();
        JsonElement recorded = s_recording.GetProperty(run);
        foreach (double loss in recorded.Numbers("losses"))
            Close.To(loss, network.Train(_inputs, _targets, optimizer), Close.Single, "loss");

        float[] parameters = new float[TNet.ParameterCount];
        network.GetParameters(parameters);
        Close.To(recorded.Numbers("parameters"), parameters, Close.Single, "parameters");
    }

    private TNet Start()
    {
        TNet network = Create(0);
        network.SetParameters(s_recording.Singles("parameters"));
        return network;
    }
}
