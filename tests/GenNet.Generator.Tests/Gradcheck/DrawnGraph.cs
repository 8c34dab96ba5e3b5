namespace GenNet.Generator.Tests.Gradcheck;

/// <summary>
/// Draws inputs and layers that read any values above them, several times too, and puts side by side what nothing has read, for the layer
/// below. One in five is a graph over windows of frames, with the kinds that have a memory.
/// </summary>
internal sealed class DrawnGraph
{
    private const int MaxLayers = 9;

    // Few, so that many values can be added; some fill vectors.
    private static readonly int[] s_widths = [1, 3, 8, 16, 17];

    private static readonly Activation[] s_activations = [.. Enum.GetValues<Activation>().Where(g => g != Activation.Exponential)];

    // Those of gates act on numbers that are nowhere looked at for kinks.
    private static readonly Activation[] s_smooth =
        [Activation.Identity, Activation.Sigmoid, Activation.Tanh, Activation.SiLU, Activation.GELU, Activation.Softplus];

    private readonly List<Written> _values = [];
    private readonly HashSet<string> _unread = [], _dropped = [];
    private readonly List<string> _lines = [];
    private readonly Random _random;
    private readonly int _steps;

    private DrawnGraph(Random random)
    {
        _random = random;
        _steps = random.Next(5) == 0 ? random.Next(2, 5) : 1;
    }

    private bool HasWindows => _steps > 1;

    /// <summary>
    /// The declaration in C#, a line for each attribute; half of the time its outputs, heads on any values, and values that are read
    /// too; and of windows the options of the network.
    /// </summary>
    public static (string Options, string Layers, string Outputs) Of(Random random)
    {
        var graph = new DrawnGraph(random);
        int inputs = random.Next(1, 4), layers = random.Next(1, MaxLayers + 1);
        graph.Input();
        for (int i = 0; i < layers; i++)
        {
            if (inputs > 1 && random.Next(3) == 0)
            {
                graph.Input();
                inputs--;
            }

            graph.Layer();
        }

        graph.Align();
        string outputs = "";
        if (random.Next(2) == 0)
            outputs = graph.Outputs();
        else
            graph.Join();
        return (graph.HasWindows ? graph.WindowOptions() : "", graph.Text, outputs);
    }

    /// <summary>Makes all that is unread sequences, or single rows.</summary>
    private void Align()
    {
        if (_values.Where(value => _unread.Contains(value.Name)).Any(value => !value.IsSequence))
        {
            foreach (Written value in _values.Where(value => value.IsSequence && _unread.Contains(value.Name)).ToArray())
            {
                _unread.Remove(value.Name);
                _lines.Add($"[{OverTime()}(From = \"{value.Name}\", Name = \"{Write(value.Width, isSequence: false)}\")]");
            }
        }
    }

