using GenNet.Networks;

namespace GenNet.Tests.Fitting;

/// <summary>
/// A network whose losses are told beforehand, and whose only parameter is the number of steps taken. What it was trained on is
/// the sum of <see cref="Trained"/>: the feature of each sample, a list for each step.
/// </summary>
internal sealed class ScriptedNetwork : INeuralNetwork<ScriptedNetwork, float>
{
    public static int InputSize => 1;

    public static int OutputSize => 1;

    public static int LayerCount => 1;

    public static int ParameterCount => 1;

    public static Reduction Reduction => Reduction.Mean;

    public static IReadOnlyList<LayerDescription> Layers => [];

    public static IReadOnlyList<OutputDescription> Outputs =>
        [new("output", 0, 1, "MeanSquaredError", 1, TakesClasses: false, Source: new(-1, 0, 1))];

    public int Threads { get; set; } = 1;

    /// <summary>The training loss of a step, from 1.</summary>
    public Func<int, float> TrainingLoss { get; init; } = _ => 1;

    /// <summary>The loss on other data after a number of steps.</summary>
    public Func<int, float> ValidationLoss { get; init; } = _ => 1;

    /// <summary>The output for a feature after a number of steps.</summary>
    public Func<int, float, float> Output { get; init; } = (_, feature) => feature;

    /// <summary>Called in each step.</summary>
    public Action<int> OnStep { get; init; } = _ => { };

    public bool Records { get; init; } = true;

    public int Steps
    {
        get
        {
            Span<float> steps = [0];
            Parameters.Get(steps);
            return (int)steps[0];
        }

        private set => Parameters.Set([value]);
    }

    public List<float[]> Trained { get; } = [];

    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        Assert.Equal(inputs.Length, outputs.Length);
        for (int i = 0; i < inputs.Length; i++)
            outputs[i] = Output(Steps, inputs[i]);
    }

    public float Train(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Optimizer optimizer)
    {
        if (inputs.Length != targets.Length)
            Assert.Fail("Features and targets do not fit.");
        if (Records)
            Trained.Add(inputs.ToArray());
        OnStep(++Steps);
        return TrainingLoss(Steps);
    }

    public float Train(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, Optimizer optimizer)
    {
        Assert.Equal(inputs.Length, labels.Length);
        OnStep(++Steps);
        return TrainingLoss(Steps);
    }

    public float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets) => ValidationLoss(Steps);

    public float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels) => ValidationLoss(Steps);

    public float Train(in Samples<float> samples, Optimizer optimizer, Span<float> outputLosses) => samples.Labels.IsEmpty
        ? Train(samples.Inputs, samples.Targets, optimizer)
        : Train(samples.Inputs, samples.Labels, optimizer);

    public float ComputeLoss(in Samples<float> samples, Span<float> outputs, Span<float> outputLosses)
    {
        if (!outputs.IsEmpty)
            Predict(samples.Inputs, outputs);
        return ValidationLoss(Steps);
    }

    public void GetParameters(Span<float> destination) => Parameters.Get(destination);

    public void SetParameters(ReadOnlySpan<float> source) => Parameters.Set(source);

    public ScriptedNetwork Clone() => throw new NotSupportedException();

    public ParameterStore<float> Parameters { get; } = new(new(1, [], [new("steps", "steps", [1], Start: 0, Strides: [1])]), seed: 0);

    public ShardOperations<float> Shards => throw new NotSupportedException();

    public static ScriptedNetwork Load(string path) => throw new NotSupportedException();

    public static ScriptedNetwork Load(string path, TensorNames names) => throw new NotSupportedException();

    public static ScriptedNetwork Load(Stream stream) => throw new NotSupportedException();

    public float ComputeGradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient) =>
        throw new NotSupportedException();

    public float ComputeGradient(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, Span<float> gradient) =>
        throw new NotSupportedException();

    public float Train(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, Optimizer optimizer) =>
        throw new NotSupportedException();

    public float Train(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> sampleWeights, Optimizer optimizer) =>
        throw new NotSupportedException();

    public float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights) =>
        throw new NotSupportedException();

    public float ComputeLoss(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> sampleWeights) =>
        throw new NotSupportedException();

    public float ComputeGradient(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, Span<float> gradient) =>
        throw new NotSupportedException();

    public float ComputeGradient(
        ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<float> sampleWeights, Span<float> gradient) =>
        throw new NotSupportedException();

    public void ComputeInputGradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradient) =>
        throw new NotSupportedException();

    public void ComputeInputGradient(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, Span<float> gradient) =>
        throw new NotSupportedException();

    public void Backward(
        ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, Span<float> gradient, Span<float> inputGradients) =>
        throw new NotSupportedException();

    public void Step(ReadOnlySpan<float> gradient, Optimizer optimizer) => throw new NotSupportedException();

    public void ComputeJacobian(ReadOnlySpan<float> input, Span<float> jacobian) => throw new NotSupportedException();

    public void ComputeInputJacobian(ReadOnlySpan<float> input, Span<float> jacobian) => throw new NotSupportedException();
}
