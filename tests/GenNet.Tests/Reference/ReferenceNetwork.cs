using System.Reflection;
using static GenNet.Tests.Reference.ReferenceActivations;

namespace GenNet.Tests.Reference;

/// <summary>
/// What a declaration means, in the plainest loops and in double: the mathematics of the contract, symbol by symbol.
/// Slow on purpose, and correct to the eye; it is itself held against PyTorch and against central differences.
/// </summary>
public sealed class ReferenceNetwork
{
    private readonly ReferenceLayer[] _layers;

    public ReferenceNetwork(int inputs, IEnumerable<ReferenceLayer> layers, Loss loss, Reduction reduction, int steps = 1, int burnIn = 0)
    {
        InputSize = inputs * steps;
        Steps = steps;
        BurnIn = burnIn;
        _layers = [.. layers];
        Reduction = reduction;
        Loss = loss != Loss.Auto ? loss : OutputActivation switch
        {
            Activation.Softmax => Loss.CrossEntropy,
            Activation.Sigmoid => Loss.BinaryCrossEntropy,
            _ => Loss.MeanSquaredError,
        };
        Parameters = new double[_layers.Sum(layer => layer.ParameterCount)];
    }

    /// <summary>All parameters, in canonical order.</summary>
    public double[] Parameters { get; set; }

    public IReadOnlyList<ReferenceLayer> Layers => _layers;

    public IEnumerable<LayerDescription> Descriptions => _layers.Select(layer => layer.Description);

    /// <summary>The loss in use, never <see cref="Loss.Auto"/>.</summary>
    public Loss Loss { get; }

    public Reduction Reduction { get; }

    public int InputSize { get; }

    /// <summary>The frames of a sample; 1 where samples are no windows.</summary>
    public int Steps { get; }

    public int OutputSize => _layers[^1].Description.Units * OutputFrames;

    /// <summary>The frames of a sample's outputs; 1 where these are no sequence.</summary>
    public int OutputFrames => _layers[^1].Frames;

    /// <summary>How many of them, the first ones, have no loss.</summary>
    public int BurnIn { get; }

    /// <summary>What the loss of a frame is multiplied by in that of its sample.</summary>
    private double FrameWeight => Reduction == Reduction.Mean ? 1.0 / (OutputFrames - BurnIn) : 1;

    /// <summary>The activation of the first layer, <see cref="Activation.Identity"/> where no layer stands for it.</summary>
    public ActivationDescription FirstActivation =>
        Descriptions.ElementAtOrDefault(1) as ActivationDescription ?? new(_layers[0].Description.Units, Activation.Identity);

    private Activation? OutputActivation =>
        _layers[^1].Description is ActivationDescription output ? output.Activation : Activation.Identity;

    /// <summary>The network that the attributes on <paramref name="network"/> declare.</summary>
    public static ReferenceNetwork Of(Type network)
    {
        NeuralNetworkAttribute declaration = network.GetCustomAttribute<NeuralNetworkAttribute>()!;
        List<ReferenceLayer> layers = [];
        Dictionary<string, LayerSource> named = [];
        LayerSource above = new(-1, 0, declaration.Inputs);
        int columns = declaration.Inputs, steps = Math.Max(1, declaration.Steps);
        foreach (CustomAttributeData data in network.GetCustomAttributesData())
        {
            var attribute = new DeclaredAttribute(data);
            if (data.AttributeType == typeof(InputAttribute))
            {
                above = named[(string)attribute[0]!] = new(-1, columns, (int)attribute[1]!);
                columns += above.Width;
                continue;
            }

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

        return new(columns, layers, declaration.Loss, declaration.Reduction, steps, declaration.BurnIn);
    }

    /// <summary>The outputs of m samples, [m x OutputSize].</summary>
    public double[] Predict(double[] inputs) => [.. inputs.Chunk(InputSize).SelectMany(x => Forward(x)[^1])];

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
            double[] z = Logits(values), a = values[^1];
            loss += EachFrame(frame => [weight * FrameLoss(z[frame], a[frame], y[frame])]).Sum();
            bool isFused = Loss is Loss.CrossEntropy or Loss.BinaryCrossEntropy or Loss.NegativeLogLikelihood or Loss.KullbackLeibler;
            double[] seed = EachFrame(
                frame => isFused ? FusedDelta(z[frame], y[frame], weight) : OutputGradient(a[frame], y[frame], weight));
            inputGradient.AddRange(Backward(values, seed, isFused, gradient));
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
            seed[k] = 1;
            byInputs.AddRange(Backward(values, seed, isDelta: false, row));
            byParameters.AddRange(row);
        }

