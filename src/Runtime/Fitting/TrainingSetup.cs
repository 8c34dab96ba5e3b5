using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GenNet;

/// <summary>What was trained, how and where, as text for who reads of it later.</summary>
internal sealed record TrainingSetup
{
    // That of the commit too, where the build knows it.
    private static readonly string s_version =
        typeof(TrainingSetup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>The network's class.</summary>
    public required string Network { get; init; }

    public required int InputSize { get; init; }

    public required int ParameterCount { get; init; }

    public required IReadOnlyList<LayerDescription> Layers { get; init; }

    /// <summary>What <see cref="TrainingOptions{T}.Threshold"/> was.</summary>
    public required double Threshold { get; init; }

    /// <summary>What was decided about the training, by name.</summary>
    public required IReadOnlyList<(string Name, string Value)> Hyperparameters { get; init; }

    /// <summary>What it ran on, by name.</summary>
    public required IReadOnlyList<(string Name, string Value)> Machine { get; init; }

    public required DateTimeOffset Began { get; init; }

    /// <param name="network">The network.</param>
    /// <param name="training">What it learns from.</param>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="initialRate">The learning rate that it started with.</param>
    /// <param name="options">Everything else.</param>
    /// <param name="began">When.</param>
    public static TrainingSetup Of<T>(
        INeuralNetwork<T> network, Dataset<T> training, Optimizer optimizer, double initialRate, TrainingOptions<T> options,
        DateTimeOffset began)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new()
        {
            Network = network.GetType().Name,
            InputSize = network.InputSize,
            ParameterCount = network.ParameterCount,
            Layers = network.Layers,
            Threshold = options.Threshold,
            Hyperparameters =
            [
                ("optimizer", optimizer.GetType().Name),
                ("learning rate", Text(initialRate)),
                .. optimizer.Hyperparameters.Select(one => (Words(one.Name), Text(one.Value))),
                .. Given("gradient clipped by value", optimizer.ClipValue),
                .. Given("gradient clipped by norm", optimizer.ClipNorm),
                .. Given("schedule", options.Schedule?.GetType().Name),
                ("epochs", Text(options.Epochs)),
                ("batch size", Text(options.BatchSize)),
                ("seed", Text(options.Seed)),
                ("training samples", Text(training.Count)),
                .. Given("validation samples", options.Validation?.Count),
                .. Given("sample weights", training.SampleWeights.IsEmpty ? null : true),
                .. Given("shards of a batch", options.DataParallel?.Shards),
                .. Given("early stopping by", options.EarlyStopping?.Monitor),
                .. Given("patience, epochs", options.EarlyStopping?.Patience),
                .. Given("improvement at least", options.EarlyStopping?.MinDelta),
                .. Given("best parameters restored", options.EarlyStopping?.RestoreBest),
                ("precision", typeof(T) == typeof(float) ? "single" : "double"),
                ("reduction of losses", Text(network.Reduction)),
            ],
            Machine =
            [
                ("system", RuntimeInformation.OSDescription),
                ("architecture", Text(RuntimeInformation.ProcessArchitecture)),
                ("vectors", $"{Text(VectorBits)} bits"),
                ("processors", Text(Environment.ProcessorCount)),
                ("threads of the network", Text(network.Threads)),
                ("runtime", RuntimeInformation.FrameworkDescription),
                ("GenNet", s_version),
            ],
            Began = began,
        };

    private static int VectorBits =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    private static IEnumerable<(string Name, string Value)> Given(string name, object? value) => value is null ? [] : [(name, Text(value))];

    private static string Text(object value) => value switch
    {
        true => "yes",
        false => "no",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary><c>weight decay</c> for <c>WeightDecay</c>.</summary>
    private static string Words(string name) =>
        string.Concat(name.Select(letter => char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}")).TrimStart();
}
