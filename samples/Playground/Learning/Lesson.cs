using GenNet.Networks;

namespace GenNet.Playground.Learning;

/// <summary>A network that learns points, one minibatch after the other, while both may change.</summary>
public sealed class Lesson
{
    // Enough for a smooth line over the chart's width.
    private const int MaxHistory = 240;

    private readonly List<Sample> _points = [];
    private readonly List<float> _losses = [];
    private Adam _adam = null!;
    private Random _random = null!;
    private int[] _order = [];
    private int _next;
    private int _epochsPerLoss;

    /// <summary>Starts with a network that knows nothing, and no points.</summary>
    public Lesson(Architecture architecture)
    {
        Architecture = architecture;
        Restart();
    }

    /// <summary>The points.</summary>
    public IReadOnlyList<Sample> Points => _points;

    /// <summary>What the network is.</summary>
    public Architecture Architecture { get; private set; }

    /// <summary>What learns.</summary>
    public INeuralNetwork<float> Network { get; private set; } = null!;

    /// <summary>The step size; it may change while the network learns.</summary>
    public double LearningRate { get; set; } = 0.003;

    /// <summary>How far points are moved at random each time the network sees them: a standard deviation.</summary>
    public double Noise { get; set; }

    /// <summary>The number of points in a step.</summary>
    public int BatchSize { get; set; } = 16;

    /// <summary>What the first weights, the order of the points and the noise follow from.</summary>
    public int Seed { get; private set; } = 1;

    /// <summary>How often the network has seen every point.</summary>
    public int Epoch { get; private set; }

    /// <summary>The loss of all points without noise, at the end of the last epoch; NaN before the first.</summary>
    public float Loss { get; private set; } = float.NaN;

    /// <summary>The share of points on the right side of the border; null of a curve.</summary>
    public double? Accuracy { get; private set; }

    /// <summary>The losses so far, at equal distances.</summary>
    public IReadOnlyList<float> Losses => _losses;

    /// <summary>Adds a point.</summary>
    public void Add(Sample point)
    {
        _points.Add(point);
        _order = [];
    }

    /// <summary>Takes the point nearest to a place away, if it is near.</summary>
    /// <returns>Whether there was one.</returns>
    public bool RemoveNear(float x, float y, float radius = 0.1f)
    {
        if (_points.Count == 0)
            return false;
        Sample nearest = _points.MinBy(point => point.DistanceTo(x, y));
        if (nearest.DistanceTo(x, y) > radius * radius)
            return false;
        _points.Remove(nearest);
        _order = [];
        return true;
    }

    /// <summary>Replaces all points, and starts again.</summary>
    public void Replace(IEnumerable<Sample> points)
    {
        _points.Clear();
        _points.AddRange(points);
        Restart();
    }

    /// <summary>Starts again with another network.</summary>
    public void Choose(Architecture architecture)
    {
        if (architecture.Subject != Architecture.Subject)
            _points.Clear();
        Architecture = architecture;
        Restart();
    }

    /// <summary>Starts again from another seed.</summary>
    public void Reseed(int seed)
    {
        Seed = seed;
        Restart();
    }

    /// <summary>Forgets what was learnt.</summary>
    public void Restart()
    {
        Network = Architecture.Create(Seed);
        _adam = new Adam(LearningRate);
        _random = new Random(Seed);
        _order = [];
        _losses.Clear();
        _epochsPerLoss = 1;
        Epoch = 0;
        Loss = float.NaN;
        Accuracy = null;
    }

    /// <summary>Takes one step on the next points; there must be some.</summary>
    public void Step()
    {
        if (_order.Length != _points.Count)
        {
            _order = [.. Enumerable.Range(0, _points.Count)];
            _next = 0;
        }

        if (_next == 0)
            _random.Shuffle(_order);
        int count = Math.Min(BatchSize, _order.Length - _next);
        (float[] inputs, float[] targets) = Batch(_order.AsSpan(_next, count), Noise);
        _adam.LearningRate = LearningRate;
        Network.Train(inputs, targets, _adam);
        _next += count;
        if (_next < _order.Length)
            return;
        _next = 0;
        Epoch++;
        Evaluate();
    }

    /// <summary>The points of a batch as the network reads them.</summary>
    private (float[] Inputs, float[] Targets) Batch(ReadOnlySpan<int> order, double noise)
    {
        float[] inputs = new float[order.Length * Network.InputSize], targets = new float[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            Sample point = _points[order[i]];
            if (noise > 0)
                point = point with { X = Shaken(point.X), Y = Shaken(point.Y) };
            inputs[i * Network.InputSize] = point.X;
            if (Architecture.Subject == Subject.Classes)
                inputs[i * 2 + 1] = point.Y;
            targets[i] = Architecture.Subject == Subject.Classes ? point.Class : point.Y;
        }

        return (inputs, targets);

        float Shaken(float x) => (float)(x + noise * PointSet.Normal(_random));
    }

    private void Evaluate()
    {
        (float[] inputs, float[] targets) = Batch(_order, 0);
        float[] outputs = new float[targets.Length];
        Loss = Network.ComputeLoss(new Samples<float>(inputs, targets), outputs);
        if (Architecture.Subject == Subject.Classes)
            Accuracy = targets.Zip(outputs).Count(pair => pair.First > 0.5 == pair.Second > 0.5) / (double)targets.Length;
        if (Epoch % _epochsPerLoss != 0)
            return;
        _losses.Add(Loss);
        if (_losses.Count < MaxHistory)
            return;

        // Every second one from here on.
        for (int i = 0; i < MaxHistory / 2; i++)
            _losses[i] = _losses[2 * i + 1];
        _losses.RemoveRange(MaxHistory / 2, _losses.Count - MaxHistory / 2);
        _epochsPerLoss *= 2;
    }
}
