using GenNet.Generator.Model;

namespace GenNet.Generator.Layers;

/// <summary>
/// Folds batch normalisations, which are a = scale * x + offset by the running statistics, into the layers with weights beside them, in a
/// network that only predicts. All is computed in double precision and rounded once.
/// </summary>
/// <remarks>
/// After a dense layer or a convolution, scale * (W x + b) + offset = (scale W) x + (scale b + offset). Before a dense or a recurrent
/// layer, W (scale * x + offset) + b = (W scale) x + (b + W offset), unless the offset is so large that digits would be lost; not before a
/// convolution of several taps, which sees 0, and not the offset, before the first frame. Where neither is beside it, it stays.
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

        int before = _layers.FindIndex(layer => layer is DenseLayer or Conv1DLayer && layer.Writes == normalization.Input);
        int after = _layers.FindIndex(layer =>
            layer is DenseLayer or RecurrentLayer or Conv1DLayer { Kernel: 1, Groups: 1 } && layer.Reads.Contains(normalization.Writes));
        if (before >= 0 && IsReadOnce(normalization.Input))
        {
            FoldInto(before, scale, offset);
            _layers[before] = WithBias(_layers[before]) with { Writes = normalization.Writes };
        }
        else if (after >= 0 && IsReadOnce(normalization.Writes) && KeepsDigits(_numbers[after][0], offset))
        {
            FoldInto(scale, offset, after);
            _layers[after] = WithBias(_layers[after]) with { Reads = normalization.Reads };
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
    private void FoldInto(int layer, double[] scale, double[] offset)
    {
        (double[] weights, double[] bias) = ProductOf(layer);
        int inputs = weights.Length / scale.Length;
        SetProduct(
            layer,
            weights.Select((weight, i) => scale[i / inputs] * weight),
            bias.Select((number, unit) => (scale[unit] * number) + offset[unit]));
    }

    /// <summary>W (scale * x + offset) + b.</summary>
    private void FoldInto(double[] scale, double[] offset, int layer)
    {
        (double[] weights, double[] bias) = ProductOf(layer);
        int inputs = scale.Length;
        SetProduct(
            layer,
            weights.Select((weight, i) => weight * scale[i % inputs]),
            bias.Select((number, unit) => number + offset.Select((shift, i) => weights[(unit * inputs) + i] * shift).Sum()));
    }

    /// <summary>W and b of the products of what a layer reads.</summary>
    private (double[] Weights, double[] Bias) ProductOf(int layer)
    {
        double[][] tensors = _numbers[layer];
        return (tensors[0], tensors.Length > 1 ? tensors[BiasOf(layer)] : new double[_layers[layer].Writes.Width]);
    }

    private void SetProduct(int layer, IEnumerable<double> weights, IEnumerable<double> bias)
    {
        double[][] tensors = _numbers[layer].Length > 1 ? [.. _numbers[layer]] : [[], []];
        tensors[0] = [.. weights];
        tensors[BiasOf(layer)] = [.. bias];
        _numbers[layer] = tensors;
    }

    /// <summary>The place of b among a layer's tensors: behind W, and behind that of the state where there is one.</summary>
    private int BiasOf(int layer) => _layers[layer] is RecurrentLayer ? 2 : 1;

    private static Layer WithBias(Layer layer) => layer switch
    {
        DenseLayer dense => dense with { HasBias = true },
        Conv1DLayer convolution => convolution with { HasBias = true },
        _ => layer,
    };
}
