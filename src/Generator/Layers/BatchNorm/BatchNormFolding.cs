using GenNet.Generator.Model;

namespace GenNet.Generator.Layers;

/// <summary>
/// Folds batch normalisations, which are a = scale * x + offset by the running statistics, into the dense layers beside them, in a network
/// that only predicts. All is computed in double precision and rounded once.
/// </summary>
/// <remarks>
/// After a dense layer, scale * (W x + b) + offset = (scale W) x + (scale b + offset). Before one, W (scale * x + offset) + b =
/// (W scale) x + (b + W offset), unless the offset is so large that digits would be lost. Where neither is beside it, it stays.
/// </remarks>
internal sealed class BatchNormFolding
{
    private readonly List<Layer> _layers = [];

    // The numbers of each layer's tensors.
    private readonly List<double[][]> _numbers = [];

    private readonly HashSet<Value> _outputs;

    private BatchNormFolding(NetworkSpec spec)
    {
        _outputs = [.. spec.Outputs.Select(output => output.Value)];
        double[] all = spec.Parameters!.Numbers(spec.Precision);
        int next = 0;
        foreach (Layer layer in spec.Layers)
        {
            _layers.Add(layer);
            _numbers.Add([.. layer.Tensors.Select(tensor =>
            {
                next += tensor.Length;
                return all.AsSpan(next - tensor.Length, tensor.Length).ToArray();
            })]);
        }
    }

    /// <summary>The network with what can be folded.</summary>
    public static NetworkSpec Fold(NetworkSpec spec)
    {
        if (!spec.Layers.Any(layer => layer is BatchNormLayer))
            return spec;
        var folding = new BatchNormFolding(spec);
        foreach (BatchNormLayer layer in spec.Layers.OfType<BatchNormLayer>())
            folding.Fold(layer);
        IEnumerable<double> numbers = folding._numbers.SelectMany(tensors => tensors).SelectMany(tensor => tensor);
        return spec with
        {
            Layers = folding._layers.ToEquatableArray(),
            Parameters = spec.Parameters!.With(numbers, spec.Precision),
        };
    }

    private void Fold(BatchNormLayer declared)
    {
        // An earlier one may have left it another value to read.
        int at = _layers.FindIndex(layer => layer.Writes == declared.Writes);
        Layer normalization = _layers[at];
        double[][] tensors = _numbers[at];
        double[] gamma = tensors[0], beta = tensors[1], mean = tensors[2], variance = tensors[3];
        double[] scale = [.. gamma.Zip(variance, (factor, var) => factor / Math.Sqrt(var + declared.Epsilon))];
        double[] offset = [.. beta.Select((shift, unit) => shift - (mean[unit] * scale[unit]))];

        int before = _layers.FindIndex(layer => layer is DenseLayer && layer.Writes == normalization.Input);
        int after = _layers.FindIndex(layer => layer is DenseLayer && layer.Reads.Contains(normalization.Writes));
        if (before >= 0 && IsReadOnce(normalization.Input))
        {
            FoldInto(before, scale, offset);
            _layers[before] = ((DenseLayer)_layers[before]) with { Writes = normalization.Writes, HasBias = true };
        }
        else if (after >= 0 && IsReadOnce(normalization.Writes) && KeepsDigits(_numbers[after][0], offset))
        {
            FoldInto(scale, offset, after);
            _layers[after] = ((DenseLayer)_layers[after]) with { Reads = normalization.Reads, HasBias = true };
        }
        else
        {
            return;
        }

        _layers.RemoveAt(at);
        _numbers.RemoveAt(at);
    }

    private bool IsReadOnce(Value value) =>
        !_outputs.Contains(value) && _layers.Sum(layer => layer.Reads.Count(read => read == value)) == 1;

    private static bool KeepsDigits(double[] weights, double[] offset) =>
        Array.TrueForAll(offset, number => Math.Abs(number) <= FoldedOffset.Max)
        && !weights.Where((weight, i) => Math.Abs(weight * offset[i % offset.Length]) > FoldedOffset.Max).Any();

    /// <summary>scale * (W x + b) + offset.</summary>
    private void FoldInto(int dense, double[] scale, double[] offset)
    {
        (double[] weights, double[] bias) = TensorsOf(dense);
        int inputs = weights.Length / scale.Length;
        _numbers[dense] =
        [
            [.. weights.Select((weight, i) => scale[i / inputs] * weight)],
            [.. bias.Select((number, unit) => (scale[unit] * number) + offset[unit])],
        ];
    }

    /// <summary>W (scale * x + offset) + b.</summary>
    private void FoldInto(double[] scale, double[] offset, int dense)
    {
        (double[] weights, double[] bias) = TensorsOf(dense);
        int inputs = scale.Length;
        _numbers[dense] =
        [
            [.. weights.Select((weight, i) => weight * scale[i % inputs])],
            [.. bias.Select((number, unit) => number + offset.Select((shift, i) => weights[(unit * inputs) + i] * shift).Sum())],
        ];
    }

    private (double[] Weights, double[] Bias) TensorsOf(int dense)
    {
        double[][] tensors = _numbers[dense];
        return (tensors[0], tensors.Length > 1 ? tensors[1] : new double[_layers[dense].Writes.Width]);
    }
}
