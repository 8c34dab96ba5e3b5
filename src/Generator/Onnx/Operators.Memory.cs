using GenNet.Generator.Model;
using GenNet.Generator.ModelFiles;
using static GenNet.Generator.Onnx.GraphValue;

namespace GenNet.Generator.Onnx;

/// <summary>Layers with memory: causal convolutions over frames, and recurrent layers.</summary>
internal static partial class Operators
{
    /// <summary>A convolution over frames that sees none that comes.</summary>
    private static Signal Conv(GraphNode node)
    {
        Signal x = node.Padded(0);
        Tensor weights = node.Constant(1);
        if (weights is not { IsFloating: true, Shape: [int units, int each, int kernel] })
        {
            throw new NoNetworkException(
                $"its weights have the shape [{string.Join(", ", weights.Shape)}]; [channels x inputs x kernel] is needed, over frames");
        }

        if (!x.Has(Axis.Batch, Axis.Features, Axis.Time) || x.Layout!.After > 0)
            throw new NoNetworkException("it goes over other dimensions than [batch x channels x frames]", isOfOrder: true);
        if (node.Text("auto_pad") is not (null or "NOTSET") and var auto)
            throw new NoNetworkException($"it pads as its input needs (auto_pad = '{auto}'); pads are read");
        if (node.IntegersOf("strides") is not (null or [1]) and var strides)
            throw new NoNetworkException($"it leaves frames out (strides = {strides![0]}); strides of 1 are read");
        if (node.IntegersOf("kernel_shape") is long[] said && !said.SequenceEqual([kernel]))
            throw new NoNetworkException($"its kernel_shape is [{string.Join(", ", said)}], and its weights have {kernel} taps");
        if (weights.Type != x.Type)
            throw new NoNetworkException($"its weights are of type {weights.Type}, and what they multiply is of type {x.Type}");
        long dilation = (node.IntegersOf("dilations") ?? [1]) is [var distance] ? distance : 0, groups = node.Attribute("group", 1);
        long[] pads = node.IntegersOf("pads") ?? [0, 0];
        if (!SizeLimits.Allow(dilation) || !SizeLimits.Allow(units) || !SizeLimits.Allow(kernel)
            || !SizeLimits.Allow(((kernel - 1) * dilation) + 1) || !SizeLimits.Allow((long)kernel * x.Width))
        {
            throw new NoNetworkException(
                $"it has {units} channels of {kernel} taps, {dilation} frames apart, over {x.Width} inputs; none of these, "
                    + $"1 + (kernel - 1) * dilation and kernel * inputs may be more than {SizeLimits.Max}");
        }

        if (!SizeLimits.Allow(groups) || x.Width != each * groups || units % groups != 0)
        {
            throw new NoNetworkException(
                $"it has {groups} groups of {each} inputs for {units} channels, and its input has {x.Width} channels");
        }

        long past = (kernel - 1) * dilation;
        if (pads is not [>= 0 and <= SizeLimits.Max and long before, >= 0 and <= SizeLimits.Max and long after]
            || x.Layout.Before + before != past || after > past)
        {
            throw new NoNetworkException(
                $"its taps reach {past} frames, and it pads by [{string.Join(", ", pads)}] behind {x.Layout.Before} zeros: networks have "
                    + $"causal convolutions, which pads = [{past}, 0] are, or a Pad of {past} zeros before the frames");
        }

        bool hasBias = node.HasInput(2);
        Tensor? bias = hasBias ? node.Constant(2) : null;
        if (bias is not null && (bias.Type != x.Type || !bias.Shape.SequenceEqual([units])))
        {
            throw new NoNetworkException(
                $"its bias is of type {bias.Type} and shape [{string.Join(", ", bias.Shape)}]; {x.Type} and [{units}] are needed");
        }

        var product = new Product(
            x.Close().Plain(x.Type), weights, weights.Type, Scale: 1, Bias: bias is null ? 0 : new Number(bias.Values), hasBias,
            Taps: new(kernel, (int)dilation, (int)groups));
        View[] views = [View.Of(product, units)];
        return (x with { Layout = x.Layout with { Before = 0, After = (int)after } }).By(node, views)
            .As([new(Axis.Batch), new(Axis.Features, units), new(Axis.Time)]);
    }

