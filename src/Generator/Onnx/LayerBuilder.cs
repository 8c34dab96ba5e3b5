using GenNet.Generator.Layers;
using GenNet.Generator.Model;
using GenNet.Generator.ModelFiles;
using DataType = Onnx.TensorProto.Types.DataType;

namespace GenNet.Generator.Onnx;

/// <summary>Makes layers of the stages that outputs depend on: one for each, and one for each activation that is taken of it.</summary>
internal sealed class LayerBuilder
{
    private readonly DataType _type;
    private readonly InputValues _inputs;
    private readonly List<(LayerInput Value, string? Name)> _outputs;
    private readonly Dictionary<(Stage, KnownActivation), Value> _values = [];
    private readonly List<Layer> _layers = [];
    private readonly List<IEnumerable<double>> _parameters = [];
    private int _number;

    private LayerBuilder(DataType type, InputValues inputs, List<(LayerInput Value, string? Name)> outputs)
    {
        _type = type;
        _inputs = inputs;
        _outputs = outputs;
    }

    /// <summary>Makes the network that gives some values of a model.</summary>
    /// <param name="outputs">The values with their names in the model.</param>
    /// <param name="inputs">The names of the model's inputs and how many columns each has.</param>
    /// <exception cref="NoNetworkException">An output is none of a layer, or a number is not finite.</exception>
    public static ModelNetwork Build(
        IReadOnlyList<(string Name, GraphValue.Signal Signal)> outputs, IReadOnlyList<(string Name, int Width)> inputs)
    {
        LayerInput[] taken = [.. outputs.Select(output => output.Signal.Close().Plain(output.Signal.Type))];
        if (Array.Exists(taken, output => output.Stage.IsInput))
            throw new NoNetworkException("it has no product of the inputs with weights");
        for (int i = 0; i < taken.Length; i++)
        {
            int same = Array.FindIndex(taken, other => other.Stage == taken[i].Stage && other.Activation == taken[i].Activation);
            if (same < i)
                throw new NoNetworkException($"its outputs '{outputs[same].Name}' and '{outputs[i].Name}' are the same value");
        }

        string?[] names = ValueNames.Of([.. outputs.Select(output => output.Name)], "output", "Outputs", "Targets");
        DataType type = StageOrder.TypeOf(taken) ?? taken[0].Stage.Product?.Type ?? outputs[0].Signal.Type;
        StageOrder order = StageOrder.Of(taken, new ProductFolding(type));
        int sequence = Array.FindIndex(taken, output => output.Stage.Steps > 0);
        int row = Array.FindIndex(taken, output => output.Stage.Steps == 0);
        if (sequence >= 0 && row >= 0)
        {
            throw new NoNetworkException(
                $"its output '{outputs[sequence].Name}' is a sequence of frames, and '{outputs[row].Name}' is none; name the one that the "
                    + $"class is to have, as Output = \"{outputs[sequence].Name}\"");
        }

        return new LayerBuilder(type, new(order.Columns, inputs), [.. taken.Zip(names, (output, name) => (output, name))]).Build(order);
    }

    private ModelNetwork Build(StageOrder order)
    {
        foreach ((Stage stage, Origin origin) in order.Stages)
            Add(stage, origin, order.ActivationsOf(stage, _outputs.Select(output => output.Value)));

        return ModelNetwork.Of(
            _inputs.Values, _layers, _outputs.Select(output => _values[(output.Value.Stage, output.Value.Activation)]),
            _type == DataType.Double ? Precision.Double : Precision.Single, _parameters.SelectMany(numbers => numbers));
    }

    /// <summary>Adds what a stage becomes, and the activations that are taken of it.</summary>
    private void Add(Stage stage, Origin origin, KnownActivation[] activations)
    {
        if (origin is Columns columns)
        {
            _values[(stage, KnownActivation.Identity)] = Read(stage, columns);
            return;
        }

        EquatableArray<Value> reads = origin.Reads.Select(read => _values[(read.Stage, read.Activation)]).ToEquatableArray();
        if (origin is Gating)
            reads = EquatableArray.Of(SideBySide(reads, stage));

        // Of a product that nothing but one activation reads, both are one layer of the declaration.
        bool isFused = origin is Product && activations is [{ IsIdentity: false }];
        int first = _layers.Count;
        Value sums = Next(isFused ? "z" : "a", stage, isFused ? null : NameOf(stage, KnownActivation.Identity));
        AddLayer(
            Layer(origin, reads, sums, isFused ? activations[0] : KnownActivation.Identity), Parameters(origin, stage.Width));
        _values[(stage, KnownActivation.Identity)] = sums;
        foreach (KnownActivation activation in activations.Where(activation => !activation.IsIdentity))
        {
            string? name = NameOf(stage, activation);
            Value value = isFused ? sums with { Name = $"a{_number}", Label = name } : Next("a", stage, name);
            AddLayer(
                new ActivationLayer(
                    EquatableArray.Of(sums), value, activation.Activation, null,
                    activation.HasSlopes ? 0 : Attribute(activation.Alpha[0]), Attribute(activation.Beta[0])),
                activation.HasSlopes ? activation.Alpha.Repeat(stage.Width) : []);
            _values[(stage, activation)] = value;

            // A declaration names the first of its layers, whose last one writes the value of that name.
            if (isFused)
                (_layers[first], _layers[first + 1]) = (_layers[first] with { Name = name }, _layers[first + 1] with { Name = null });
        }
    }

