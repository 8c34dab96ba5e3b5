using GenNet.Generator.Model;
using static GenNet.Generator.Onnx.GraphValue;

namespace GenNet.Generator.Onnx;

/// <summary>What operators make of their inputs (https://onnx.ai/onnx/operators), where networks of dense layers have them.</summary>
internal static class Operators
{
    private const double Infinity = double.PositiveInfinity;

    /// <exception cref="NoNetworkException">No network has it.</exception>
    public static GraphValue Apply(GraphNode node) => node.Operator switch
    {
        "Constant" => new Constant(Tensor.Read(node.Tensor("value") ?? throw new NoNetworkException("it has no value that is a tensor"))),
        "Identity" or "Cast" => node.Input(0),
        "ai.onnx.ml.ZipMap" => node.Signal(0), // It names the outputs, whose order stays.
        "Dropout" => Dropout(node),

        "Gemm" => Gemm(node),
        "MatMul" => MatMul(node),
        "BatchNormalization" => BatchNormalization(node),
        "ai.onnx.ml.Scaler" => Scaler(node),

        "Add" => Combine(node, (x, y) => x + y, (x, y) => x + y),
        "Sub" => Combine(node, (x, y) => x - y, (x, y) => x - y),
        "Mul" => Combine(node, (x, y) => x * y, (x, y) => x * y),
        "Div" => Combine(node, (x, y) => x / y, (x, y) => x / y),
        "Pow" => Map(node, x => Power(x, node.Number(1, 1))),
        "Neg" => Map(node, x => -x),
        "Reciprocal" => Map(node, x => x.Reciprocal()),
        "Sqrt" => new Constant(node.Constant(0).Map(Math.Sqrt)),
        "Max" => Bound(node, (x, limit) => x.Clip(limit, Infinity)),
        "Min" => Bound(node, (x, limit) => x.Clip(-Infinity, limit)),
        "Clip" => Map(node, x => x.Clip(
            node.Number(1, node.Attribute("min", -Infinity)), node.Number(2, node.Attribute("max", Infinity)))),
        "Greater" => Map(node, x => (x - node.Number(1, 0)).Step()),

        "Relu" => Map(node, Formulas.ReLU),
        "LeakyRelu" => Map(node, x => Formulas.LeakyReLU(x, node.Attribute("alpha", 0.01))),
        "PRelu" => ParametricReLU(node),
        "Elu" => Map(node, x => Formulas.ELU(x, node.Attribute("alpha", 1.0), 1)),
        "Selu" => Map(node, x => Formulas.SELU(x, node.Attribute("alpha", 1.6732632), node.Attribute("gamma", 1.050701))),
        "Celu" => Map(node, x => Formulas.ELU(x, node.Attribute("alpha", 1.0), node.Attribute("alpha", 1.0))),
        "Gelu" => Map(node, node.Text("approximate") == "tanh" ? Formulas.GELUTanh : Formulas.GELU),
        "HardSigmoid" => Map(node, x => Formulas.HardSigmoid(x, node.Attribute("alpha", 0.2), node.Attribute("beta", 0.5))),
        "HardSwish" => Map(node, Formulas.HardSwish),
        "Mish" => Map(node, Formulas.Mish),
        "Sigmoid" => Map(node, Formulas.Sigmoid),
        "Softplus" => Map(node, Formulas.Softplus),
        "Softsign" => Map(node, Formulas.Softsign),
        "Swish" => Map(node, x => x * Formulas.Sigmoid(node.Attribute("alpha", 1.0) * x)),
        "Tanh" => Map(node, x => x.Tanh()),
        "Atan" => Map(node, x => x.ArcTan()),
        "Erf" => Map(node, x => x.Erf()),
        "Exp" => Map(node, x => x.Exp()),
        "Log" => Map(node, x => x.Log()),
        "Abs" => Map(node, x => x.Abs()),
        "Softmax" => Softmax(node, x => x.Softmax()),
        "LogSoftmax" => Softmax(node, x => x.Softmax().Log()),

        "Flatten" => Flatten(node),
        "Reshape" => Reshape(node),
        "Squeeze" => Squeeze(node),
        "Unsqueeze" => Unsqueeze(node),
        "Transpose" => new Constant(node.Constant(0).Transpose()),
        "Shape" => new Sizes([null, .. node.Signal(0).Shape.Select(size => (long?)size)]),
        "Gather" => Gather(node),
        "Concat" => node.Input(0) is Signal ? Complement(node) : ConcatSizes(node),
        _ => throw new NoNetworkException("the operator is none that networks of dense layers have"),
    };