        return ([.. byParameters], [.. byInputs]);
    }

    /// <summary>dC/da of one sample's outputs, the cross-entropies taken as functions of the outputs too.</summary>
    public double[] ComputeOutputGradient(double[] x, double[] y)
    {
        double[] outputs = Forward(x)[^1];
        return EachFrame(frame => [.. FrameOutputGradient(outputs[frame], y[frame]).Select(g => FrameWeight * g)]);
    }

    private double[] FrameOutputGradient(double[] a, double[] y)
    {
        return (Loss, OutputActivation) switch
        {
            (Loss.CrossEntropy or Loss.KullbackLeibler, Activation.Softmax) => [.. a.Zip(y, (ak, yk) => -yk / ak)],
            (Loss.BinaryCrossEntropy, Activation.Sigmoid) => [.. a.Zip(y, (ak, yk) => (ak - yk) / (ak * (1 - ak)) / y.Length)],
            (Loss.NegativeLogLikelihood or Loss.KullbackLeibler, _) => [.. y.Select(yk => -yk)],
            (Loss.CrossEntropy or Loss.BinaryCrossEntropy, _) => FusedDelta(a, y, weight: 1),
            _ => OutputGradient(a, y, weight: 1),
        };
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
        [.. Places(layer, values).Select(place => values[place.Value][place.Index])];

    /// <summary>Where the numbers stand that a layer reads: frame by frame where they are sequences.</summary>
    private IEnumerable<(int Value, int Index)> Places(int layer, double[][] values)
    {
        int before = layer - 1, frames = FramesOf(_layers[layer].Sources is [LayerSource first, ..] ? first.Layer : before);
        IEnumerable<LayerSource> sources = _layers[layer].Sources ?? [new(before, 0, values[layer].Length / frames)];
        return
            from frame in Enumerable.Range(0, frames)
            from source in sources
            let start = (frame * (values[source.Layer + 1].Length / frames)) + source.Column
            from k in Enumerable.Range(start, source.Width)
            select (source.Layer + 1, k);
    }

    /// <summary>The frames of what a layer writes, or of the input row.</summary>
    private int FramesOf(int layer) => layer < 0 ? Steps : _layers[layer].Frames;

    /// <summary>z of the output layer: what its activation reads.</summary>
    private double[] Logits(double[][] values) =>
        _layers[^1].Description is ActivationDescription ? ReadBy(_layers.Length - 1, values) : values[^1];

    /// <summary>What there is of each frame of the outputs, zeros for those without a loss.</summary>
    private double[] EachFrame(Func<Range, double[]> numbers)
    {
        int units = OutputSize / OutputFrames;
        return
        [
            .. Enumerable.Range(0, OutputFrames).SelectMany(
                frame => frame < BurnIn ? new double[units] : numbers((frame * units)..((frame + 1) * units))),
        ];
    }

    /// <summary>
    /// Carries dC/da of the outputs, or dC/dz of the last layer, back to the inputs, and adds the gradient by the parameters. The delta of
    /// a value is the sum of what all its readers have for it.
    /// </summary>
    private double[] Backward(double[][] values, double[] seed, bool isDelta, double[] gradient)
    {
        double[][] deltas = [.. values.Select(value => new double[value.Length])];
        deltas[^1] = seed;
        int start = Parameters.Length;
        for (int i = _layers.Length - 1; i >= 0; i--)
        {
            ReferenceLayer layer = _layers[i];
            int count = layer.ParameterCount;
            start -= count;
            bool isKnown = isDelta && i == _layers.Length - 1 && layer.Description is ActivationDescription;
            double[] x = ReadBy(i, values);
            double[] dx = isKnown
                ? deltas[i + 1]
                : layer.Backward(Parameters.AsSpan(start, count), x, deltas[i + 1], gradient.AsSpan(start, count));
            int next = 0;
            foreach ((int value, int index) in Places(i, values)) deltas[value][index] += dx[next++];
        }

        return deltas[0];
    }

    private double FrameLoss(double[] z, double[] a, double[] y)
    {
        double sum = 0;
        for (int k = 0; k < y.Length; k++)
        {
            sum += Loss switch
            {
                Loss.MeanSquaredError => (a[k] - y[k]) * (a[k] - y[k]) / y.Length,
                Loss.SquaredError => (a[k] - y[k]) * (a[k] - y[k]),
                Loss.MeanAbsoluteError => Math.Abs(a[k] - y[k]) / y.Length,
                Loss.Huber => Huber(Math.Abs(a[k] - y[k])) / y.Length,
                Loss.CrossEntropy or Loss.NegativeLogLikelihood => y[k] * (LogSumExp(z) - z[k]),
                Loss.KullbackLeibler => (y[k] * (LogSumExp(z) - z[k])) + (y[k] == 0 ? 0 : y[k] * Math.Log(y[k])),
                // -log s(z) = softplus(-z) and -log(1 - s(z)) = softplus(z), finite at every z.
                Loss.BinaryCrossEntropy => ((y[k] * Softplus(-z[k])) + ((1 - y[k]) * Softplus(z[k]))) / y.Length,
                Loss.Hinge => Math.Max(0, 1 - (y[k] * a[k])) / y.Length,
                // log cosh e = log((exp(e) + exp(-e)) / 2) = softplus(2 e) - e - log 2
                Loss.LogCosh => (Softplus(2 * (a[k] - y[k])) - (a[k] - y[k]) - Math.Log(2)) / y.Length,
                Loss.PoissonNegativeLogLikelihood => (Math.Exp(a[k]) - (y[k] * a[k])) / y.Length,
                _ => throw new NotSupportedException($"{Loss}"),
            };
        }

        return sum;

        static double Huber(double error) => error <= 1 ? error * error / 2 : error - 0.5;
    }

    /// <summary>dC/da of the losses that are functions of the outputs.</summary>
    private double[] OutputGradient(double[] a, double[] y, double weight)
    {
        double scale = Loss == Loss.SquaredError ? weight : weight / y.Length;
        return [.. a.Zip(y, (ak, yk) => scale * Derivative(ak, yk))];

        double Derivative(double ak, double yk) => Loss switch
        {
            Loss.MeanSquaredError or Loss.SquaredError => 2 * (ak - yk),
            Loss.MeanAbsoluteError => Math.Sign(ak - yk),
            Loss.Huber => Math.Clamp(ak - yk, -1, 1),
            Loss.Hinge => yk * ak < 1 ? -yk : 0,
            Loss.LogCosh => Math.Tanh(ak - yk),
            Loss.PoissonNegativeLogLikelihood => Math.Exp(ak) - yk,
            _ => throw new NotSupportedException($"{Loss}"),
        };
    }

    /// <summary>dC/dz of the cross-entropies, which are functions of z.</summary>
    private double[] FusedDelta(double[] z, double[] y, double weight)
    {
        if (Loss == Loss.BinaryCrossEntropy) return [.. z.Zip(y, (zk, yk) => weight / y.Length * (Sigmoid(zk) - yk))];
        double total = y.Sum();                         // 1 for probabilities; the formula holds for any targets
        return [.. Softmax(z).Zip(y, (pk, yk) => weight * ((total * pk) - yk))];
    }
}
