namespace GenNet.Playground.Learning;

/// <summary>One of the networks to choose from: see docs/choosing-at-run-time.md.</summary>
/// <param name="Name">What the visitor reads, and the class's name.</param>
/// <param name="Subject">What it can learn.</param>
/// <param name="Create">Makes one from a seed.</param>
public sealed record Architecture(string Name, Subject Subject, Func<int, INeuralNetwork<float>> Create)
{
    /// <summary>All of them: the only place that lists the classes.</summary>
    public static IReadOnlyList<Architecture> All { get; } =
    [
        new(nameof(Linear), Subject.Classes, seed => new Linear(seed)),
        new(nameof(Small), Subject.Classes, seed => new Small(seed)),
        new(nameof(Wide), Subject.Classes, seed => new Wide(seed)),
        new(nameof(Deep), Subject.Classes, seed => new Deep(seed)),
        new(nameof(Angular), Subject.Classes, seed => new Angular(seed)),
        new(nameof(Line), Subject.Curve, seed => new Line(seed)),
        new(nameof(WideCurve), Subject.Curve, seed => new WideCurve(seed)),
        new(nameof(DeepCurve), Subject.Curve, seed => new DeepCurve(seed)),
    ];

    /// <summary>What learns a subject when the page opens.</summary>
    public static Architecture DefaultOf(Subject subject) =>
        All.Single(architecture => architecture.Name == (subject == Subject.Classes ? nameof(Deep) : nameof(DeepCurve)));

    /// <summary>Its name and shape: <c>Deep: 2 → 8 → 8 → 1, Tanh</c>.</summary>
    public string Title { get; } = Describe(Name, Create(0));

    private static string Describe(string name, INeuralNetwork<float> network)
    {
        IEnumerable<int> sizes = [network.InputSize, .. network.Layers.OfType<DenseDescription>().Select(layer => layer.Units)];
        string activation = network.Layers.OfType<ActivationDescription>().FirstOrDefault() is { } first && sizes.Count() > 2
            ? $", {first}" : "";
        return $"{name}: {string.Join(" → ", sizes)}{activation}";
    }
}
