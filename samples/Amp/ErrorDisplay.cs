using GenNet;

/// <summary>Tells while a network learns what is left of the error in a stream that it does not learn from.</summary>
internal sealed class ErrorDisplay(AmpNet network, float[] before, float[] target) : IProgress<TrainingProgress>
{
    private const int Every = 10;

    private readonly float[] _after = new float[before.Length];

    public void Report(TrainingProgress value)
    {
        if (value.Result is null || (value.Epoch != 1 && value.Epoch % Every != 0))
            return;
        network.Process(before, _after, new AmpNet.State());
        Console.WriteLine(
            $"epoch {value.Epoch,2}, {value.Elapsed.TotalSeconds,4:F1} s: error-to-signal {ErrorToSignal.Ratio(_after, target),6:P2}");
    }
}
