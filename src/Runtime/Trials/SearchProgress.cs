namespace GenNet;

/// <summary>How far a search has come.</summary>
/// <param name="Trial">The trial that there is news of.</param>
/// <param name="Training">How far its training has come; null where it has ended.</param>
/// <param name="Result">What came of it; null where it goes on.</param>
/// <param name="Finished">How many trials have ended: with successive halving, of those that have equally many epochs.</param>
/// <param name="Count">How many trials there are: with successive halving, of those.</param>
public readonly record struct SearchProgress(Trial Trial, TrainingProgress? Training, TrialResult? Result, int Finished, int Count);
