using System.Reflection;

namespace GenNet.Tests.Reference;

/// <summary>
/// What a declaration means, in the plainest loops and in double: the mathematics of the contract, symbol by symbol.
/// Slow on purpose, and correct to the eye; it is itself held against PyTorch and against central differences.
/// </summary>
public sealed partial class ReferenceNetwork
{
    private readonly ReferenceLayer[] _layers;

    public ReferenceNetwork(
        int inputs, IEnumerable<ReferenceLayer> layers, Loss loss, Reduction reduction, IEnumerable<ReferenceOutput>? outputs = null,
        int steps = 1, int burnIn = 0)
    {
        InputSize = inputs * steps;
        Steps = steps;
        BurnIn = burnIn;
        _layers = [.. layers];
        Reduction = reduction;
        Outputs = outputs?.ToArray() is { Length: > 0 } declared ? declared : [OutputOf(_layers, LastOf(_layers), loss)];
        Parameters = new double[_layers.Sum(layer => layer.ParameterCount)];
    }

    /// <summary>All parameters, in canonical order.</summary>
    public double[] Parameters { get; set; }

    public IReadOnlyList<ReferenceLayer> Layers => _layers;

    public IEnumerable<LayerDescription> Descriptions => _layers.Select(layer => layer.Description);

    /// <summary>The outputs, as they stand side by side in the output row.</summary>
    public IReadOnlyList<ReferenceOutput> Outputs { get; }

    /// <summary>The loss of the first output, never <see cref="Loss.Auto"/>.</summary>
    public Loss Loss => Outputs[0].Loss;

    public Reduction Reduction { get; }

    public int InputSize { get; }

    /// <summary>The frames of a sample; 1 where samples are no windows.</summary>
    public int Steps { get; }

    public int OutputSize => Outputs.Sum(output => output.Width) * OutputFrames;

    /// <summary>The frames of a sample's outputs; 1 where these are no sequence.</summary>
    public int OutputFrames => FramesOf(Outputs[0].Value.Layer);

    /// <summary>How many of them, the first ones, have no loss.</summary>
    public int BurnIn { get; }

    /// <summary>What the loss of a frame is multiplied by in that of its sample.</summary>
    private double FrameWeight => Reduction == Reduction.Mean ? 1.0 / (OutputFrames - BurnIn) : 1;

    /// <summary>How many categories a column of the inputs names; 0 where it holds a feature.</summary>
    public int CategoriesOf(int column)
    {
        int width = InputSize / Steps, ofFrame = column % width;
        ReferenceLayer? layer = _layers.FirstOrDefault(
            layer => layer.Description is EmbeddingDescription
            && (layer.Sources ?? [new(-1, 0, width)]).Any(
                source => source.Layer < 0 && ofFrame >= source.Column && ofFrame < source.Column + source.Width));
        return layer?.Description is EmbeddingDescription embedding ? embedding.Count : 0;
    }

    /// <summary>The activation of the first layer, <see cref="Activation.Identity"/> where no layer stands for it.</summary>
    public ActivationDescription FirstActivation =>
        Descriptions.ElementAtOrDefault(1) as ActivationDescription ?? new(_layers[0].Description.Units, Activation.Identity);

    /// <summary>The network that the attributes on <paramref name="network"/> declare.</summary>
    public static ReferenceNetwork Of(Type network)
    {
        NeuralNetworkAttribute declaration = network.GetCustomAttribute<NeuralNetworkAttribute>()!;
        List<ReferenceLayer> layers = [];
        Dictionary<string, LayerSource> named = [];
        LayerSource above = new(-1, 0, declaration.Inputs);
        int columns = declaration.Inputs, steps = Math.Max(1, declaration.Steps);
        List<DeclaredAttribute> outputs = [];
        foreach (CustomAttributeData data in network.GetCustomAttributesData())
        {
            var attribute = new DeclaredAttribute(data);
            if (data.AttributeType == typeof(InputAttribute))
            {
                above = named[(string)attribute[0]!] = new(-1, columns, (int)attribute[1]!);
                columns += above.Width;
                continue;
            }

            if (data.AttributeType == typeof(OutputAttribute))
                outputs.Add(attribute);
            LayerSource read = attribute["From"] is string from ? named[from] : above;
            LayerSource[] sources = data.AttributeType.Name switch
            {
                nameof(AddAttribute) => [read, named[(string)attribute[0]!]],
                nameof(ConcatAttribute) => [.. attribute.Strings(0).Select(name => named[name])],
                _ => [read],
            };
            int frames = sources[0].Layer < 0 ? steps : layers[sources[0].Layer].Frames;
            ReferenceLayer[] declared = [.. ReferenceLayer.Of(data, sources.Sum(source => source.Width), frames)];
            if (declared.Length == 0) continue;
            declared[0].Sources = sources;
            layers.AddRange(declared);
            above = new(layers.Count - 1, 0, layers[^1].Description.Units);
            if (attribute["Name"] is string name) named.Add(name, above);
        }

        IEnumerable<ReferenceOutput> known = outputs.Select(output =>
        {
            LayerSource value = named[(string)output[0]!];
            return OutputOf(layers, value, (Loss)(output["Loss"] ?? Loss.Auto)) with
            {
                Weight = (double)(output["Weight"] ?? 1.0),
                Smoothing = (double)(output["LabelSmoothing"] ?? 0.0),
            };
        });
        return new(columns, layers, declaration.Loss, declaration.Reduction, known, steps, declaration.BurnIn);
    }

