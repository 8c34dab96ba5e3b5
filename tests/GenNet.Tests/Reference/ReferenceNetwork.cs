using System.Reflection;
using static GenNet.Tests.Reference.ReferenceActivations;

namespace GenNet.Tests.Reference;

/// <summary>
/// What a declaration means, in the plainest loops and in double: the mathematics of the contract, symbol by symbol.
/// Slow on purpose, and correct to the eye; it is itself held against PyTorch and against central differences.
/// </summary>
public sealed partial class ReferenceNetwork
{
    private readonly ReferenceLayer[] _layers;

    public ReferenceNetwork(int inputs, IEnumerable<ReferenceLayer> layers, Loss loss, Reduction reduction)
    {
        InputSize = inputs;
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

    public int OutputSize => _layers[^1].Description.Units;

    /// <summary>How many categories a column of the inputs names; 0 where it holds a feature.</summary>
    public int CategoriesOf(int column)
    {
        ReferenceLayer? layer = _layers.FirstOrDefault(
            layer => layer.Description is EmbeddingDescription
            && (layer.Sources ?? [new(-1, 0, InputSize)]).Any(
                source => source.Layer < 0 && column >= source.Column && column < source.Column + source.Width));
        return layer?.Description is EmbeddingDescription embedding ? embedding.Count : 0;
    }

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
        int columns = declaration.Inputs;
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
            ReferenceLayer[] declared = [.. ReferenceLayer.Of(data, sources.Sum(source => source.Width))];
            if (declared.Length == 0) continue;
            declared[0].Sources = sources;
            layers.AddRange(declared);
            above = new(layers.Count - 1, 0, layers[^1].Description.Units);
            if (attribute["Name"] is string name) named.Add(name, above);
        }

        return new(columns, layers, declaration.Loss, declaration.Reduction);
    }

    /// <summary>The outputs of m samples, [m x OutputSize].</summary>
    public double[] Predict(double[] inputs) => [.. inputs.Chunk(InputSize).SelectMany(x => Forward(x)[^1])];

    public double ComputeLoss(double[] inputs, double[] targets) => ComputeGradients(inputs, targets).Loss;

    /// <summary>The loss of m samples, and its gradients by the parameters and by the inputs.</summary>
    public (double Loss, double[] Gradient, double[] InputGradient) ComputeGradients(double[] inputs, double[] targets)
    {
        int samples = inputs.Length / InputSize;
        double weight = Reduction == Reduction.Mean ? 1.0 / samples : 1;
        double loss = 0;
        double[] gradient = new double[Parameters.Length];
        List<double> inputGradient = [];
        for (int s = 0; s < samples; s++)
        {
            double[] x = inputs[(s * InputSize)..((s + 1) * InputSize)];
            double[] y = targets[(s * OutputSize)..((s + 1) * OutputSize)];
            double[][] values = Forward(x);
            loss += weight * SampleLoss(Logits(values), values[^1], y);
            inputGradient.AddRange(Backward(values, Seed(values, y, weight), IsFused, gradient));
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
        double[] a = Forward(x)[^1];
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
    public double[] ReadBy(int layer, double[][] values) => _layers[layer].Sources is { } sources
        ? [.. sources.SelectMany(source => values[source.Layer + 1][source.Column..(source.Column + source.Width)])]
        : values[layer];

    /// <summary>Whether the loss is a function of z, by which the backward pass starts then.</summary>
    private bool IsFused =>
        Loss is Loss.CrossEntropy or Loss.BinaryCrossEntropy or Loss.NegativeLogLikelihood or Loss.KullbackLeibler;

    /// <summary>What the backward pass of one sample starts with.</summary>
    private double[] Seed(double[][] values, double[] y, double weight) =>
        IsFused ? FusedDelta(Logits(values), y, weight) : OutputGradient(values[^1], y, weight);

    /// <summary>z of the output layer: what its activation reads.</summary>
    private double[] Logits(double[][] values) =>
        _layers[^1] is ReferenceActivation ? ReadBy(_layers.Length - 1, values) : values[^1];

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
            bool isKnown = isDelta && i == _layers.Length - 1 && layer is ReferenceActivation;
            double[] x = ReadBy(i, values);
            double[] dx = isKnown
                ? deltas[i + 1]
                : layer.Backward(Parameters.AsSpan(start, count), x, deltas[i + 1], gradient.AsSpan(start, count));
            AddToWhatIsRead(i, dx, deltas);
        }

        return deltas[0];
    }

    /// <summary>Adds dC/dx of what a layer reads to the deltas of the values that it is made of.</summary>
    private void AddToWhatIsRead(int layer, double[] dx, double[][] deltas)
    {
        int next = 0;
        foreach (LayerSource source in _layers[layer].Sources ?? [new(layer - 1, 0, dx.Length)])
        {
            for (int k = 0; k < source.Width; k++) deltas[source.Layer + 1][source.Column + k] += dx[next++];
        }
    }

    private double SampleLoss(double[] z, double[] a, double[] y)
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
