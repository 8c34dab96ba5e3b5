namespace GenNet;

/// <summary>Gathers the reports of trials that run at the same time, all up to the same epoch.</summary>
internal sealed class RungProgress(IProgress<SearchProgress>? search, int count)
{
    private readonly Lock _oneAtATime = new();
    private int _finished;

    public IProgress<TrainingProgress> Of(Trial trial) => new TrialProgress(this, trial);

    public void Finish(Trial trial, TrialResult result)
    {
        lock (_oneAtATime)
            search?.Report(new(trial, null, result, ++_finished, count));
    }

    private void Report(Trial trial, TrainingProgress training)
    {
        lock (_oneAtATime)
            search?.Report(new(trial, training, null, _finished, count));
    }

    private sealed class TrialProgress(RungProgress rung, Trial trial) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => rung.Report(trial, value);
    }
}
