using GenNet.Generator.Model;
using GenNet.Generator.ModelFiles;
using static GenNet.Generator.Onnx.GraphValue;
using DataType = Onnx.TensorProto.Types.DataType;

namespace GenNet.Generator.Onnx;

/// <summary>What leaves the numbers of a sample as they are, takes some of them, or computes the shapes for it.</summary>
internal static partial class Operators
{
    /// <summary>The place of an axis in a sample; that of the batch is none.</summary>
    private static int SampleAxis(long axis, Signal x)
    {
        long place = (axis < 0 ? axis + x.Rank : axis) - (x.Rank - x.Shape.Length);
        return place >= 0 && place < x.Shape.Length && (x.Layout is null || x.Layout.Axes[(int)place + 1] == Axis.Features)
            ? (int)place
            : throw new NoNetworkException($"its axis {axis} is none of a sample of shape [{string.Join(", ", x.Shape)}]");
    }

    private static Signal Flatten(GraphNode node)
    {
        Signal x = node.AnySignal(0);
        if (x.Layout is not null)
            throw new NoNetworkException(AllFrames);
        long axis = node.Attribute("axis", 1);
        if (axis < 0)
            axis += x.Rank;
        bool isOne = axis == 0 && x.Batch is null or { Size: 1 };
        return isOne || (axis == 1 && x.Batch is not null)
            ? x with { Shape = [x.Width], Batch = x.Batch ?? new(1) }
            : throw new NoNetworkException(axis == 0
                ? "its axis is 0: it makes one row of the whole batch, where a sample must stay a row (axis 1, nn.Flatten())"
                : $"its axis is {axis}: it makes rows of parts of samples; axis 1 is needed");
    }

