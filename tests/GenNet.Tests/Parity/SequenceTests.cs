using System.Text.Json;
using GenNet.Tests.Support;

namespace GenNet.Tests.Parity;

/// <summary>Layers over windows compute what PyTorch does, and carry derivatives back to what it does.</summary>
public abstract class SequenceContract<TNet>(Func<TNet> create) where TNet : class, INeuralNetwork<TNet, float>
{
    [Fact]
    public void ComputesWhatPyTorchDoes()
    {
        JsonElement[] recordings = [.. Recorded.Sequences.Values.Where(recording => recording.Text("name") == typeof(TNet).Name)];
        Assert.NotEmpty(recordings);
        foreach (JsonElement recording in recordings)
        {
            TNet network = create();
            network.SetParameters(recording.Singles("parameters"));
            float[] x = recording.Singles("inputs"), outputGradients = recording.Singles("outputGradients");
            float[] outputs = new float[outputGradients.Length], gradient = new float[TNet.ParameterCount], byInputs = new float[x.Length];
            network.Predict(x, outputs);
            network.Backward(x, outputGradients, gradient, byInputs);
            string batch = $"of {recording.Number("batch")} windows";
            Close.To(recording.Numbers("outputs"), outputs, Close.Single, $"outputs {batch}");
            double[] expected = recording.Numbers("gradient");
            Close.To(expected, gradient, Close.Long(expected), $"gradient {batch}");
            Close.To(recording.Numbers("inputGradient"), byInputs, Close.Single, $"input gradient {batch}");
            if (!recording.TryGetProperty("loss", out _))
                continue;
            float[] targets = recording.Singles("targets");
            Close.To(recording.Number("loss"), network.ComputeGradient(x, targets, gradient), Close.Single, $"loss {batch}");
            Close.To(recording.Numbers("lossGradient"), gradient, Close.Single, $"gradient of the loss {batch}");
            network.ComputeInputGradient(x, targets, byInputs);
            Close.To(recording.Numbers("lossInputGradient"), byInputs, Close.Single, $"input gradient of the loss {batch}");
        }
    }
}

// A line a network.
public sealed class Conv1Tests() : SequenceContract<Conv1>(() => new());

public sealed class Conv2Tests() : SequenceContract<Conv2>(() => new());

public sealed class Conv7Tests() : SequenceContract<Conv7>(() => new());

public sealed class Conv64Tests() : SequenceContract<Conv64>(() => new());

public sealed class Dilated1Tests() : SequenceContract<Dilated1>(() => new());

public sealed class Dilated2Tests() : SequenceContract<Dilated2>(() => new());

public sealed class Dilated7Tests() : SequenceContract<Dilated7>(() => new());

public sealed class Dilated64Tests() : SequenceContract<Dilated64>(() => new());

public sealed class Grouped1Tests() : SequenceContract<Grouped1>(() => new());

public sealed class Grouped2Tests() : SequenceContract<Grouped2>(() => new());

public sealed class Grouped7Tests() : SequenceContract<Grouped7>(() => new());

public sealed class Grouped64Tests() : SequenceContract<Grouped64>(() => new());

public sealed class Gru1Tests() : SequenceContract<Gru1>(() => new());

public sealed class Gru2Tests() : SequenceContract<Gru2>(() => new());

public sealed class Gru7Tests() : SequenceContract<Gru7>(() => new());

public sealed class Gru64Tests() : SequenceContract<Gru64>(() => new());

public sealed class GruWide1Tests() : SequenceContract<GruWide1>(() => new());

public sealed class GruWide2Tests() : SequenceContract<GruWide2>(() => new());

public sealed class GruWide7Tests() : SequenceContract<GruWide7>(() => new());

public sealed class GruWide64Tests() : SequenceContract<GruWide64>(() => new());

public sealed class Lstm1Tests() : SequenceContract<Lstm1>(() => new());

public sealed class Lstm2Tests() : SequenceContract<Lstm2>(() => new());

public sealed class Lstm7Tests() : SequenceContract<Lstm7>(() => new());

public sealed class Lstm64Tests() : SequenceContract<Lstm64>(() => new());

public sealed class LstmWide1Tests() : SequenceContract<LstmWide1>(() => new());

public sealed class LstmWide2Tests() : SequenceContract<LstmWide2>(() => new());

public sealed class LstmWide7Tests() : SequenceContract<LstmWide7>(() => new());

public sealed class LstmWide64Tests() : SequenceContract<LstmWide64>(() => new());

public sealed class GruLast1Tests() : SequenceContract<GruLast1>(() => new());

public sealed class GruLast2Tests() : SequenceContract<GruLast2>(() => new());

public sealed class GruLast7Tests() : SequenceContract<GruLast7>(() => new());

public sealed class GruLast64Tests() : SequenceContract<GruLast64>(() => new());

public sealed class LstmMean1Tests() : SequenceContract<LstmMean1>(() => new());

public sealed class LstmMean2Tests() : SequenceContract<LstmMean2>(() => new());

public sealed class LstmMean7Tests() : SequenceContract<LstmMean7>(() => new());

public sealed class LstmMean64Tests() : SequenceContract<LstmMean64>(() => new());

public sealed class Gate1Tests() : SequenceContract<Gate1>(() => new());

public sealed class Gate2Tests() : SequenceContract<Gate2>(() => new());

public sealed class Gate7Tests() : SequenceContract<Gate7>(() => new());

public sealed class Gate64Tests() : SequenceContract<Gate64>(() => new());

public sealed class Codes1Tests() : SequenceContract<Codes1>(() => new());

public sealed class Codes2Tests() : SequenceContract<Codes2>(() => new());

public sealed class Codes7Tests() : SequenceContract<Codes7>(() => new());

public sealed class Codes64Tests() : SequenceContract<Codes64>(() => new());

public sealed class Heads1Tests() : SequenceContract<Heads1>(() => new());

public sealed class Heads2Tests() : SequenceContract<Heads2>(() => new());

public sealed class Heads7Tests() : SequenceContract<Heads7>(() => new());

public sealed class Heads64Tests() : SequenceContract<Heads64>(() => new());
