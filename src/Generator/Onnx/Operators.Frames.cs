using GenNet.Generator.Model;
using GenNet.Generator.ModelFiles;
using static GenNet.Generator.Onnx.GraphValue;
using DataType = Onnx.TensorProto.Types.DataType;

namespace GenNet.Generator.Onnx;

/// <summary>What puts the dimensions of windows in another order, and what takes one row of the frames.</summary>
internal static partial class Operators
{
    private const string AllFrames =
        "it makes one row of all frames, which no layer reads; the last frame (Gather, Slice) or their mean (ReduceMean) is a row";

    /// <summary>The place of the dimension of the frames; null where there are none.</summary>
    private static int? TimeAxis(Signal x) => x.Layout?.Axes.IndexOf(Axis.Time) is int place and >= 0 ? place : null;

    private static Signal TransposeFrames(Signal x, long[]? order)
    {
        Dimension[] dimensions = x.Arrangement;
        int[] places = order is null
            ? [.. Enumerable.Range(0, dimensions.Length).Reverse()]
            : Array.ConvertAll(order, axis => Place(axis, dimensions.Length));
        if (places.Length != dimensions.Length || places.Distinct().Count() != places.Length)
            throw new NoNetworkException($"it orders {places.Length} dimensions anew; its input has {dimensions.Length}");
        int[] features = [.. places.Where(place => dimensions[place] is { Axis: Axis.Features, Size: > 1 })];
        return features.SequenceEqual(features.OrderBy(place => place))
            ? x.As([.. places.Select(place => dimensions[place])])
            : throw new NoNetworkException("it puts the features of a sample in another order");
    }

    private static Signal SqueezeFrames(Signal x, long[]? axes)
    {
        Dimension[] dimensions = x.Arrangement;
        if (axes is null)
            throw new NoNetworkException("it has no axes, so that it removes the batch or the frames too where there is one");
        int[] places = Array.ConvertAll(axes, axis => Place(axis, dimensions.Length));
        return Array.TrueForAll(places, place => dimensions[place] is { Axis: Axis.Features, Size: 1 })
            ? x.As([.. dimensions.Where((_, i) => !places.Contains(i))])
            : throw new NoNetworkException("it removes the dimension of the batch, of the frames or of several features");
    }

    private static Signal UnsqueezeFrames(Signal x, long[] axes)
    {
        var dimensions = new List<Dimension>(x.Arrangement);
        int[] places = [.. axes.Select(axis => Place(axis, dimensions.Count + axes.Length)).OrderBy(place => place)];
        if (places.Distinct().Count() < places.Length)
            throw new NoNetworkException("it has an axis twice");
        foreach (int place in places)
            dimensions.Insert(place, new(Axis.Features));
        return x.As(dimensions);
    }

    /// <summary>The same dimensions with others of size 1 between them, and those of features as one or several.</summary>
    private static Signal ReshapeFrames(Signal x, long?[] sizes, bool allowsZero)
    {
        Dimension[] from = x.Arrangement;
        var to = new List<Dimension>();
        int next = 0;
        for (int i = 0; i < sizes.Length; i++)
        {
            long? size = sizes[i] == 0 && !allowsZero && i < from.Length ? x.Dimensions[i] : sizes[i];
            while (next < from.Length && IsOne(from[next]) && size != 1)
                next++;
            if (next < from.Length && from[next].Axis != Axis.Features && (size == x.Dimensions[next] || size == -1))
            {
                to.Add(from[next++]);
            }
            else if (next < from.Length && from[next].Axis == Axis.Features && size is -1 or > 1)
            {
                int features = 1;
                while (next < from.Length && from[next].Axis == Axis.Features && features != size)
                    features *= from[next++].Size;
                if (size != -1 && features != size)
                    throw Misfit();
                to.Add(new(Axis.Features, features));
            }
            else if (size == 1)
            {
                to.Add(new(Axis.Features));
                next += next < from.Length && IsOne(from[next]) ? 1 : 0;
            }
            else
            {
                throw Misfit();
            }
        }

        return from.Skip(next).All(IsOne) ? x.As(to) : throw Misfit();

        static bool IsOne(Dimension dimension) => dimension is { Axis: Axis.Features, Size: 1 };

        NoNetworkException Misfit() => new(
            $"it gives [{string.Join(", ", x.Dimensions.Select(Text))}] the shape [{string.Join(", ", sizes.Select(Text))}]: {AllFrames}");

        static string Text(long? size) => size is null ? "batch" : $"{size}";
    }

    /// <summary>The frames of the window without those after it, the last one, or what a convolution remembers of them.</summary>
    private static GraphValue SelectFrames(GraphNode node, Signal x, int time, int[] frames)
    {
        int last = x.Frames - 1;
        Layout layout = x.Layout!;
        if (frames.SequenceEqual(Enumerable.Range(0, x.Frames)))
            return x;
        if (layout.After > 0 && frames.SequenceEqual(Enumerable.Range(0, x.Frames - layout.After)))
            return x with { Layout = layout with { After = 0 } };
        if (layout is { Before: > 0, After: 0 } && frames.SequenceEqual(Enumerable.Range(x.Steps, layout.Before)))
            return new Rest(null);
        return layout.IsWhole && frames is [int only] && only == last
            ? OverFrames(node, x, isMean: false, keepsAxis: true)
            : throw new NoNetworkException(
                $"it takes other frames of {x.Frames} than the last one ({last}), or the mean of all, which networks have");
    }

