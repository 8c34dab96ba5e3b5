using System.Globalization;

namespace GenNet;

/// <summary>What an epoch of training came to.</summary>
public sealed record EpochResult
{
    /// <summary>The epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>
    /// The mean loss of the training samples, each taken before the step it was part of, whatever the network's reduction.
    /// </summary>
    public required double TrainingLoss { get; init; }

    /// <summary>The accuracy on the training data after the epoch, from 0 to 1; null unless asked for and labelled.</summary>
    public double? TrainingAccuracy { get; init; }

    /// <summary>
    /// The mean losses of the training samples for each of several outputs, and the accuracies where they were asked for.
    /// </summary>
    public OutputResults TrainingOutputs { get; init => field = value ?? OutputResults.None; } = OutputResults.None;

    /// <summary>The mean loss of the validation samples after the epoch; null without validation data.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>The accuracy on the validation data after the epoch, from 0 to 1; null without labelled validation data.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>How each of several outputs does on the validation data after the epoch.</summary>
    public OutputResults ValidationOutputs { get; init => field = value ?? OutputResults.None; } = OutputResults.None;

    /// <summary>The optimizer's learning rate at the end of the epoch.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The time the epoch took, with its validation.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary><c>epoch 3: training loss 0.3466, validation loss 0.3759, accuracy 86.4 %</c>, with those of several outputs.</summary>
    public override string ToString()
    {
        var training = new EvaluationResult(TrainingLoss, TrainingAccuracy) { Outputs = TrainingOutputs };
        string validation = ValidationLoss is { } loss
            ? $", validation {new EvaluationResult(loss, ValidationAccuracy) { Outputs = ValidationOutputs }}"
            : "";
        return string.Create(CultureInfo.InvariantCulture, $"epoch {Epoch}: training {training}{validation}");
    }
}
