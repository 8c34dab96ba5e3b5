namespace GenNet.Generator.Tests.Gradcheck;

/// <summary>
/// Draws inputs and layers that read any values above them, several times too, and puts side by side what nothing has read, for the layer
/// below.
/// </summary>
internal sealed class DrawnGraph
{
    private const int MaxLayers = 9;

    // Few, so that many values can be added; some fill vectors.
    private static readonly int[] s_widths = [1, 3, 8, 16, 17];

    private static readonly Activation[] s_activations = [.. Enum.GetValues<Activation>().Where(g => g != Activation.Exponential)];

    private readonly List<(string Name, int Width)> _values = [];
    private readonly HashSet<string> _unread = [];
    private readonly List<string> _lines = [];
    private readonly Random _random;

    private DrawnGraph(Random random) => _random = random;

    /// <summary>The declaration in C#, a line for each attribute.</summary>
    public static string Of(Random random)
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

        if (!graph._unread.SetEquals([graph._values[^1].Name]))
            graph._lines.Add($"[Concat({string.Join(", ", graph._unread.Order().Select(name => $"\"{name}\""))})]");
        return string.Concat(graph._lines.Select(line => line + "\n"));
    }

    private void Input()
    {
        int size = Width();
        _lines.Add($"[Input(\"{Write(size)}\", {size})]");
    }

    private void Layer()
    {
        (string from, int width) = Any(_values);
        string above = _values[^1].Name;
        switch (_random.Next(8))
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
                string other = Any([.. _values.Where(value => value.Width == width)]).Name;
                _unread.Remove(other);
                Add($"Add(\"{other}\"", width);
                break;
            case 6:
                (string Name, int Width)[] parts = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Any(_values))];
                foreach ((string part, _) in parts)
                    _unread.Remove(part);
                _lines.Add(
                    $"[Concat({string.Join(", ", parts.Select(part => $"\"{part.Name}\""))}, "
                    + $"Name = \"{Write(parts.Sum(part => part.Width))}\")]");
                break;
            case 7:
                Add("LayerNorm(Epsilon = 0.1" + (_random.Next(2) == 0 ? ", Affine = false" : ""), width);
                break;
        }

        void Add(string layer, int written)
        {
            string reads = from == above ? "" : $", From = \"{from}\"";
            _unread.Remove(from);
            _lines.Add($"[{layer}{reads}, Name = \"{Write(written)}\")]{(_random.Next(6) == 0 ? Dropout(written) : "")}");
        }
    }

    /// <summary>Dropout of the value above, which only training has.</summary>
    private string Dropout(int width)
    {
        _unread.Remove(_values[^1].Name);
        return $"\n[Dropout(0.5, Name = \"{Write(width)}\")]";
    }

    /// <summary>Names the next value.</summary>
    private string Write(int width)
    {
        string name = $"v{_values.Count}";
        _values.Add((name, width));
        _unread.Add(name);
        return name;
    }

    private int Width() => Any(s_widths);

    private T Any<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
