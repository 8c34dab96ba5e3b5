extern alias generator;

using generator::GenNet.Generator.ModelFiles;
using generator::GenNet.Generator.Onnx;
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
        ModelReading reading = OnnxReader.Read(model.File, steps: model.Steps);
        Assert.Null(reading.Problem);
        // The other tool's arithmetic is float32, and the constants of an activation are its own.
        Close.To(model.Outputs, reading.Network!.Predict(model.Inputs), new(Relative: 2e-5, Absolute: 2e-6), "outputs");
    }
}
