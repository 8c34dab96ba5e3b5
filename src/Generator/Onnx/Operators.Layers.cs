using GenNet.Generator.Model;
using GenNet.Generator.ModelFiles;
using static GenNet.Generator.Onnx.GraphValue;

namespace GenNet.Generator.Onnx;

/// <summary>Products with weights, and what scales and offsets each unit.</summary>
internal static partial class Operators
{
    /// <summary>alpha A B + beta C.</summary>
    private static Signal Gemm(GraphNode node)
    {
        if (node.Attribute("transA", 0) != 0)
            throw new NoNetworkException("transA makes features of samples");
        Signal inputs = node.Sample(0);
        if (inputs.Rank != 2 || inputs.Batch is null)
            throw new NoNetworkException($"it multiplies matrices; its input has {inputs.Rank} dimensions");
        Tensor weights = Weights(node, 1);
        Product product = Product(inputs, node.Attribute("transB", 0) == 0 ? weights.Transpose() : weights);
        product = product with { Scale = node.Attribute("alpha", 1.0) };
        int units = product.Weights!.Shape[0];
        Signal signal = Layer(node, inputs, product, [units]);
        if (!node.HasInput(2))
        {
            node.Ignore("beta");
            return signal;
        }

        Number bias = node.Attribute("beta", 1.0) * node.Constant(2).For(signal);
        return Layer(node, inputs, product with { Bias = bias, HasBias = true }, [units]);
    }

    /// <summary>A product with weights on the right, [features x units], or on the left of columns, [units x features].</summary>
    private static Signal MatMul(GraphNode node)
    {
        if (node.Input(0) is not Constant)
        {
            Signal inputs = node.Signal(0);
            Product product = Product(inputs, Weights(node, 1).Transpose());
            return inputs.Shape.LastOrDefault() == inputs.Width && HasFeaturesLast(inputs)
                ? Layer(node, inputs, product, [.. inputs.Shape.Take(inputs.Shape.Length - 1), product.Weights!.Shape[0]])
                : throw new NoNetworkException($"it multiplies each row of samples of shape [{string.Join(", ", inputs.Shape)}]");
        }

        Signal columns = node.Sample(1);
        bool isColumn = columns.Shape is [_, 1] || (columns.Batch is null && columns.Shape.Length == 1);
        return isColumn
            ? Left(Product(columns, Weights(node, 0)))
            : throw new NoNetworkException("its weights are on the left, so that it mixes the samples of a batch");

        Signal Left(Product product) => Layer(node, columns, product, [product.Weights!.Shape[0], .. columns.Shape.Skip(1)]);
    }

    private static Tensor Weights(GraphNode node, int input)
    {
        Tensor weights = node.Constant(input);
        return weights is { IsFloating: true, Shape.Length: 2 }
            ? weights
            : throw new NoNetworkException(
                $"its weights have {weights.Shape.Length} dimensions and type {weights.Type}; a matrix of Float or Double is needed");
    }

    /// <summary>A product with weights [units x features].</summary>
    private static Product Product(Signal inputs, Tensor weights)
    {
        (int units, int features) = (weights.Shape[0], weights.Shape[1]);
        if (inputs.Width != features)
        {
            throw new NoNetworkException(
                $"its weights take {features} features; the samples' shape is [{string.Join(", ", inputs.Shape)}]");
        }

        if (!SizeLimits.Allow(units))
            throw new NoNetworkException($"it has {units} units; from 1 to {SizeLimits.Max} are possible");
        if (weights.Type != inputs.Type)
            throw new NoNetworkException($"its weights are of type {weights.Type}, and what they multiply is of type {inputs.Type}");
        return new(inputs.Close(), weights, weights.Type, Scale: 1, Bias: 0, HasBias: false);
    }

    /// <summary>The signal of a new layer.</summary>
    private static Signal Layer(GraphNode node, Signal inputs, Product product, int[] shape)
    {
        View[] views = [View.Of(product, product.Units)];
        return (inputs with { Shape = shape }).By(node, views);
    }

    /// <summary>scale (x - mean) / sqrt(variance + epsilon) + bias, with a number of each for a channel.</summary>
    private static Signal BatchNormalization(GraphNode node)
    {
        const int withTrainingMode = 14, withSpatial = 9;

        // Until the attribute came, training was said by outputs for the statistics of the batch.
        if (node.OperatorSet >= withTrainingMode ? node.Attribute("training_mode", 0) != 0 : node.OutputCount > 1)
            throw new NoNetworkException("it normalises by the batch; export the model for inference");
        if (node.OperatorSet < withSpatial && node.Attribute("spatial", 1) != 1)
            throw new NoNetworkException("it has statistics for each feature of a channel (spatial = 0)");
        node.Ignore("momentum");
        Signal x = node.Signal(0);
        if (x.Batch is null || x.Shape.Length == 0)
            throw new NoNetworkException($"it has {x.Rank} dimensions; a batch of channels is needed");
        SampleAxis(1, x);
        double epsilon = node.Attribute("epsilon", 1e-5);
        Number scale = Channels(1) / Channels(4, Deviation), mean = Channels(3), bias = Channels(2);
        return x.By(node, z => (scale * (z - mean)) + bias);

        double Deviation(double variance) => variance < 0
            ? throw new NoNetworkException("one of its variances is negative; at least 0 is needed")
            : Math.Sqrt(variance + epsilon);

        // In double precision, unlike constants that the model computes itself.
        Number Channels(int input, Func<double, double>? function = null)
        {
            Tensor numbers = node.Constant(input);
            if (numbers.Shape is not [int count] || count != x.Shape[0])
            {
                throw new NoNetworkException(
                    $"it has the shape [{string.Join(", ", numbers.Shape)}] of statistics for {x.Shape[0]} channels");
            }

            int each = x.Width / count;
            return new([.. Enumerable.Range(0, x.Width).Select(unit => (function ?? (value => value))(numbers.Values[unit / each]))]);
        }
    }

