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

    public ReferenceNetwork(IEnumerable<ReferenceLayer> layers, Loss loss, Reduction reduction)
    {
        _layers = [.. layers];
        Reduction = reduction;
        Loss = loss != Loss.Auto ? loss : _layers[^1].Activation switch
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

    /// <summary>The loss in use, never <see cref="Loss.Auto"/>.</summary>
    public Loss Loss { get; }

    public Reduction Reduction { get; }

    public int InputSize => _layers[0].Inputs;

    public int OutputSize => _layers[^1].Units;

    /// <summary>The network that the attributes on <paramref name="network"/> declare.</summary>
    public static ReferenceNetwork Of(Type network)
    {
        NeuralNetworkAttribute declaration = network.GetCustomAttribute<NeuralNetworkAttribute>()!;
        List<ReferenceLayer> layers = [];
        int inputs = declaration.Inputs;
        foreach (CustomAttributeData data in network.GetCustomAttributesData().Where(data => data.AttributeType == typeof(DenseAttribute)))
        {
            // The attribute's data, and not the attribute, because only the data tell an alpha of 0 from none.
            object? Named(string name) => data.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue.Value;
            int units = (int)data.ConstructorArguments[0].Value!;
            Activation activation = (Activation)data.ConstructorArguments[1].Value!;
            double alpha = (double?)Named(nameof(DenseAttribute.Alpha)) ?? ReferenceLayer.DefaultAlpha(activation);
            double beta = (double?)Named(nameof(DenseAttribute.Beta)) ?? 1;
            layers.Add(new(inputs, units, activation, alpha, (bool?)Named(nameof(DenseAttribute.Bias)) ?? true)
            {
                Beta = beta,
                L1 = (double?)Named(nameof(DenseAttribute.L1)) ?? 0,
                L2 = (double?)Named(nameof(DenseAttribute.L2)) ?? 0,
            });
            inputs = units;
        }

        return new(layers, declaration.Loss, declaration.Reduction);
    }

    /// <summary>The outputs of m samples, [m x OutputSize].</summary>
    public double[] Predict(double[] inputs) => [.. inputs.Chunk(InputSize).SelectMany(x => Forward(x).A[^1])];

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
            (double[][] z, double[][] a) = Forward(x);
            loss += weight * SampleLoss(z[^1], a[^1], y);
            bool isFused = Loss is Loss.CrossEntropy or Loss.BinaryCrossEntropy or Loss.NegativeLogLikelihood or Loss.KullbackLeibler;
            double[] seed = isFused ? FusedDelta(z[^1], y, weight) : OutputGradient(a[^1], y, weight);
            inputGradient.AddRange(Backward(x, z, a, seed, isFused, gradient));
        }

        return (loss + AddPenalties(gradient), gradient, [.. inputGradient]);
    }

    /// <summary>L1 sum abs(W) + L2 sum W^2 over the layers' weights; adds its gradient.</summary>
    private double AddPenalties(double[] gradient)
    {
        double penalty = 0;
        int start = 0;
        foreach (ReferenceLayer layer in _layers)
        {
            for (int i = start; i < start + layer.BiasStart; i++)
            {
                double w = Parameters[i];
                penalty += (layer.L1 * Math.Abs(w)) + (layer.L2 * w * w);
                gradient[i] += (layer.L1 * Math.Sign(w)) + (2 * layer.L2 * w);
            }

            start += layer.ParameterCount;
        }

        return penalty;
    }

    /// <summary>The derivatives of one sample's outputs, a row each, by the parameters and by the inputs.</summary>
    public (double[] ByParameters, double[] ByInputs) ComputeJacobians(double[] x)
    {
        (double[][] z, double[][] a) = Forward(x);
        List<double> byParameters = [], byInputs = [];
        for (int k = 0; k < OutputSize; k++)
        {
            double[] row = new double[Parameters.Length], seed = new double[OutputSize];
            seed[k] = 1;
            byInputs.AddRange(Backward(x, z, a, seed, isDelta: false, row));
            byParameters.AddRange(row);
        }

        return ([.. byParameters], [.. byInputs]);
    }

    /// <summary>dC/da of one sample's outputs, the cross-entropies taken as functions of the outputs too.</summary>
    public double[] ComputeOutputGradient(double[] x, double[] y)
    {
        double[] a = Forward(x).A[^1];
        return (Loss, _layers[^1].Activation) switch
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

    /// <summary>z_l = W_l a_(l-1) + b_l, a_l = g_l(z_l), for every layer.</summary>
    public (double[][] Z, double[][] A) Forward(double[] x)
    {
        double[] parameters = Parameters;
        double[][] zs = new double[_layers.Length][], activations = new double[_layers.Length][];
        int start = 0;
        for (int l = 0; l < _layers.Length; l++)
        {
            ReferenceLayer layer = _layers[l];
            double[] previous = l == 0 ? x : activations[l - 1];
            double[] z = new double[layer.Units];
            for (int i = 0; i < layer.Units; i++)
            {
                for (int k = 0; k < previous.Length; k++) z[i] += parameters[start + (i * previous.Length) + k] * previous[k];
                if (layer.Bias) z[i] += parameters[start + layer.BiasStart + i];
            }

            zs[l] = z;
            activations[l] = Activate(layer.Activation, z, Alphas(layer, start), layer.Beta);
            start += layer.ParameterCount;
        }

        return (zs, activations);
    }

    /// <summary>
    /// Carries dC/da of the outputs, or dC/dz of the last layer, back to the inputs, and adds the gradient by the parameters.
    /// </summary>
    private double[] Backward(double[] x, double[][] z, double[][] a, double[] seed, bool isDelta, double[] gradient)
    {
        double[] parameters = Parameters, da = seed;    // dC/da of the layer at hand
        int start = parameters.Length;
        for (int l = _layers.Length - 1; l >= 0; l--)
        {
            ReferenceLayer layer = _layers[l];
            start -= layer.ParameterCount;
            bool isKnown = isDelta && l == _layers.Length - 1;
            double[] delta = isKnown ? seed : Differentiate(layer.Activation, z[l], a[l], Alphas(layer, start), da, layer.Beta);
            double[] previous = l == 0 ? x : a[l - 1];
            double[] daPrevious = new double[layer.Inputs];
            for (int i = 0; i < layer.Units; i++)
            {
                for (int k = 0; k < previous.Length; k++)
                {
                    gradient[start + (i * previous.Length) + k] += delta[i] * previous[k];
                    daPrevious[k] += parameters[start + (i * previous.Length) + k] * delta[i];
                }

                if (layer.Bias) gradient[start + layer.BiasStart + i] += delta[i];
                if (layer.LearnsAlpha) gradient[start + layer.AlphaStart + i] += da[i] * Math.Min(z[l][i], 0);
            }

            da = daPrevious;
        }

        return da;
    }

    private double[] Alphas(ReferenceLayer layer, int start) => layer.LearnsAlpha
        ? Parameters[(start + layer.AlphaStart)..(start + layer.AlphaStart + layer.Units)]
        : [.. Enumerable.Repeat(layer.Alpha, layer.Units)];

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