    private static GraphValue Reshape(GraphNode node)
    {
        long?[] sizes = AsSizes(node.Input(1));
        bool allowsZero = node.Attribute("allowzero", 0) != 0;
        if (node.Input(0) is Constant constant)
        {
            return new Constant(constant.Tensor.Reshape(
                Filled(sizes, [.. constant.Tensor.Shape.Select(size => (long?)size)], constant.Tensor.Values.Length)));
        }

        Signal x = node.AnySignal(0);
        if (x.Layout is not null)
            return ReshapeFrames(x, sizes, allowsZero);
        if (x.Batch is null || (x.Batch.Size == 1 && sizes is not [null or 0, ..]))
            return OfOne(x, Filled(sizes, x.Dimensions, x.Width));
        if (sizes.Length == 0 || !(sizes[0] is null or -1 || (sizes[0] == 0 && !allowsZero) || sizes[0] == x.Batch?.Size))
            throw new NoNetworkException($"its shape does not start with the batch, but with {sizes.FirstOrDefault()}");
        return x with { Shape = Filled([.. sizes.Skip(1)], [.. x.Dimensions.Skip(1)], x.Width) };

        int[] Filled(long?[] sizes, long?[] from, int count)
        {
            sizes = [.. sizes.Select((size, i) => size == 0 && i < from.Length && !allowsZero ? from[i] : size)];
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

    /// <summary>One sample in a shape of its own, whose first dimension is a batch of one where it can be.</summary>
    private static Signal OfOne(Signal x, int[] shape) => shape is [1, _, ..]
        ? x with { Shape = [.. shape.Skip(1)], Batch = new(1) }
        : x with { Shape = shape, Batch = null };

    private static GraphValue Squeeze(GraphNode node)
    {
        long[]? axes = node.Integers(1, "axes");
        if (node.Input(0) is Sizes { Items.Length: 1 } one && axes is null or [0 or -1])
            return one with { IsScalar = true };
        if (node.Input(0) is Constant constant)
            return new Constant(constant.Tensor.Reshape(Squeezed(constant.Tensor.Shape)));
        if (node.Input(0) is Start)
            return new Start(null);
        Signal x = node.AnySignal(0);
        if (x.Layout is not null)
            return SqueezeFrames(x, axes);
        if (x.Batch is null or { Size: 1 })
            return OfOne(x, Squeezed([.. x.Dimensions.Select(size => (int)size!.Value)]));
        if (axes is null && x.Batch.Size is null)
            throw new NoNetworkException("it has no axes, so that it removes the batch's dimension too where there is one sample");
        int[] places = axes is null ? [] : Array.ConvertAll(axes, axis => SampleAxis(axis, x));
        return x with { Shape = Without(x.Shape, axes is null ? null : places) };

        int[] Squeezed(int[] shape) => Without(shape, axes is null ? null : Array.ConvertAll(axes, axis => Place(axis, shape.Length)));

        int[] Without(int[] shape, int[]? removed) => removed is null || Array.TrueForAll(removed, place => shape[place] == 1)
            ? [.. shape.Where((size, i) => removed is null ? size != 1 : !removed.Contains(i))]
            : throw new NoNetworkException($"it removes dimensions of [{string.Join(", ", shape)}] that are not 1");
    }

    private static GraphValue Unsqueeze(GraphNode node)
    {
        long[] axes = node.Integers(1, "axes") ?? [];
        switch (node.Input(0))
        {
            case Sizes { IsScalar: true } size when axes is [0 or -1]:
                return size with { IsScalar = false };
            case Constant constant:
                return new Constant(constant.Tensor.Reshape(
                    [.. Unsqueezed([.. constant.Tensor.Shape.Select(size => (long?)size)]).Select(size => (int)size!.Value)]));
        }

        if (node.Input(0) is Start)
            return new Start(null);
        Signal x = node.AnySignal(0);
        if (x.Layout is not null)
            return UnsqueezeFrames(x, axes);
        long?[] sizes = Unsqueezed(x.Dimensions);
        if (x.Batch is null or { Size: 1 })
            return OfOne(x, [.. sizes.Select(size => (int)size!.Value)]);
        return axes.All(axis => Place(axis, sizes.Length) > 0)
            ? x with { Shape = [.. sizes.Skip(1).Select(size => (int)size!.Value)] }
            : throw new NoNetworkException("it makes one sample of the whole batch");

        long?[] Unsqueezed(long?[] sizes)
        {
            int[] places = Array.ConvertAll(axes, axis => Place(axis, sizes.Length + axes.Length));
            if (places.Distinct().Count() < places.Length)
                throw new NoNetworkException("it has an axis twice");
            var result = new List<long?>(sizes);
            foreach (int place in places.OrderBy(place => place))
                result.Insert(place, 1);
            return [.. result];
        }
    }

    private static int Place(long axis, int rank)
    {
        long place = axis < 0 ? axis + rank : axis;
        return place >= 0 && place < rank ? (int)place : throw new NoNetworkException($"its axis {axis} is none of {rank} dimensions");
    }

    private static GraphValue Transpose(GraphNode node)
    {
        long[]? order = node.IntegersOf("perm");
        if (node.Input(0) is Signal { Batch: not null } x)
            return TransposeFrames(x, order);
        if (node.Input(0) is Start)
            return new Start(null);
        Tensor tensor = node.Constant(0);
        return order switch
        {
            null or [1, 0] => new Constant(tensor.Transpose()),
            [0, 1] => new Constant(tensor),
            _ => throw new NoNetworkException($"it orders {order.Length} dimensions anew; 2 are read"),
        };
    }

    /// <summary>All sizes, or from ONNX 1.10 on those from a start to an end.</summary>
    private static GraphValue Shape(GraphNode node)
    {
        long?[] sizes = node.Input(0) is Constant constant
            ? [.. constant.Tensor.Shape.Select(size => (long?)size)]
            : node.AnySignal(0).Dimensions;
        return Known(
            [.. Range(node.Attribute("start", 0), node.Attribute("end", long.MaxValue), 1, sizes.Length).Select(i => sizes[i])]);
    }

    /// <summary>Sizes of a shape, as constants where none is that of a batch of any.</summary>
    private static GraphValue Known(long?[] sizes) => Array.TrueForAll(sizes, size => size is not null)
        ? new Constant(new([sizes.Length], [.. sizes.Select(size => (double)size!.Value)], DataType.Int64))
        : new Sizes(sizes);

    /// <summary>The places from a start to before an end, as Slice counts them.</summary>
    private static int[] Range(long start, long end, long step, int size)
    {
        if (step == 0)
            throw new NoNetworkException("its step is 0");
        (long least, long most) = step > 0 ? (0L, size) : (-1L, size - 1L);
        start = Within(start);
        end = Within(end);
        var places = new List<int>();
        for (long place = start; step > 0 ? place < end : place > end; place += Math.Max(-size, Math.Min(size, step)))
            places.Add((int)place);
        return [.. places];

        long Within(long place) => Math.Max(least, Math.Min(most, place < 0 ? Math.Max(place, -size - 1L) + size : place));
    }

    /// <summary>Some units of samples, some sizes of a shape, or some places of constants.</summary>
    private static GraphValue Select(GraphNode node, long axis, Func<int, int[]> places)
    {
        switch (node.Input(0))
        {
            case Sizes sizes when axis is 0 or -1:
                return new Sizes([.. places(sizes.Items.Length).Select(i => sizes.Items[i])]);
            case Constant { Tensor: var tensor }:
                int place = Place(axis, tensor.Shape.Length);
                return new Constant(tensor.Select(place, places(tensor.Shape[place])));
        }

        if (node.Input(0) is Start)
            return new Start(null);
        Signal x = node.AnySignal(0);
        if (TimeAxis(x) is int time && Place(axis, x.Rank) == time)
            return SelectFrames(node, x, time, places(x.Frames));
        if (x.Layout?.Axes[0] == Axis.Features && Place(axis, x.Rank) == 0)
            return places(1).Length == 1 ? x : throw new NoNetworkException("it takes other parts than the only one there is");
        int dimension = SampleAxis(axis, x);
        int[] chosen = places(x.Shape[dimension]);
        if (chosen.Length == 0)
            throw new NoNetworkException("it takes none of the units");
        int[] units = Tensor.Units(x.Shape, dimension, chosen);
        int[] shape = [.. x.Shape];
        shape[dimension] = chosen.Length;
        if (units.SequenceEqual(Enumerable.Range(0, x.Width)))
            return x;
        View[] views = [.. x.Views.Select(view => view.Select(units)).OfType<View>()];
        return views.Length > 0
            ? (x with { Shape = shape }).By(node, views)
            : throw new NoNetworkException(x.Views[x.Views.Length - 1].Refusal, x.Node);
    }

    private static GraphValue Gather(GraphNode node)
    {
        if (node.Input(1) is Signal categories)
            return Embedding(node, categories);
        Tensor indices = node.Constant(1);
        if (indices.Shape.Length > 1 || indices.IsFloating)
            throw new NoNetworkException("it takes places in an order of several dimensions; a list is read");
        long axis = node.Attribute("axis", 0);
        GraphValue chosen = Select(node, axis, size => Array.ConvertAll(indices.Integers, place => Place(place, size)));
        if (indices.Shape.Length == 1)
            return chosen;
        return chosen switch
        {
            Sizes sizes => sizes with { IsScalar = true },
            Constant { Tensor: var tensor } => new Constant(tensor.Reshape(Without(tensor.Shape, Place(axis, tensor.Shape.Length)))),
            Signal x when node.Input(0) is Signal { Layout: not null } => x.As(Without(x.Arrangement, Place(axis, x.Rank))),
            Signal x => x with { Shape = Without(x.Shape, SampleAxis(axis, x)) },
            _ => chosen,
        };

        static T[] Without<T>(T[] shape, int axis) => [.. shape.Where((_, i) => i != axis)];
    }

    /// <summary>The rows of a constant table that columns of the inputs name.</summary>
    private static Signal Embedding(GraphNode node, Signal x)
    {
        Tensor table = node.Constant(0);
        if (x.Layout is { IsWhole: false })
            throw new NoNetworkException("it takes rows for frames before the window too, of a padding; pad what it gives by zeros");
        if (x.Categories is not Stage categories)
            throw new NoNetworkException("it takes rows by numbers that are computed; whole numbers among the inputs are read");
        if (table is not { IsFloating: true, Shape: [> 0, var size] } || node.Attribute("axis", 0) is not (0 or -2))
        {
            throw new NoNetworkException(
                $"it takes other parts than the rows of a matrix, from the shape [{string.Join(", ", table.Shape)}]");
        }

        long width = (long)x.Width * size;
        if (!SizeLimits.Allow(width))
            throw new NoNetworkException($"it gives {width} numbers for a sample; from 1 to {SizeLimits.Max} are possible");
        View[] views = [View.Of(new Lookup(categories, table), (int)width)];
        return (x with { Type = table.Type }).By(node, views).As([.. x.Arrangement, new(Axis.Features, size)]);
    }

    /// <summary>Places from starts to ends; attributes until ONNX 1.5 and inputs from then on.</summary>
    private static GraphValue Slice(GraphNode node)
    {
        long[] starts = node.Integers(1, "starts") ?? [], ends = node.Integers(2, "ends") ?? [];
        long[] axes = node.Integers(3, "axes") ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        long[] steps = node.HasInput(4) ? node.Constant(4).Integers : [.. starts.Select(_ => 1L)];
        if (starts is not [long start] || ends is not [long end] || axes is not [long axis] || steps is not [long step])
            throw new NoNetworkException($"it cuts along {axes.Length} axes; one is read");
        return node.Input(0) is Signal { Batch: not null } x && axis + (axis < 0 ? x.Rank : 0) == 0 && start == 0 && end >= int.MaxValue
            && step == 1
            ? x // All of the batch.
            : Select(node, axis, size => Range(start, end, step, size));
    }

    /// <summary>One of the parts: of sizes that are given, or of equal ones but for the last.</summary>
    private static GraphValue Split(GraphNode node, int output)
    {
        long[]? sizes = node.Integers(1, "split");
        long parts = node.Attribute("num_outputs", node.Outputs);
        if (parts != node.Outputs || sizes?.Length is int given && given != parts)
            throw new NoNetworkException($"it has {node.Outputs} outputs of {sizes?.Length ?? parts} parts");
        return Select(node, node.Attribute("axis", 0), size =>
        {
            long each = (size + parts - 1) / parts;
            sizes ??= [.. Enumerable.Range(0, (int)parts).Select(part => Math.Max(0, Math.Min(each, size - (part * each))))];
            if (sizes.Any(part => part < 0) || sizes.Sum() != size)
                throw new NoNetworkException($"its parts do not make {size} together");
            return [.. Enumerable.Range((int)sizes.Take(output).Sum(), (int)sizes[output])];
        });
    }

    private static GraphValue Concat(GraphNode node)
    {
        long axis = node.Attribute("axis", 1);
        return node.Input(0) switch
        {
            Signal one when node.InputCount == 1 => one,
            Start or Constant when node.InputCount == 2 && node.Input(1) is Signal { Layout: not null } => WithPast(node, axis),
            Signal => Complement(node, axis) ?? Joined(node, axis),
            Constant { Tensor.IsFloating: true } => new Constant(Tensor.Join(
                [.. Enumerable.Range(0, node.InputCount).Select(node.Constant)], axis)),
            _ when axis is 0 or -1 => Known([.. Enumerable.Range(0, node.InputCount).SelectMany(i => AsSizes(node.Input(i)))]),
            _ => throw new NoNetworkException("it joins integers of several dimensions"),
        };
    }

    private static long?[] AsSizes(GraphValue value) => value switch
    {
        Sizes { IsScalar: false } sizes => sizes.Items,
        Constant { Tensor: { Type: DataType.Int64 or DataType.Int32, Shape.Length: 1 } tensor } =>
            Array.ConvertAll(tensor.Integers, size => (long?)size),
        _ => throw new NoNetworkException("it computes a shape from something else than lists of integers"),
    };

    /// <summary>The probabilities 1 - s(z) and s(z), which are the softmax of 0 and z: a classifier of two classes by one unit.</summary>
    private static Signal? Complement(GraphNode node, long axis)
    {
        if (node.InputCount == 2 && node.Signal(0) is var first
            && node.Input(1) is Signal { Width: 1, Shape.Length: 1, Layout: null } second && SampleAxis(axis, second) == 0)
        {
            foreach (View view in second.Views)
            {
                bool isComplement = first.Views.Any(other =>
                    ReferenceEquals(other.Stage, view.Stage) && Formula.AreSame(other.Formula, 1 - view.Formula));
                if (isComplement && view.Stage.Product is { IsNormalization: false } product
                    && Formula.AreSame(view.Formula, Formulas.Sigmoid(Formula.Z)))
                {
                    return (second with { Shape = [2] }).By(node, [new(new(2, Pair(product)), Formula.Z.Softmax())]);
                }
            }
        }

        return null;

        static Product Pair(Product product)
        {
            Product both = product.Select([0, 0], width: 1);
            return both with { Scale = new(0, product.Scale[0]), Bias = new(0, product.Bias[0]) };
        }
    }

    /// <summary>Branches side by side, as whole blocks of each sample.</summary>
    private static Signal Joined(GraphNode node, long axis)
    {
        Signal[] parts = [.. Enumerable.Range(0, node.InputCount).Select(node.Signal)];
        Signal first = parts[0];
        int dimension = SampleAxis(axis, first);
        foreach (Signal part in parts)
        {
            CheckAlike(first, part);
            if (!Others(part.Shape).SequenceEqual(Others(first.Shape)) || part.Shape.Take(dimension).Any(size => size != 1))
            {
                throw new NoNetworkException(
                    $"it joins samples of shape [{string.Join(", ", first.Shape)}] and [{string.Join(", ", part.Shape)}] "
                        + $"along axis {axis}");
            }
        }

        long width = parts.Sum(part => (long)part.Width);
        if (!SizeLimits.Allow(width))
            throw new NoNetworkException($"it gives {width} numbers for a sample; {SizeLimits.Max} are possible");
        View[] views = [View.Of(new Concatenation([.. parts.Select(part => part.Close().Plain(part.Type))]), (int)width)];
        int[] shape = [.. first.Shape];
        shape[dimension] = parts.Sum(part => part.Shape[dimension]);
        return (first with { Shape = shape }).By(node, views);

        IEnumerable<int> Others(int[] sizes) => sizes.Where((_, i) => i != dimension);
    }
}