    private Layer Layer(Origin origin, EquatableArray<Value> reads, Value writes, KnownActivation activation)
    {
        ActivationLayer asItIs = new ModelActivation(Activation.Identity).Layer(writes, writes);
        return origin switch
        {
            Product { Epsilon: double epsilon } normalization =>
                new LayerNormLayer(reads, writes, Attribute(epsilon), normalization.IsAffine),
            Product { Taps: Taps taps } product => new Conv1DLayer(
                reads, writes, taps.Kernel, taps.Dilation, taps.Groups, product.HasBias,
                ActivationFacts.Of(activation.Activation).Initializer),
            Product product =>
                new DenseLayer(reads, writes, product.AddsBias, ActivationFacts.Of(activation.Activation).Initializer),
            Sum => new AddLayer(reads, writes),
            Gating => new GatedLayer(reads, writes, asItIs, asItIs),
            Concatenation => new ConcatLayer(reads, writes),
            Recurrence { IsLSTM: true } => new LSTMLayer(reads, writes),
            Recurrence => new GRULayer(reads, writes),
            OverTime { IsMean: true } => new MeanOverTimeLayer(reads, writes),
            OverTime => new LastLayer(reads, writes),
            Lookup { Table.Shape: var shape } => new EmbeddingLayer(reads, writes, shape[0], shape[1]),
            _ => throw new ArgumentOutOfRangeException(nameof(origin)),
        };
    }

    /// <summary>Columns as a value: an input, some side by side, or some of an input that is not taken apart.</summary>
    private Value Read(Stage stage, Columns columns)
    {
        Value[] pieces = _inputs.Of(columns);
        if (pieces is [Value { Width: int whole } input])
        {
            if (whole == columns.Width)
                return input;
            Value chosen = Next("a", stage, null);
            AddLayer(
                new DenseLayer(EquatableArray.Of(input), chosen, HasBias: false, Initializer.LeCunNormal),
                from unit in Enumerable.Range(0, columns.Width)
                from i in Enumerable.Range(0, whole)
                select i == columns.Start + unit ? 1.0 : 0);
            return chosen;
        }

        return SideBySide(pieces.ToEquatableArray(), stage);
    }

    /// <summary>Values side by side.</summary>
    private Value SideBySide(EquatableArray<Value> values, Stage of)
    {
        Value joined = Next("a", of, null) with { Width = values.Sum(value => value.Width) };
        AddLayer(new ConcatLayer(values, joined), []);
        return joined;
    }

    private void AddLayer(Layer layer, IEnumerable<double> parameters)
    {
        _layers.Add(layer with { Name = layer.Writes.Label });
        _parameters.Add(parameters);
    }

    /// <summary>The value of the next layer that is counted.</summary>
    private Value Next(string symbol, Stage stage, string? name) =>
        new($"{symbol}{++_number}", _number, stage.Width, name) { Steps = stage.Steps };

    private string? NameOf(Stage stage, KnownActivation activation) =>
        _outputs.Find(output => output.Value.Stage == stage && output.Value.Activation == activation).Name;

    private double Attribute(double number) => _type == DataType.Double ? number : Number.OfFloat(number);

    private static IEnumerable<double> Parameters(Origin origin, int units) => origin switch
    {
        Product { IsNormalization: true } product => Affine(product, units),
        Product { Taps: not null } product => Kernels(product, units),
        Recurrence recurrence => recurrence.Parameters,
        Product product => Sums(product, units),
        Lookup { Table.Values: var table } => table,
        _ => [],
    };

    /// <summary>gamma and beta.</summary>
    private static IEnumerable<double> Affine(Product product, int units) =>
        product.IsAffine ? product.Scale.Repeat(units).Concat(product.Bias.Repeat(units)) : [];

    /// <summary>W and b of a convolution.</summary>
    private static IEnumerable<double> Kernels(Product product, int units)
    {
        double[] weights = product.Weights!.Values;
        int each = weights.Length / units;
        return weights.Select((weight, i) => product.Scale[i / each] * weight)
            .Concat(product.HasBias ? product.Bias.Repeat(units) : []);
    }

    /// <summary>W and b.</summary>
    private static IEnumerable<double> Sums(Product product, int units)
    {
        LayerInput input = product.Source;
        int inputs = input.Stage.Width;
        for (int unit = 0; unit < units; unit++)
        {
            for (int i = 0; i < inputs; i++)
                yield return product.Scale[unit] * product.Weight(unit, i) * input.Slope[i];
        }

        for (int unit = 0; product.AddsBias && unit < units; unit++)
        {
            double sum = 0;
            for (int i = 0; i < inputs; i++)
                sum += product.Weight(unit, i) * input.Offset[i];
            yield return (product.Scale[unit] * sum) + product.Bias[unit];
        }
    }
}
