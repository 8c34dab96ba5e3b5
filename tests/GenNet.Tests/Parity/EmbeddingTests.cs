using System.Text.Json;
using GenNet.Tests.Networks;
using GenNet.Tests.Support;

namespace GenNet.Tests.Parity;

/// <summary>A network of two tables and a dense layer, each with an input of its own, against the module that PyTorch has.</summary>
public sealed class EmbeddingTests
{
    private static readonly JsonElement s_recorded = Recorded.Embeddings;
    private readonly float[] _inputs = s_recorded.Singles("inputs"), _targets = s_recorded.Singles("targets");

    [Fact]
    public void ComputesWhatPyTorchDoes()
    {
        TwoInputs network = Start();
        float[] outputs = new float[_targets.Length], gradient = new float[TwoInputs.ParameterCount], byInputs = new float[_inputs.Length];
        network.Predict(_inputs, outputs);
        Close.To(s_recorded.Numbers("predictions"), outputs, Close.Single, "outputs");
        Close.To(s_recorded.Number("value"), network.ComputeGradient(_inputs, _targets, gradient), Close.Single, "loss");
        Close.To(s_recorded.Numbers("gradient"), gradient, Close.Single, "gradient");
        network.ComputeInputGradient(_inputs, _targets, byInputs);
        float[] ofWeather = [.. byInputs.Chunk(6).SelectMany(row => row[..3])];
        float[] ofCategories = [.. byInputs.Chunk(6).SelectMany(row => row[3..])];
        Close.To(s_recorded.Numbers("weatherGradient"), ofWeather, Close.Single, "input gradient");
        Assert.All(ofCategories, number => Assert.Equal(0, number));
    }

    [Fact]
    public void TrainsAsPyTorchDoes()
    {
        TrainsAs("sgd", new Sgd(0.1));
        TrainsAs("momentum", new Sgd(0.05, momentum: 0.9));
        TrainsAs("adagrad", new Adagrad(0.05));
        TrainsAs("adam", new Adam(1e-2));
    }

    private void TrainsAs(string run, Optimizer optimizer)
    {
        TwoInputs network = Start();
        JsonElement recorded = s_recorded.GetProperty(run);
        foreach (double loss in recorded.Numbers("losses"))
            Close.To(loss, network.Train(_inputs, _targets, optimizer), Close.Single, $"loss under {run}");
        float[] parameters = new float[TwoInputs.ParameterCount];
        network.GetParameters(parameters);
        Close.To(recorded.Numbers("parameters"), parameters, Close.Single, $"parameters after {run}");
    }

    private static TwoInputs Start()
    {
        TwoInputs network = new();
        network.SetParameters(s_recorded.Singles("parameters"));
        return network;
    }
}
