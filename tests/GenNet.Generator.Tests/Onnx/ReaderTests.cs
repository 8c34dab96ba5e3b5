extern alias generator;

using generator::GenNet.Generator.Onnx;
using GenNet.Tests.Reference;
using GenNet.Tests.Support;

namespace GenNet.Generator.Tests.Onnx;

/// <summary>The network that is read out of a model.</summary>
public sealed class ReaderTests
{
    public static TheoryData<string> Recorded => RecordedModel.Names;

    [Theory, MemberData(nameof(Recorded))]
    public void ReadsWhatOtherToolsWrite(string name)
    {
        RecordedModel model = RecordedModel.All[name];
        OnnxReading reading = OnnxReader.Read(model.File);
        Assert.Null(reading.Problem);
        OnnxNetwork network = reading.Network!;
        var reference = new ReferenceNetwork(
            network.Inputs,
            network.Layers.SelectMany(layer => ReferenceLayer.Of(
                new(layer.Inputs, layer.Units, layer.HasBias), (Activation)layer.Activation, layer.Alpha, layer.Beta)),
            Loss.MeanSquaredError, Reduction.Mean)
        {
            Parameters = [.. network.Parameters],
        };

        // The other tool's arithmetic is float32, and the constants of an activation are its own.
        double[] outputs = [.. model.Inputs.Chunk(network.Inputs).SelectMany(reference.Predict)];
        Close.To(model.Outputs, outputs, new(Relative: 2e-5, Absolute: 2e-6), "outputs");
    }
}