    private static GraphValue Dropout(GraphNode node) => node.Attribute("is_test", 1) != 1 || node.Truth(2)
        ? throw new NoNetworkException("it drops in predictions too; export the model for inference")
        : node.Input(0);

    /// <summary>alpha A B + beta C.</summary>
    private static Signal Gemm(GraphNode node)
    {
        if (node.Attribute("transA", 0) != 0)
            throw new NoNetworkException("transA makes features of samples");
        Tensor weights = Weights(node);
        Signal signal = Multiply(node, node.Attribute("transB", 0) == 0 ? weights.Transpose() : weights, node.Attribute("alpha", 1.0));
        return node.HasInput(2) ? AddBias(signal, node.Attribute("beta", 1.0) * node.Constant(2).For(signal.Shape)) : signal;

        static Signal AddBias(Signal signal, Number bias) =>
            signal with { Stage = signal.Stage with { Product = signal.Stage.Product! with { Bias = bias, HasBias = true } } };
    }

    private static Signal MatMul(GraphNode node) => Multiply(node, Weights(node).Transpose(), 1);

    private static Tensor Weights(GraphNode node)
    {
        Tensor weights = node.Constant(1);
        return weights is { IsFloating: true, Shape.Length: 2 }
            ? weights
            : throw new NoNetworkException(
                $"its weights have {weights.Shape.Length} dimensions and type {weights.Type}; a matrix of Float or Double is needed");
    }

    /// <summary>A new layer with weights [units x features]: the signal's formula becomes the activation of the last one.</summary>
    private static Signal Multiply(GraphNode node, Tensor weights, double scale)
    {
        Signal inputs = node.Signal(0);
        (int units, int features) = (weights.Shape[0], weights.Shape[1]);
        if (inputs.Shape.LastOrDefault() != features || inputs.Width != features)
        {
            throw new NoNetworkException(
                $"its weights take {features} features; the samples' shape is [{string.Join(", ", inputs.Shape)}]");
        }

        if (!SizeLimits.Allow(units))
            throw new NoNetworkException($"it has {units} units; from 1 to {SizeLimits.Max} are possible");
        (Stage source, KnownActivation activation, Number slope, Number offset) = Close(inputs);
        var stage = new Stage(units, new(source, activation, slope, offset, weights, scale, Bias: 0, HasBias: false));
        return new(stage, Formula.Z, [.. inputs.Shape.Take(inputs.Shape.Length - 1), units], node.ToString());
    }

    /// <summary>The activation that a signal's formula is; for inputs, what they are multiplied by and what is added to them.</summary>
    /// <exception cref="NoNetworkException">It is none.</exception>
    public static (Stage Stage, KnownActivation Activation, Number Slope, Number Offset) Close(Signal signal)
    {
        if (signal.Formula.IsAffine(out Number slope, out Number offset) && signal.Stage.Product is null)
            return (signal.Stage, KnownActivation.Identity, slope, offset);
        if (signal.Stage.Product is null)
            throw new NoNetworkException($"it computes {signal.Formula} of the inputs z, before any product with weights", signal.Node);
        if (signal.Formula.IsAffine(out _, out _))
            return (Fold(signal).Stage, KnownActivation.Identity, 1, 0);
        return KnownActivation.Of(signal.Formula) is KnownActivation activation
            ? (signal.Stage, activation, 1, 0)
            : throw new NoNetworkException($"it computes {signal.Formula}, which is no activation of GenNet's", signal.Node);
    }