    private static LayerSource LastOf(IReadOnlyList<ReferenceLayer> layers) => new(layers.Count - 1, 0, layers[^1].Description.Units);

    private static ReferenceOutput OutputOf(IReadOnlyList<ReferenceLayer> layers, LayerSource value, Loss loss)
    {
        Activation? activation = value.Layer >= 0 && layers[value.Layer].Description is ActivationDescription description
            ? description.Activation
            : Activation.Identity;
        return new(value, activation, ReferenceOutput.Resolve(loss, activation));
    }

    /// <summary>The outputs of m samples, [m x OutputSize].</summary>
    public double[] Predict(double[] inputs) => [.. inputs.Chunk(InputSize).SelectMany(x => OutputRow(Forward(x)))];

    public double ComputeLoss(double[] inputs, double[] targets) => ComputeGradients(inputs, targets).Loss;

    /// <summary>The loss of m samples, and its gradients by the parameters and by the inputs.</summary>
    public (double Loss, double[] Gradient, double[] InputGradient) ComputeGradients(double[] inputs, double[] targets)
    {
        int samples = inputs.Length / InputSize;
        double weight = FrameWeight * (Reduction == Reduction.Mean ? 1.0 / samples : 1);
        double loss = 0;
        double[] gradient = new double[Parameters.Length];
        List<double> inputGradient = [];
        for (int s = 0; s < samples; s++)
        {
            double[] x = inputs[(s * InputSize)..((s + 1) * InputSize)];
            double[] y = targets[(s * OutputSize)..((s + 1) * OutputSize)];
            double[][] values = Forward(x);
            (double own, double[][] deltas) = Differentiate(values, y, weight);
            loss += own;
            inputGradient.AddRange(Backward(values, deltas, gradient));
        }

        return (loss + AddPenalties(gradient), gradient, [.. inputGradient]);
    }

    /// <summary>What the layers' parameters cost; adds its gradient.</summary>
    private double AddPenalties(double[] gradient)
    {
        double penalty = 0;
        int start = 0;
        foreach (ReferenceLayer layer in _layers)
        {
            penalty += layer.AddPenalty(Parameters.AsSpan(start, layer.ParameterCount), gradient.AsSpan(start, layer.ParameterCount));
            start += layer.ParameterCount;
        }

        return penalty;
    }

    /// <summary>The derivatives of one sample's outputs, a row each, by the parameters and by the inputs.</summary>
    public (double[] ByParameters, double[] ByInputs) ComputeJacobians(double[] x)
    {
        double[][] values = Forward(x);
        List<double> byParameters = [], byInputs = [];
        for (int k = 0; k < OutputSize; k++)
        {
            double[] row = new double[Parameters.Length], seed = new double[OutputSize];
            double[][] deltas = Zeros(values);
            seed[k] = 1;
            AddTo(deltas, Outputs.Select(output => output.Value), OutputFrames, seed);
            byInputs.AddRange(Backward(values, deltas, row));
            byParameters.AddRange(row);
        }

        return ([.. byParameters], [.. byInputs]);
    }

    /// <summary>dC/da of one sample's outputs, the cross-entropies taken as functions of the outputs too.</summary>
    public double[] ComputeOutputGradient(double[] x, double[] y)
    {
        double[][] values = Forward(x);
        double[] gradient = new double[OutputSize];
        for (int frame = BurnIn; frame < OutputFrames; frame++)
        {
            int start = frame * OutputSize / OutputFrames;
            foreach (ReferenceOutput output in Outputs)
            {
                Range own = start..(start + output.Width);
                double[] a = Numbers([output.Value], frame, values);
                output.DifferentiateByOutput(a, y[own]).Select(g => FrameWeight * g).ToArray().CopyTo(gradient, start);
                start = own.End.Value;
            }
        }

        return gradient;
    }

    /// <summary>One optimisation step; gives the loss before it.</summary>
    public double Train(double[] inputs, double[] targets, ReferenceOptimizer optimizer)
    {
        (double loss, double[] gradient, _) = ComputeGradients(inputs, targets);
        optimizer.Step(Parameters, gradient);
        return loss;
    }