    /// <summary>Puts side by side what is unread.</summary>
    private void Join()
    {
        if (!_unread.SetEquals([_values[^1].Name]))
            _lines.Add($"[Concat({string.Join(", ", _unread.Order().Select(name => $"\"{name}\""))})]");
    }

    private string WindowOptions()
    {
        bool isSequence = _values.Any(value => _unread.Contains(value.Name) && value.IsSequence);
        return $"Steps = {_steps}, " + (isSequence && _random.Next(2) == 0 ? $"BurnIn = {_random.Next(_steps)}, " : "");
    }

    private string OverTime() => Any(["Last", "MeanOverTime"]);

    private string Text => string.Concat(_lines.Select(line => line + "\n"));

    /// <summary>Heads with losses of their own on what is unread and on some that is read, in any order.</summary>
    private string Outputs()
    {
        string[] unread = [.. _unread.Order()];
        bool isSequence = _values.Find(value => value.Name == unread[0])!.IsSequence;
        List<string> outputs = [];
        foreach (string value in unread.Append(Any([.. _values.Where(value => value.IsSequence == isSequence)]).Name))
        {
            Loss loss = Any(Enum.GetValues<Loss>());
            Activation activation = Any(LossFacts.Outputs(loss));
            int units = Width();
            _lines.Add($"[Dense({units}, Activation.{activation}, From = \"{value}\", Name = \"{Write(units, isSequence)}\")]");
            outputs.Add(Output(_values[^1].Name, loss, Smooths(loss) && _random.Next(3) == 0 ? ", LabelSmoothing = 0.1" : ""));
        }

        // One that is read as well, or an input; what dropout writes is no output.
        string[] inner =
        [
            .. _values.Where(value => value.IsSequence == isSequence).Select(value => value.Name)
                .Where(value => !unread.Contains(value) && !_dropped.Contains(value)),
        ];
        string[] ends = [.. outputs.Select(output => output.Split('"')[1])];
        if (_random.Next(2) == 0 && inner.Except(ends).ToArray() is { Length: > 0 } others)
            outputs.Add(Output(Any(others), Loss.Huber, ""));
        return string.Join('\n', outputs.OrderBy(_ => _random.Next()));

        string Output(string name, Loss loss, string smoothing) =>
            $"[Output(\"{name}\", Loss = Loss.{loss}{smoothing}, Weight = {Any(["1", "0.5", "3", "0"])})]";
    }

    private static bool Smooths(Loss loss) => loss is Loss.CrossEntropy or Loss.NegativeLogLikelihood or Loss.BinaryCrossEntropy;

    private void Input()
    {
        int size = Width();
        if (_random.Next(4) > 0)
        {
            _lines.Add($"[Input(\"{Write(size, HasWindows)}\", {size})]");
            return;
        }

        // Only the table reads the categories: there is no derivative by them.
        int count = _random.Next(1, 12), numbers = _random.Next(1, 5);
        string name = Write(size * numbers, HasWindows);
        _lines.Add($"[Input(\"{name}_categories\", {size})]\n[Embedding({count}, {numbers}, Name = \"{name}\")]");
    }

    private void Layer()
    {
        (string from, int width, bool isSequence) = Any(_values);
        string above = _values[^1].Name;
        switch (_random.Next(isSequence ? 12 : 9))
        {
            case 0 or 1:
                Add($"Dense({width}, Activation.{Any(s_activations)}", width);
                break;
            case 2:
                int units = Width();
                Add($"Dense({units}", units);
                break;
            case 3:
                Add($"Activate(Activation.{Any(s_activations)}", width);
                break;
            case 4 or 5:
                string other = Any([.. _values.Where(value => value.Width == width && value.IsSequence == isSequence)]).Name;
                _unread.Remove(other);
                Add($"Add(\"{other}\"", width);
                break;
            case 6:
                Written[] alike = [.. _values.Where(value => value.IsSequence == isSequence)];
                Written[] parts = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Any(alike))];
                foreach (Written part in parts)
                    _unread.Remove(part.Name);
                _lines.Add(
                    $"[Concat({string.Join(", ", parts.Select(part => $"\"{part.Name}\""))}, "
                    + $"Name = \"{Write(parts.Sum(part => part.Width), isSequence)}\")]");
                break;
            case 7:
                // Of a single unit LayerNorm leaves beta, and without it a 0, which is a kink of many activations.
                List<string> normalizations = ["LayerNorm(Epsilon = 0.1"];
                if (width > 1) normalizations.Add("LayerNorm(Epsilon = 0.1, Affine = false");
                if (!HasWindows) normalizations.Add("BatchNorm(Epsilon = 0.1");
                Add(Any(normalizations), width);
                break;
            case 8:
                if (width % 2 > 0)
                    goto case 2;
                Add($"Gated(Activation.{Any(s_smooth)}, Activation.{Any(s_smooth)}", width / 2);
                break;
            case 9:
                int states = Width();
                Add($"{Any(["GRU", "LSTM"])}({states}", states);
                break;
            case 10:
                int groups = Any([.. Enumerable.Range(1, width).Where(divisor => width % divisor == 0)]);
                int channels = groups * _random.Next(1, 3);
                Add(
                    $"Conv1D({channels}, {_random.Next(1, 4)}, Activation.{Any(s_activations)}, Dilation = {_random.Next(1, 4)}, "
                    + $"Groups = {groups}, Bias = {Any(["true", "false"])}", channels);
                break;
            case 11:
                isSequence = false;
                Add($"{OverTime()}(", width);
                break;
        }

        void Add(string layer, int written)
        {
            string reads = from == above ? "" : $"From = \"{from}\", ", comma = layer.EndsWith('(') ? "" : ", ";
            _unread.Remove(from);
            string name = Write(written, isSequence);
            _lines.Add($"[{layer}{comma}{reads}Name = \"{name}\")]{(_random.Next(6) == 0 ? Dropout(written, isSequence) : "")}");
        }
    }

    /// <summary>Dropout of the value above, which only training has.</summary>
    private string Dropout(int width, bool isSequence)
    {
        _unread.Remove(_values[^1].Name);
        string name = Write(width, isSequence);
        _dropped.Add(name);
        return $"\n[Dropout(0.5, Name = \"{name}\")]";
    }

    /// <summary>Names the next value.</summary>
    private string Write(int width, bool isSequence)
    {
        string name = $"v{_values.Count}";
        _values.Add(new(name, width, isSequence));
        _unread.Add(name);
        return name;
    }

    private int Width() => Any(s_widths);

    private T Any<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    /// <summary>A value, with the numbers of a sample or of each frame.</summary>
    private sealed record Written(string Name, int Width, bool IsSequence);
}
