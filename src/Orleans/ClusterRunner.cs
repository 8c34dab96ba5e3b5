using System.Text.Json;

namespace GenNet;

/// <summary>
/// Runs trials on a cluster of Microsoft Orleans, whose silos have the search by <see cref="SiloBuilderExtensions.AddSearch"/>. A trial
/// whose silo dies goes on elsewhere from its last checkpoint. Results have the bits of those of <see cref="LocalRunner"/>.
/// </summary>
public sealed class ClusterRunner : ITrialRunner
{
    /// <summary>The name of the grain storage that keeps the checkpoints.</summary>
    public const string StorageName = "GenNet";

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20), s_longestPause = TimeSpan.FromSeconds(2);

    private readonly IGrainFactory _cluster;
    private readonly string _search;

    /// <summary>Prepares for trials.</summary>
    /// <param name="cluster">A client of the cluster, or a silo's own.</param>
    /// <param name="search">The name by which silos have the search.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public ClusterRunner(IGrainFactory cluster, string search)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentException.ThrowIfNullOrEmpty(search);
        _cluster = cluster;
        _search = search;
    }

    /// <summary>How often a trial may stop without having come further, as it does where its silo dies or its storage fails.</summary>
    internal int Patience { get; init; } = 20;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">
    /// A silo refused the trial: it has another version of GenNet, other data, or no such search.
    /// </exception>
    /// <exception cref="OrleansException">The cluster does not answer, for minutes.</exception>
    public async Task<TrialResult> RunAsync(
        Trial trial, int epochs, IProgress<TrainingProgress> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(progress);
        TrialKey key;
        try
        {
            key = await Task.Run(trial.ComputeKey, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new TrialResult { Trial = trial.Number, Error = exception.Message };
        }

        ITrialGrain grain = GrainOf(key);
        var order = new TrialOrder(_search, trial.Number, TrialKeys.Parts(key), epochs);
        try
        {
            return await RunAsync(grain, order, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await grain.StopAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<byte[]?> LoadAsync(TrialKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return GrainOf(key).LoadAsync().WaitAsync(cancellationToken);
    }

    private async Task<TrialResult> RunAsync(
        ITrialGrain grain, TrialOrder order, IProgress<TrainingProgress> progress, CancellationToken cancellationToken)
    {
        int seen = 0, epoch = 0, stops = 0;
        TrialPhase phase = TrialPhase.Stopped;
        for (TimeSpan pause = s_pause; ; pause = pause < s_longestPause ? 1.5 * pause : s_longestPause)
        {
            TrialStatus status = await AskAsync().ConfigureAwait(false);
            phase = status.Phase;
            foreach (string text in status.Epochs ?? [])
            {
                seen++;
                TrainingProgress report = JsonSerializer.Deserialize(text, TrialJson.Default.TrainingProgress);
                if (report.Epoch <= epoch)
                    continue; // Run once more after a silo had died.
                epoch = report.Epoch;
                stops = 0;
                pause = s_pause;
                progress.Report(report);
            }

            switch (phase)
            {
                case TrialPhase.Done:
                    return JsonSerializer.Deserialize(status.Text, TrialJson.Default.TrialResult)!;
                case TrialPhase.Refused:
                    throw new InvalidOperationException(status.Text);
                case TrialPhase.Stopped when ++stops > Patience:
                    throw new OrleansException(
                        $"Trial {order.Trial} stopped {stops} times after epoch {epoch} and came no further: {status.Text}");
            }

            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
        }

        async Task<TrialStatus> AskAsync()
        {
            try
            {
                if (phase == TrialPhase.Running)
                    return await grain.PollAsync(seen).WaitAsync(cancellationToken).ConfigureAwait(false);
                seen = 0;
                return await grain.StartAsync(order).WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException)
            {
                return new(TrialPhase.Stopped, exception.Message);
            }
        }
    }

    private ITrialGrain GrainOf(TrialKey key) => _cluster.GetGrain<ITrialGrain>($"{_search}/{key.Hash}");
}