    /// <summary>Y, the state at every frame; or what is left of it behind the last one.</summary>
    private static GraphValue Recurrent(GraphNode node, int output, bool isLSTM)
    {
        Signal x = node.Signal(0);
        View[] views = [node.Once(() => View.Of(Recurrence(node, x, isLSTM)))];
        Signal states = x.By(node, views)
            .As([new(Axis.Time), new(Axis.Features), new(Axis.Batch), new(Axis.Features, views[0].Stage.Width)]);
        return output switch
        {
            0 => states,
            1 => new Rest(OverFrames(node, states, isMean: false, keepsAxis: false)),
            _ => new Rest(null),
        };
    }

    private static Recurrence Recurrence(GraphNode node, Signal x, bool isLSTM)
    {
        const int lengths = 4, state = 5, cell = 6, peepholes = 7;
        string[] activations = isLSTM ? ["Sigmoid", "Tanh", "Tanh"] : ["Sigmoid", "Tanh"];
        int gates = isLSTM ? 4 : 3;
        Tensor w = node.Constant(1), r = node.Constant(2);
        if (!x.Has(Axis.Time, Axis.Batch, Axis.Features))
            throw new NoNetworkException("it goes over other dimensions than [frames x batch x inputs]", isOfOrder: true);
        if (node.Text("direction") is not (null or "forward") and var direction)
            throw new NoNetworkException($"its direction is {direction}, so that it sees frames that come; forward is read");
        if (node.Texts("activations") is string[] others && !others.SequenceEqual(activations))
        {
            throw new NoNetworkException(
                $"its activations are {string.Join(", ", others)}; {string.Join(", ", activations)} are read");
        }

        if (node.HasAttribute("clip"))
            throw new NoNetworkException("it clips what its gates take (clip); one that does not is read");
        if (node.Attribute("layout", 0) != 0)
            throw new NoNetworkException("it has the batch before the frames (layout = 1); layout = 0 is read, between two Transpose");
        if (node.HasInput(lengths))
            throw new NoNetworkException("it has a length for each sequence (sequence_lens); windows of one length are read");
        if (isLSTM && node.HasInput(peepholes))
            throw new NoNetworkException("its gates see the cell (P, peepholes); those of PyTorch's nn.LSTM are read");
        if (isLSTM && node.Attribute("input_forget", 0) != 0)
            throw new NoNetworkException("its input gate and its forget gate are one (input_forget = 1); input_forget = 0 is read");
        if (!isLSTM && node.Attribute("linear_before_reset", 0) == 0)
        {
            throw new NoNetworkException(
                "its reset gate acts before the product with the state (linear_before_reset = 0); linear_before_reset = 1 is read, as "
                    + "PyTorch's nn.GRU and Keras's reset_after=True have it");
        }

        foreach (int input in isLSTM ? [state, cell] : new[] { state })
        {
            if (node.HasInput(input) && !IsZero(node.Input(input), out _))
                throw new NoNetworkException("its initial state is not zero; zeros, or an input of the model, are read");
        }

        long units = node.Attribute("hidden_size", r.Shape.LastOrDefault());
        if (!SizeLimits.Allow(units))
            throw new NoNetworkException($"it has {units} units; from 1 to {SizeLimits.Max} are possible");
        Check(w, gates * units, x.Width);
        Check(r, gates * units, units);
        double[] biases = new double[2 * gates * units];
        const int bias = 3;
        if (node.HasInput(bias))
        {
            Check(node.Constant(bias), biases.Length);
            biases = node.Constant(bias).Values;
        }

        // z, r, n of a GRU, and i, o, f, g of an LSTM: networks have r, z, n and i, f, g, o.
        int[] order = isLSTM ? [0, 2, 3, 1] : [1, 0, 2];
        return new(
            x.Close().Plain(x.Type), isLSTM, (int)units, w.Type,
            [
                .. InOrder(w.Values), .. InOrder(r.Values), .. InOrder([.. biases.Take(biases.Length / 2)]),
                .. InOrder([.. biases.Skip(biases.Length / 2)]),
            ]);

        IEnumerable<double> InOrder(double[] values) =>
            order.SelectMany(gate => new ArraySegment<double>(values, gate * (values.Length / gates), values.Length / gates));

        void Check(Tensor tensor, params long[] sizes)
        {
            if (tensor.Type != x.Type || !tensor.Shape.Select(size => (long)size).SequenceEqual([1, .. sizes]))
            {
                throw new NoNetworkException(
                    $"it has weights of type {tensor.Type} and shape [{string.Join(", ", tensor.Shape)}]; {x.Type} and "
                        + $"[1, {string.Join(", ", sizes)}] are needed");
            }
        }
    }
}
