using GenNet.Tests.Fitting;

namespace GenNet.Tests.Reports;

/// <summary>Trainings to report of.</summary>
internal static class Histories
{
    /// <summary>Of a network without layers, which came to these epochs, the last of them the best.</summary>
    public static TrainingHistory Of(params EpochResult[] epochs)
    {
        TrainingHistory any = new ScriptedNetwork().Fit(Dataset.FromArrays([0f], 1, [0f], 1), new Sgd(0.1), new() { Epochs = 1 });
        return new(epochs, epochs[^1], StopReason.EpochsCompleted, any.Setup, any.ParameterHash);
    }

    /// <summary>An epoch that took <paramref name="seconds"/>.</summary>
    public static EpochResult Epoch(
        int epoch, double loss, double? validationLoss = null, double? validationAccuracy = null, double seconds = 1) =>
        new()
        {
            Epoch = epoch,
            TrainingLoss = loss,
            ValidationLoss = validationLoss,
            ValidationAccuracy = validationAccuracy,
            LearningRate = 0.1,
            Duration = TimeSpan.FromSeconds(seconds),
        };
}