    /// <summary>A signal that is z: what scales a product's units and is added to them becomes part of the product.</summary>
    private static Signal Fold(Signal signal)
    {
        if (!signal.Formula.IsAffine(out Number slope, out Number offset) || signal.Stage.Product is not Product product)
            throw new NoNetworkException($"it comes after {signal.Formula}; between the two, a product with weights is needed");
        var folded = product with
        {
            Scale = product.Scale * slope,
            Bias = (product.Bias * slope) + offset,
            HasBias = product.HasBias || !offset.IsScalar || !offset.IsZero,
        };
        return signal with { Stage = signal.Stage with { Product = folded }, Formula = Formula.Z };
    }

    /// <summary>scale (x - mean) / sqrt(variance + epsilon) + bias.</summary>
    private static Signal BatchNormalization(GraphNode node)
    {
        if (node.Attribute("training_mode", 0) != 0)
            throw new NoNetworkException("it normalises by the batch; export the model for inference");
        Signal x = node.Signal(0);
        Number variance = node.Constant(4).Map(value => Math.Sqrt(value + node.Attribute("epsilon", 1e-5))).For(x.Shape);
        Number scale = node.Constant(1).For(x.Shape) / variance;
        return Computed(node, x, (scale * (x.Formula - node.Constant(3).For(x.Shape))) + node.Constant(2).For(x.Shape), forUnits: true);
    }

    /// <summary>scale (x - offset), of the operators for classical machine learning.</summary>
    private static Signal Scaler(GraphNode node)
    {
        Signal x = node.Signal(0);
        return Computed(node, x, Number("scale") * (x.Formula - Number("offset")), forUnits: true);

        Number Number(string name)
        {
            double[] values = [.. node.Floats(name).Select(value => (double)value)];
            return values.Length == 1 || values.Length == x.Width
                ? new Number(values)
                : throw new NoNetworkException($"its {name} has {values.Length} numbers for {x.Width} features");
        }
    }

    /// <summary>A function of two values, one of which may be constant.</summary>
    private static GraphValue Combine(GraphNode node, Func<Formula, Formula, Formula> formula, Func<double, double, double> function)
    {
        switch (node.Input(0), node.Input(1))
        {
            case (Constant x, Constant y):
                return new Constant(Tensor.Zip(x.Tensor, y.Tensor, function));
            case (Signal x, Constant y):
                return Computed(node, x, formula(x.Formula, y.Tensor.For(x.Shape)), y.Tensor.Shape.Length > 0);
            case (Constant x, Signal y):
                return Computed(node, y, formula(x.Tensor.For(y.Shape), y.Formula), x.Tensor.Shape.Length > 0);
            case (Signal x, Signal y) when ReferenceEquals(x.Stage, y.Stage) && x.Shape.SequenceEqual(y.Shape):
                return Computed(node, x, formula(x.Formula, y.Formula), forUnits: false);
            default:
                throw new NoNetworkException("it joins two branches of the graph");
        }
    }

    /// <summary>A signal with another formula.</summary>
    /// <param name="node">The node that computes it.</param>
    /// <param name="signal">What it computes it from.</param>
    /// <param name="formula">What it computes.</param>
    /// <param name="forUnits">
    /// Whether constants for the units took part, such as a bias, and not just the numbers of an activation: they go to the product.
    /// </param>
    private static Signal Computed(GraphNode node, Signal signal, Formula formula, bool forUnits)
    {
        var computed = new Signal(signal.Stage, formula, signal.Shape, node.ToString());
        return forUnits && signal.Stage.Product is not null && formula.IsAffine(out Number slope, out Number offset)
            && (signal.Width == 1 || !slope.IsScalar || !offset.IsScalar) ? Fold(computed) : computed;
    }

    private static Signal Map(GraphNode node, Func<Formula, Formula> function)
    {
        Signal x = node.Signal(0);
        return Computed(node, x, function(x.Formula), forUnits: false);
    }

