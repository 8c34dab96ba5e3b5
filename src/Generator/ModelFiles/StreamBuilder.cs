using GenNet.Generator.Layers;
using GenNet.Generator.Model;

namespace GenNet.Generator.ModelFiles;

/// <summary>Makes the layers of a network over streams, first to last, each with its tensors in canonical order.</summary>
internal sealed class StreamBuilder
{
    // Far more than models have: the plan of a network takes time by the square of their number.
    private const int MaxLayers = 2_000;

    private readonly List<Layer> _layers = [];
    private readonly List<double[]> _tensors = [];
    private int _number;

    /// <param name="inputs">The numbers of a frame.</param>
    /// <param name="steps">The frames of a window.</param>
    /// <exception cref="NoNetworkException">There are too many inputs.</exception>
    public StreamBuilder(int inputs, int steps)
    {
        CheckSize("the number of inputs", inputs);
        Input = new("x", 0, inputs) { Steps = steps };
    }

    /// <summary>The input.</summary>
    public Value Input { get; }

    /// <summary>W x + b.</summary>
    /// <param name="x">What it reads.</param>
    /// <param name="units">Its units.</param>
    /// <param name="weights">W [units x inputs].</param>
    /// <param name="bias">b [units], or null.</param>
    public Value Dense(Value x, int units, double[] weights, double[]? bias) => Add(
        new DenseLayer(EquatableArray.Of(x), Next(units), bias is not null, Initializer.GlorotUniform), weights, bias ?? []);

    /// <summary>A causal convolution; a dense layer where that is the same.</summary>
    /// <param name="x">What it reads.</param>
    /// <param name="channels">Its channels.</param>
    /// <param name="kernel">The taps.</param>
    /// <param name="dilation">The distance between them.</param>
    /// <param name="groups">The groups of inputs and channels.</param>
    /// <param name="weights">[channels x inputs / groups x kernel].</param>
    /// <param name="bias">[channels], or null.</param>
    /// <exception cref="NoNetworkException">The sizes do not fit, or are too large.</exception>
    public Value Convolution(Value x, int channels, int kernel, int dilation, int groups, double[] weights, double[]? bias)
    {
        if (kernel == 1 && groups == 1)
            return Dense(x, channels, weights, bias);
        CheckGroups(x.Width, channels, groups);
        CheckSize("what a kernel spans, 1 + (kernel - 1) * dilation,", (long)(kernel - 1) * dilation + 1);
        CheckSize("what the taps see, kernel * inputs,", (long)kernel * x.Width);
        return Add(
            new Conv1DLayer(
                EquatableArray.Of(x), Next(channels), kernel, dilation, groups, bias is not null, Initializer.GlorotUniform),
            weights, bias ?? []);
    }

    /// <summary>A gated recurrent unit.</summary>
    /// <param name="x">What it reads.</param>
    /// <param name="units">Its units.</param>
    /// <param name="tensors">weight_ih, weight_hh, bias_ih and bias_hh with the gates r, z, n.</param>
    public Value GRU(Value x, int units, params double[][] tensors) => Add(new GRULayer(EquatableArray.Of(x), Next(units)), tensors);

    /// <summary>A long short-term memory.</summary>
    /// <param name="x">What it reads.</param>
    /// <param name="units">Its units.</param>
    /// <param name="tensors">
    /// weight_ih, weight_hh, bias_ih and bias_hh with the gates i, f, g, o, and h and c before the first frame, where they are not zero.
    /// </param>
    public Value LSTM(Value x, int units, params double[][] tensors) =>
        Add(new LSTMLayer(EquatableArray.Of(x), Next(units), HasInitialState: tensors.Length > 4), tensors);

    /// <summary>g(x).</summary>
    public Value Activate(Value x, ModelActivation g)
    {
        Value writes = Next(x.Width);
        return Add(g.Layer(x, writes), g.Slopes);
    }

    /// <summary>g(x) s(y) of the halves x and y of a value.</summary>
    public Value Gated(Value halves, ModelActivation g, ModelActivation s)
    {
        Value writes = Next(halves.Width / 2);
        return Add(new GatedLayer(EquatableArray.Of(halves), writes, g.Layer(writes, writes), s.Layer(writes, writes)));
    }

    /// <summary>x y, number by number.</summary>
    public Value Product(Value x, Value y)
    {
        ModelActivation identity = new(Activation.Identity);
        return Gated(Add(new ConcatLayer(EquatableArray.Of(x, y), Next(x.Width + y.Width))), identity, identity);
    }

    /// <summary>The first or the second half of a value, times a scale.</summary>
    public Value Half(Value halves, int half, double scale = 1)
    {
        int units = halves.Width / 2;
        double[] weights = new double[units * halves.Width];
        for (int unit = 0; unit < units; unit++)
            weights[unit * halves.Width + half * units + unit] = scale;
        return Dense(halves, units, weights, null);
    }

    /// <summary>x + y.</summary>
    /// <exception cref="NoNetworkException">They are of different sizes.</exception>
    public Value Sum(Value x, Value y) => x.Width == y.Width
        ? Add(new AddLayer(EquatableArray.Of(x, y), Next(x.Width)))
        : throw new NoNetworkException($"it adds {x.Width} numbers to {y.Width}");

    /// <summary>scale x + offset, unit by unit.</summary>
    public Value Scale(Value x, double[] scale, double[] offset) => Convolution(x, x.Width, 1, 1, x.Width, scale, offset);

    /// <summary>The network of the layers.</summary>
    /// <exception cref="NoNetworkException">There is no layer, or a number is not finite.</exception>
    public ModelNetwork Build(Value output) => _layers.Count == 0
        ? throw new NoNetworkException("it has no layers")
        : ModelNetwork.Of([Input], _layers, [output], Precision.Single, _tensors.SelectMany(tensor => tensor));

    /// <exception cref="NoNetworkException">Groups do not divide what they group.</exception>
    public static void CheckGroups(int inputs, int channels, int groups)
    {
        if (inputs % groups != 0 || channels % groups != 0)
            throw new NoNetworkException($"it has {groups} groups of {inputs} inputs and {channels} channels; they must divide both");
    }

    private Value Add(Layer layer, params double[][] tensors)
    {
        if (_layers.Count == MaxLayers)
            throw new NoNetworkException($"it has more than {MaxLayers} layers");
        _layers.Add(layer);
        _tensors.AddRange(tensors);
        return layer.Writes;
    }

    private Value Next(int width)
    {
        CheckSize("the size of a layer", width);
        return new($"a{++_number}", _number, width) { Steps = Input.Steps };
    }

    private static void CheckSize(string what, long size)
    {
        if (!SizeLimits.Allow(size))
            throw new NoNetworkException($"{what} is {size}; it must be from 1 to {SizeLimits.Max}");
    }
}
