using System.Diagnostics.CodeAnalysis;

namespace GenNet;

/// <summary>What makes an epoch better than another.</summary>
internal static class EpochRanking
{
    /// <summary>That of the validation data, where there are any.</summary>
    public static double Loss(EpochResult result) => result.ValidationLoss ?? result.TrainingLoss;

    /// <summary>Higher is better, and a loss or accuracy that is NaN is worst.</summary>
    public static double Score(EpochResult result, EarlyStoppingMonitor monitor)
    {
        double score = monitor == EarlyStoppingMonitor.ValidationAccuracy ? result.ValidationAccuracy!.Value : -Loss(result);
        return double.IsNaN(score) ? double.NegativeInfinity : score;
    }

    /// <summary>Whether an epoch takes the place of the best one before it, if there is one.</summary>
    public static bool IsBetter(EpochResult result, [NotNullWhen(false)] EpochResult? best, EarlyStopping? stopping)
    {
        EarlyStoppingMonitor monitor = stopping?.Monitor ?? EarlyStoppingMonitor.ValidationLoss;
        return best is null || Score(result, monitor) > Score(best, monitor) + (stopping?.MinDelta ?? 0);
    }
}