    /// <summary>(x - mean) / sqrt(variance + epsilon) * scale + bias over the features of a sample.</summary>
    private static Signal LayerNormalization(GraphNode node)
    {
        const int first = 17;
        if (node.OperatorSet < first)
            throw new NoNetworkException($"it is of operator set {first} and later; the model uses set {node.OperatorSet}");
        Signal x = Features(node, node.Attribute("axis", -1));
        if (node.Attribute("stash_type", 1) is not 1 and var type)
            throw new NoNetworkException($"it computes mean and variance in numbers of stash_type {type}; 1 is read");
        double epsilon = Number.OfFloat(node.Attribute("epsilon", 1e-5));
        if (epsilon is not (> 0 and < double.PositiveInfinity))
            throw new NoNetworkException($"its epsilon is {epsilon}; a number greater than 0 is needed");
        bool hasBias = node.HasInput(2);
        Product product = Onnx.Product.Normalization(x.Close(), epsilon, x.Type) with
        {
            Scale = Vector(1),
            Bias = hasBias ? Vector(2) : 0,
            HasBias = hasBias,
        };
        return Layer(node, x, product, x.Shape);

        Number Vector(int input)
        {
            Tensor numbers = node.Constant(input);
            return numbers.Shape is [int count] && count == x.Width
                ? numbers.For(x)
                : throw new NoNetworkException(
                    $"its input {input} has the shape [{string.Join(", ", numbers.Shape)}]; [{x.Width}] is needed");
        }
    }

    /// <summary>
    /// The mean of a window's frames, or that of the features of a sample, which is part of a layer normalisation in several nodes.
    /// </summary>
    private static Signal ReduceMean(GraphNode node)
    {
        if (node.Integers(1, "axes") is not [long axis])
            throw new NoNetworkException("it takes the mean over several axes; the last one alone is read, or that of the frames");
        if (TimeAxis(node.Signal(0)) is int time && Place(axis, node.Signal(0).Rank) == time)
        {
            node.Ignore("noop_with_empty_axes");
            return OverFrames(node, node.Signal(0), isMean: true, keepsAxis: node.Attribute("keepdims", 1) != 0);
        }

        Signal x = Features(node, axis);
        node.Ignore("noop_with_empty_axes");
        return node.Attribute("keepdims", 1) == 1
            ? x.By(node, z => z.Mean())
            : throw new NoNetworkException("it drops the axis of its mean (keepdims = 0)");
    }

    /// <summary>A batch of features, of which an axis must be the last.</summary>
    private static Signal Features(GraphNode node, long axis)
    {
        Signal x = node.Signal(0);
        if (x.Batch is null || (x.Layout is null ? x.Shape.Length != 1 : !HasFeaturesLast(x)))
            throw new NoNetworkException($"it goes over samples of shape [{string.Join(", ", x.Shape)}]; a batch of features is needed");
        int place = SampleAxis(axis, x);
        return place == x.Shape.Length - 1 && x.Shape[place] == x.Width
            ? x
            : throw new NoNetworkException($"its axis {axis} is not that of the {x.Width} numbers of a frame");
    }

    private static bool HasFeaturesLast(Signal x) => x.Layout is null || x.Layout.Axes[x.Rank - 1] == Axis.Features;

    /// <summary>scale (x - offset), of the operators for classical machine learning.</summary>
    private static Signal Scaler(GraphNode node)
    {
        Signal x = node.Sample(0);
        if (x.Shape.Length != 1)
            throw new NoNetworkException($"it scales samples of shape [{string.Join(", ", x.Shape)}]; features are needed");
        Number scale = Number("scale"), offset = Number("offset");
        return x.By(node, z => scale * (z - offset)) with { Type = global::Onnx.TensorProto.Types.DataType.Float };

        Number Number(string name)
        {
            double[] values = [.. node.Floats(name).Select(value => (double)value)];
            return values.Length == 1 || values.Length == x.Width
                ? new Number(values)
                : throw new NoNetworkException($"its {name} has {values.Length} numbers for {x.Width} features");
        }
    }
}