    /// <summary>The greater, or the lesser, of a signal and a number, in either order.</summary>
    private static Signal Bound(GraphNode node, Func<Formula, double, Formula> clip)
    {
        if (node.InputCount != 2)
            throw new NoNetworkException($"it joins {node.InputCount} values; a signal and a number are read");
        int signal = node.Input(0) is Signal ? 0 : 1;
        Signal x = node.Signal(signal);
        return Computed(node, x, clip(x.Formula, node.Number(1 - signal, 0)), forUnits: false);
    }

    private static Formula Power(Formula x, double exponent)
    {
        if (exponent is not (1 or 2 or 3))
            throw new NoNetworkException("its exponent is not 1, 2 or 3");
        Formula power = x;
        for (int i = 1; i < exponent; i++)
            power *= x;
        return power;
    }

    private static Signal ParametricReLU(GraphNode node)
    {
        Signal x = node.Signal(0);
        Tensor slopes = node.Constant(1);
        Number alpha = slopes.For(x.Shape);

        // A vector, even of one number, is PyTorch's learned slope; a bare number is a LeakyReLU's.
        return Map(node, z => Formulas.LeakyReLU(z, slopes.Shape.Length == 0 ? alpha : new(alpha.Repeat(x.Width))));
    }

    /// <summary>A softmax over all units; until ONNX 1.8 it took all dimensions from its axis on.</summary>
    private static Signal Softmax(GraphNode node, Func<Formula, Formula> function)
    {
        const int first = 13;
        Signal x = node.Signal(0);
        long axis = Axis(node.Attribute("axis", node.OperatorSet < first ? 1 : -1), x);
        int over = node.OperatorSet < first
            ? x.Shape.Skip((int)axis - 1).Aggregate(1, (product, size) => product * size)
            : x.Shape[axis - 1];
        if (over != x.Width)
            throw new NoNetworkException($"it goes over {over} numbers; a sample has {x.Width}");
        Signal z = Fold(x);
        return new(z.Stage, function(z.Formula), z.Shape, node.ToString());
    }

    private static Signal Flatten(GraphNode node)
    {
        Signal x = node.Signal(0);
        return Axis(node.Attribute("axis", 1), x) == 1
            ? x with { Shape = [x.Width] }
            : throw new NoNetworkException("its axis is not 1, so that it mixes the samples of a batch");
    }

    /// <summary>The place of an axis in a batch, from 1 on: 0 is the batch itself.</summary>
    private static long Axis(long axis, Signal x)
    {
        long place = axis < 0 ? axis + x.Shape.Length + 1 : axis;
        return place >= 1 && place <= x.Shape.Length
            ? place
            : throw new NoNetworkException($"its axis {axis} is none of a sample of shape [{string.Join(", ", x.Shape)}]");
    }

    private static GraphValue Reshape(GraphNode node)
    {
        long?[] sizes = AsSizes(node.Input(1));
        if (node.Input(0) is Constant constant)
        {
            return new Constant(constant.Tensor.Reshape(
                Fill(sizes, [.. constant.Tensor.Shape.Select(size => (long?)size)], constant.Tensor.Values.Length)));
        }

        Signal x = node.Signal(0);
        if (sizes.Length == 0 || !(sizes[0] is null or -1 or 0 || sizes[0] == node.Batch))
            throw new NoNetworkException($"its shape does not start with the batch, but with {sizes.FirstOrDefault()}");
        return x with { Shape = Fill([.. sizes.Skip(1)], [.. x.Shape.Select(size => (long?)size)], x.Width) };

        int[] Fill(long?[] sizes, long?[] from, int count)
        {
            sizes = [.. sizes.Select((size, i) => size == 0 && i < from.Length && node.Attribute("allowzero", 0) == 0 ? from[i] : size)];
            long rest = 1;
            foreach (long? size in sizes)
            {
                if (size is null or < -1 or > int.MaxValue || (size > 0 && (rest *= size.Value) > int.MaxValue))
                    throw Misfit();
            }

            int free = Array.IndexOf(sizes, -1);
            if (free >= 0 && rest > 0)
                sizes[free] = count / rest;
            return sizes.All(size => size > 0) && sizes.Aggregate(1L, (product, size) => product * size!.Value) == count
                ? [.. sizes.Select(size => (int)size!.Value)]
                : throw Misfit();

            NoNetworkException Misfit() => new($"{count} numbers cannot take the shape [{string.Join(", ", sizes)}]");
        }
    }

