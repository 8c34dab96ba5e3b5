namespace GenNet.Benchmarks;

/// <summary>
/// What a good C programmer writes by hand for the same network (loops.c). Before it is timed, it must have come to GenNet's results.
/// </summary>
internal sealed class LoopsPeer : Peer
{
    private const int Steps = 10;
    private const float Tolerance = 1e-4f;

    public override string Name => "C loops";

    public override string? Version { get; } = Gcc.Version is { } version ? $"by gcc {version}" : null;

    public override string Installation => "apt-get install gcc";

    public override Timing? Measure(Work work) => (work.Activity, work.Optimizer) is (Activity.Predict, _) or (Activity.Train, nameof(Sgd))
        ? work.Network.ToString() switch
        {
            "784-128-10" => Measure(work, new ImageNet()),
            "64-64-32-10" => Measure(work, new MediumNet()),
            "4-16-16-3" => Measure(work, new NarrowNet()),
            _ => null,
        }
        : null;

    public override void Dispose()
    {
    }

    private static Timing Measure<TNetwork>(Work work, TNetwork network) where TNetwork : class, INeuralNetwork<TNetwork, float>
    {
        var random = new Random(1);
        float[] inputs = [.. Enumerable.Range(0, work.Rows * TNetwork.InputSize).Select(_ => random.NextSingle())];
        int[] labels = [.. Enumerable.Range(0, work.Rows).Select(row => row % TNetwork.OutputSize)];
        float[] outputs = new float[work.Rows * TNetwork.OutputSize], expected = new float[outputs.Length];
        float[] parameters = new float[TNetwork.ParameterCount], expectedParameters = new float[parameters.Length];
        network.GetParameters(parameters);
        using var loops = new Loops(work.Network.Widths, work.Rows, parameters);
        if (work.Activity == Activity.Predict)
        {
            network.Predict(inputs, expected);
            loops.Predict(inputs, outputs);
            Compare(expected, outputs, work);
            return work.Measure(() => loops.Predict(inputs, outputs));
        }

        var sgd = new Sgd(0.1);
        for (int step = 0; step < Steps; step++)
            Compare([network.Train(inputs, labels, sgd)], [loops.Train(inputs, labels, 0.1f)], work);
        network.GetParameters(expectedParameters);
        loops.StoreParameters(parameters);
        Compare(expectedParameters, parameters, work);
        return work.Measure(() => loops.Train(inputs, labels, 1e-6f));
    }

    private static void Compare(float[] expected, float[] actual, Work work)
    {
        float distance = expected.Zip(actual, (e, a) => Math.Abs(e - a)).Max();
        if (!(distance <= Tolerance))
        {
            throw new InvalidOperationException(
                $"loops.c is {distance:G2} away from GenNet in {work.Name} {work.Network}, {work.Rows} rows; {Tolerance:G1} is allowed.");
        }
    }
}
