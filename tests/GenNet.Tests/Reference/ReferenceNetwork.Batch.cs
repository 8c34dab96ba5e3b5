namespace GenNet.Tests.Reference;

// Training by the statistics of the batch: layer by layer, all samples at once.
public sealed partial class ReferenceNetwork
{
    /// <summary>The running statistics of all layers that have them, in canonical order.</summary>
    public double[] Buffers
    {
        get => [.. Normalizations.SelectMany(layer => layer.RunningMean.Concat(layer.RunningVariance))];
        set
        {
            int next = 0;
            foreach (ReferenceBatchNorm layer in Normalizations)
            {
                int units = layer.Description.Units;
                layer.RunningMean = value[next..(next + units)];
                layer.RunningVariance = value[(next + units)..(next + (2 * units))];
                next += 2 * units;
            }
        }
    }

    private IEnumerable<ReferenceBatchNorm> Normalizations => _layers.OfType<ReferenceBatchNorm>();

    /// <summary>The loss of m samples, normalised by them, and its gradients by the parameters and by the inputs.</summary>
    public (double Loss, double[] Gradient, double[] InputGradient) ComputeGradientsOfBatch(double[] inputs, double[] targets)
    {
        double[][][] values = ForwardByLayer(inputs);
        double[][] y = [.. targets.Chunk(OutputSize)];
        double weight = FrameWeight * (Reduction == Reduction.Mean ? 1.0 / y.Length : 1);
        (double Cost, double[][] Deltas)[] costs =
            [.. ForwardBatch(inputs).Zip(y, (sample, target) => Differentiate(sample, target, weight))];
        double[] gradient = new double[Parameters.Length];
        double[] byInputs = BackwardBatch(values, [.. costs.Select(cost => cost.Deltas)], gradient);
        return (costs.Sum(cost => cost.Cost) + AddPenalties(gradient), gradient, byInputs);
    }

    /// <summary>What <see cref="ComputeGradientsOfBatch"/> is for a cost whose derivatives by the outputs are given.</summary>
    public (double[] Gradient, double[] InputGradient) Backward(double[] inputs, double[] outputGradients)
    {
        double[] gradient = new double[Parameters.Length];
        double[][][] deltas = [.. ForwardBatch(inputs).Select(Zeros)];
        foreach ((double[][] ofSample, double[] seed) in deltas.Zip(outputGradients.Chunk(OutputSize)))
            AddTo(ofSample, Outputs.Select(output => output.Value), OutputFrames, seed);
        double[] byInputs = BackwardBatch(ForwardByLayer(inputs), deltas, gradient);
        return (gradient, byInputs);
    }

    /// <summary>One optimisation step, which moves the running statistics too; gives the loss before it.</summary>
    public double TrainByBatch(double[] inputs, double[] targets, ReferenceOptimizer optimizer)
    {
        (double loss, double[] gradient, _) = ComputeGradientsOfBatch(inputs, targets);
        double[][][] values = ForwardByLayer(inputs);
        for (int i = 0; i < _layers.Length; i++)
            (_layers[i] as ReferenceBatchNorm)?.Move(ReadByAll(i, values));
        optimizer.Step(Parameters, gradient);
        return loss;
    }

    /// <summary>For each sample its input, and what each layer makes of the value before it by the statistics of the batch.</summary>
    public double[][][] ForwardBatch(double[] inputs)
    {
        double[][][] values = ForwardByLayer(inputs);
        return [.. values[0].Select((_, s) => values.Select(value => value[s]).ToArray())];
    }

    /// <summary>What a layer reads of each sample.</summary>
    private double[][] ReadByAll(int layer, double[][][] values) =>
        [.. values[0].Select((_, s) => ReadBy(layer, [.. values[..(layer + 1)].Select(value => value[s])]))];

    /// <summary>The inputs, and what each layer makes of the values before it; for each sample.</summary>
    private double[][][] ForwardByLayer(double[] inputs)
    {
        double[][][] values = new double[_layers.Length + 1][][];
        values[0] = [.. inputs.Chunk(InputSize)];
        int start = 0;
        for (int i = 0; i < _layers.Length; i++)
        {
            ReferenceLayer layer = _layers[i];
            double[] p = Parameters[start..(start + layer.ParameterCount)];
            double[][] read = ReadByAll(i, values);
            values[i + 1] = layer is ReferenceBatchNorm normalization
                ? normalization.ForwardBatch(p, read)
                : [.. read.Select(x => layer.Forward(p, x))];
            start += layer.ParameterCount;
        }

        return values;
    }

    private double[] BackwardBatch(double[][][] values, double[][][] deltas, double[] gradient)
    {
        int start = Parameters.Length;
        for (int i = _layers.Length - 1; i >= 0; i--)
        {
            ReferenceLayer layer = _layers[i];
            int count = layer.ParameterCount;
            start -= count;
            double[] p = Parameters[start..(start + count)], own = new double[count];
            double[][] read = ReadByAll(i, values), dy = [.. deltas.Select(delta => delta[i + 1])];
            double[][] dx = layer is ReferenceBatchNorm normalization
                ? normalization.BackwardBatch(p, read, dy, own)
                : [.. read.Zip(dy, (x, delta) => layer.Backward(p, x, delta, own))];
            for (int s = 0; s < dx.Length; s++) AddTo(deltas[s], SourcesOf(i, deltas[s]), FramesReadBy(i), dx[s]);
            for (int j = 0; j < count; j++) gradient[start + j] += own[j];
        }

        return [.. deltas.SelectMany(delta => delta[0])];
    }
}