    private static Signal Squeeze(GraphNode node)
    {
        Signal x = node.Signal(0);
        long[] axes = [.. Axes(node).Select(axis => Axis(axis, x))];
        return x with { Shape = [.. x.Shape.Where((size, i) => axes.Length == 0 ? size != 1 : size != 1 || !axes.Contains(i + 1))] };
    }

    private static GraphValue Unsqueeze(GraphNode node)
    {
        long[] axes = Axes(node);
        if (node.Input(0) is Sizes { IsScalar: true } size && axes is [0])
            return size with { IsScalar = false };
        if (node.Input(0) is Constant { Tensor: { Shape: [], IsFloating: false } number } && axes is [0])
            return new Constant(number with { Shape = [1] });
        Signal x = node.Signal(0);
        foreach (long axis in axes.OrderBy(axis => axis))
        {
            long place = axis < 0 ? axis + x.Shape.Length + 2 : axis;
            if (place < 1 || place > x.Shape.Length + 1)
                throw new NoNetworkException($"its axis {axis} is none of a sample of shape [{string.Join(", ", x.Shape)}]");
            List<int> shape = [.. x.Shape];
            shape.Insert((int)place - 1, 1);
            x = x with { Shape = [.. shape] };
        }

        return x;
    }

    /// <summary>Axes are an attribute until ONNX 1.7 and an input from then on.</summary>
    private static long[] Axes(GraphNode node) =>
        node.HasInput(1) ? [.. node.Constant(1).Values.Select(value => (long)value)] : [.. node.Integers("axes")];

    private static Sizes Gather(GraphNode node)
    {
        long?[] sizes = AsSizes(node.Input(0));
        double[] places = [.. node.Constant(1).Values.Select(place => place < 0 ? place + sizes.Length : place)];
        return places.All(place => place >= 0 && place < sizes.Length)
            ? new([.. places.Select(place => sizes[(int)place])], node.Constant(1).Shape.Length == 0)
            : throw new NoNetworkException($"it picks places out of {sizes.Length} that are none of them");
    }

    private static Sizes ConcatSizes(GraphNode node) =>
        new([.. Enumerable.Range(0, node.InputCount).SelectMany(i => AsSizes(node.Input(i)))]);

    private static long?[] AsSizes(GraphValue value) => value switch
    {
        Sizes sizes => sizes.Items,
        Constant { Tensor: { IsFloating: false } tensor } => [.. tensor.Values.Select(size => (long?)size)],
        _ => throw new NoNetworkException("it computes a shape from something else than shapes and integers"),
    };

    /// <summary>The probabilities 1 - s(z) and s(z), which are the softmax of 0 and z: a classifier of two classes by one unit.</summary>
    private static Signal Complement(GraphNode node)
    {
        Signal first = node.Signal(0);
        if (node.InputCount == 2 && node.Input(1) is Signal { Stage.Product: Product product, Width: 1 } second
            && ReferenceEquals(first.Stage, second.Stage)
            && Formula.AreSame(second.Formula, Formulas.Sigmoid(Formula.Z)) && Formula.AreSame(first.Formula, 1 - second.Formula)
            && second.Shape.Length == 1 && Axis(node.Attribute("axis", 1), second) == 1)
        {
            Tensor w = product.Weights;
            var both = product with
            {
                Weights = w with { Shape = [2, w.Values.Length], Values = [.. new double[w.Values.Length], .. w.Values] },
                Scale = new(0, product.Scale[0]),
                Bias = new(0, product.Bias[0]),
            };
            return new(new(2, both), Formula.Z.Softmax(), [2], node.ToString());
        }

        throw new NoNetworkException("it joins two branches of the graph");
    }
}