    /// <summary>One row of the frames.</summary>
    private static Signal OverFrames(GraphNode node, Signal x, bool isMean, bool keepsAxis)
    {
        int time = TimeAxis(x)!.Value;
        View[] views = [View.Of(new OverTime(x.Close().Plain(x.Type), isMean), x.Width)];
        return x.By(node, views).As([.. x.Arrangement
            .Select((dimension, i) => i == time ? new Dimension(Axis.Features) : dimension)
            .Where((_, i) => keepsAxis || i != time)]);
    }

    private static Signal GlobalAveragePool(GraphNode node)
    {
        Signal x = node.Signal(0);
        return x.Has(Axis.Batch, Axis.Features, Axis.Time)
            ? OverFrames(node, x, isMean: true, keepsAxis: true)
            : throw new NoNetworkException("it takes the mean of other dimensions than those of frames");
    }

    /// <summary>Zeros before the window.</summary>
    private static Signal Pad(GraphNode node)
    {
        const int withInputs = 11;
        Signal x = node.Padded(0);
        long[] pads = node.OperatorSet < withInputs ? node.IntegersOf("pads") ?? [] : node.Constant(1).Integers;
        double value = node.OperatorSet < withInputs ? node.Attribute("value", 0.0) : node.Number(2, 0);
        if (node.Text("mode") is not (null or "constant") and var mode)
            throw new NoNetworkException($"it repeats what it has (mode = '{mode}'); zeros are read (mode = 'constant')");
        if (value != 0)
            throw new NoNetworkException($"it puts {value} before the frames; zeros are read");
        if (pads.Length != 2 * x.Rank || TimeAxis(x) is not int time || pads.Where((_, i) => i != time).Any(pad => pad != 0)
            || !SizeLimits.Allow(pads[time] + x.Frames))
        {
            throw new NoNetworkException(
                $"its pads are [{string.Join(", ", pads)}]; zeros before the frames of a window, for a causal Conv, are read");
        }

        return x with { Node = node.ToString(), Layout = x.Layout! with { Before = x.Layout.Before + (int)pads[time] } };
    }

    /// <summary>What a stream remembers before the window, which starts from zeros.</summary>
    private static Signal WithPast(GraphNode node, long axis)
    {
        Signal x = node.Padded(1);
        long? past = TimeAxis(x) is int time && Place(axis, x.Rank) == time && IsZero(node.Input(0), out long?[]? sizes)
            && sizes?.Length == x.Rank ? sizes[time] : null;
        if (past is null || !SizeLimits.Allow(past.Value + x.Frames))
            throw new NoNetworkException("it joins frames with constants; zeros before the frames, for a causal Conv, are read");
        return x with { Node = node.ToString(), Layout = x.Layout! with { Before = x.Layout.Before + (int)past.Value } };
    }

    /// <summary>Whether it is zeros, of dimensions that may be known.</summary>
    private static bool IsZero(GraphValue value, out long?[]? sizes)
    {
        sizes = value switch
        {
            Start start => start.Dimensions,
            Constant { Tensor: var tensor } => [.. tensor.Shape.Select(size => (long?)size)],
            _ => null,
        };
        return value is Start || (value is Constant { Tensor: { IsFloating: true, Values: var numbers } } && numbers.All(x => x == 0));
    }

    /// <summary>A number so many times, as shapes and paddings have it; many zeros are what a state starts from.</summary>
    private static GraphValue ConstantOfShape(GraphNode node)
    {
        const int most = 64;
        Tensor value = node.HasAttribute("value") ? node.Value() : new([1], [0], DataType.Float);
        if (value.Values is not [double number])
            throw new NoNetworkException($"its value is {value.Values.Length} numbers");
        long?[] sizes = AsSizes(node.Input(0));
        double count = sizes.Aggregate(1.0, (product, size) => product * (size ?? double.PositiveInfinity));
        if (count <= most && sizes.All(size => size >= 0))
            return new Constant(new([.. sizes.Select(size => (int)size!.Value)], [.. Enumerable.Repeat(number, (int)count)], value.Type));
        return number == 0 && value.IsFloating
            ? new Start(sizes)
            : throw new NoNetworkException($"it makes numbers of the shape [{string.Join(", ", sizes)}]");
    }

    /// <summary>Zeros for each sample of a batch.</summary>
    private static Start Expand(GraphNode node)
    {
        long?[] sizes = AsSizes(node.Input(1));
        return IsZero(node.Input(0), out _)
            ? new(sizes)
            : throw new NoNetworkException("it repeats other numbers than zeros");
    }
}