    /// <summary>The input row, and what each layer writes.</summary>
    public double[][] Forward(double[] x)
    {
        double[][] values = new double[_layers.Length + 1][];
        values[0] = x;
        int start = 0;
        for (int i = 0; i < _layers.Length; i++)
        {
            values[i + 1] = _layers[i].Forward(Parameters.AsSpan(start, _layers[i].ParameterCount), ReadBy(i, values));
            start += _layers[i].ParameterCount;
        }

        return values;
    }

    /// <summary>What a layer reads, side by side, of the values that <see cref="Forward"/> gives.</summary>
    public double[] ReadBy(int layer, double[][] values) =>
        [.. Enumerable.Range(0, FramesReadBy(layer)).SelectMany(frame => Numbers(SourcesOf(layer, values), frame, values))];

    /// <summary>What a sample costs, and what its values' deltas are to begin with.</summary>
    private (double Cost, double[][] Deltas) Differentiate(double[][] values, double[] y, double weight)
    {
        double cost = 0;
        double[][] deltas = Zeros(values);
        for (int frame = BurnIn; frame < OutputFrames; frame++)
        {
            int start = frame * OutputSize / OutputFrames;
            foreach (ReferenceOutput output in Outputs)
            {
                LayerSource[] logits = LogitsOf(output, values);
                double[] a = Numbers([output.Value], frame, values), z = Numbers(logits, frame, values);
                double[] own = y[start..(start += output.Width)];
                cost += weight * output.Weight * output.Lose(z, a, own);
                AddToFrame(deltas, output.IsFused ? logits : [output.Value], frame, output.Differentiate(z, a, own, weight));
            }
        }

        return (cost, deltas);
    }

    /// <summary>The outputs side by side, of the values that <see cref="Forward"/> gives.</summary>
    public double[] OutputRow(double[][] values) =>
    [
        .. Enumerable.Range(0, OutputFrames).SelectMany(frame => Numbers(Outputs.Select(output => output.Value), frame, values)),
    ];

    /// <summary>An output's z: what its activation reads, or itself where there is none.</summary>
    private LayerSource[] LogitsOf(ReferenceOutput output, double[][] values) =>
        output.Value.Layer >= 0 && _layers[output.Value.Layer].Description is ActivationDescription
            ? SourcesOf(output.Value.Layer, values)
            : [output.Value];

    private LayerSource[] SourcesOf(int layer, double[][] values) =>
        [.. _layers[layer].Sources ?? [new(layer - 1, 0, values[layer].Length / FramesOf(layer - 1))]];

    /// <summary>The frames of what a layer writes, or of the input row.</summary>
    private int FramesOf(int layer) => layer < 0 ? Steps : _layers[layer].Frames;

    private int FramesReadBy(int layer) => FramesOf(_layers[layer].Sources is [LayerSource first, ..] ? first.Layer : layer - 1);

    /// <summary>Where the numbers stand that are side by side in a frame.</summary>
    private IEnumerable<(int Value, int Index)> Places(IEnumerable<LayerSource> sources, int frame, double[][] values) =>
        from source in sources
        let start = (frame * (values[source.Layer + 1].Length / FramesOf(source.Layer))) + source.Column
        from k in Enumerable.Range(start, source.Width)
        select (source.Layer + 1, k);

    private double[] Numbers(IEnumerable<LayerSource> sources, int frame, double[][] values) =>
        [.. Places(sources, frame, values).Select(place => values[place.Value][place.Index])];

    private static double[][] Zeros(double[][] values) => [.. values.Select(value => new double[value.Length])];

    /// <summary>Adds what stands side by side, frame by frame, to the deltas of the values that it is of.</summary>
    private void AddTo(double[][] deltas, IEnumerable<LayerSource> sources, int frames, double[] sum)
    {
        int width = sum.Length / frames;
        for (int frame = 0; frame < frames; frame++) AddToFrame(deltas, sources, frame, sum[(frame * width)..((frame + 1) * width)]);
    }

    /// <summary>Adds what stands side by side in a frame to the deltas of the values that it is of.</summary>
    private void AddToFrame(double[][] deltas, IEnumerable<LayerSource> sources, int frame, double[] sum)
    {
        int next = 0;
        foreach ((int value, int index) in Places(sources, frame, deltas)) deltas[value][index] += sum[next++];
    }

    /// <summary>
    /// Carries what the values' deltas are to begin with back to the inputs, and adds the gradient by the parameters. The delta of a value
    /// is the sum of what all its readers have for it, and the losses.
    /// </summary>
    private double[] Backward(double[][] values, double[][] deltas, double[] gradient)
    {
        int start = Parameters.Length;
        for (int i = _layers.Length - 1; i >= 0; i--)
        {
            ReferenceLayer layer = _layers[i];
            int count = layer.ParameterCount;
            start -= count;
            double[] x = ReadBy(i, values);
            double[] dx = layer.Backward(Parameters.AsSpan(start, count), x, deltas[i + 1], gradient.AsSpan(start, count));
            AddTo(deltas, SourcesOf(i, values), FramesReadBy(i), dx);
        }

        return deltas[0];
    }
}
