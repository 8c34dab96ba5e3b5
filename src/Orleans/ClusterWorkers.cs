using System.Diagnostics;
using Orleans.Runtime.Placement;

namespace GenNet;

/// <summary>
/// Has the shards of a data-parallel training computed by the silos of a cluster of Microsoft Orleans, which have its network and its data
/// by <see cref="SiloBuilderExtensions.AddTraining"/>. Shards of a silo that dies are computed by the others, and silos that come later
/// take part: neither changes a bit.
/// </summary>
public sealed class ClusterWorkers : IShardWorkers
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20), s_longestPause = TimeSpan.FromSeconds(2);

    // How long silos that have come may be left aside.
    private static readonly TimeSpan s_silosAge = TimeSpan.FromSeconds(5);

    private readonly IGrainFactory _cluster;
    private readonly string _training;
    private SiloAddress[] _silos = [];
    private long _silosSeen;

    /// <summary>Prepares for a training, which is run by a client of the cluster or on a silo, but not by a grain.</summary>
    /// <param name="cluster">A client of the cluster, or a silo's own.</param>
    /// <param name="training">The name by which silos have the training.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public ClusterWorkers(IGrainFactory cluster, string training)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentException.ThrowIfNullOrEmpty(training);
        _cluster = cluster;
        _training = training;
    }

    /// <summary>How often in a row no silo may compute anything, as where all have died.</summary>
    internal int Patience { get; init; } = 20;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">
    /// A silo refused: it has another version of GenNet, another network, other data, or no such training.
    /// </exception>
    /// <exception cref="OrleansException">The cluster does not answer, for half a minute at least.</exception>
    public async Task<IReadOnlyList<byte[]>> SumAsync(byte[] order, int shards, CancellationToken cancellationToken)
    {
        List<byte[]> sums = [];
        List<(int First, int End)> left = [(0, shards)];
        TimeSpan pause = s_pause;
        for (int failures = 0; ;)
        {
            string reason = "There are no silos.";
            try
            {
                await FindSilosAsync(failures > 0).WaitAsync(cancellationToken).ConfigureAwait(false);
                SiloAddress[] silos = _silos;
                if (silos.Length > 0)
                {
                    List<(int First, int End)> parts = [.. left.SelectMany(range => Divide(range, silos.Length))];
                    ShardReply[] replies = await Task.WhenAll(parts.Select((part, i) => SumAsync(
                        silos[i % silos.Length], order, part.First, part.End, cancellationToken))).ConfigureAwait(false);
                    left = [.. parts.Where((_, i) => replies[i].Phase != ShardPhase.Done)];
                    sums.AddRange(replies.Where(reply => reply.Phase == ShardPhase.Done).Select(reply => reply.Sums!));
                    if (left.Count == 0)
                        return sums;
                    if (left.Count < parts.Count)
                        failures = 0;
                    reason = replies.First(reply => reply.Phase != ShardPhase.Done).Text;
                }
            }
            catch (Exception exception) when (IsOfCluster(exception))
            {
                reason = exception.Message;
            }

            if (++failures > Patience)
                throw new OrleansException($"Shards of training '{_training}' could not be computed: {reason}");
            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
            pause = pause < s_longestPause ? 1.5 * pause : s_longestPause;
        }
    }

    private async Task<ShardReply> SumAsync(SiloAddress silo, byte[] order, int first, int end, CancellationToken cancellationToken)
    {
        IShardGrain worker = _cluster.GetGrain<IShardGrain>($"{_training}/{silo.ToParsableString()}");
        var request = new ShardRequest(Guid.NewGuid(), _training, order, first, end);
        try
        {
            // Where the worker is made, if there is none yet.
            RequestContext.Set(IPlacementDirector.PlacementHintKey, silo);
            ShardReply reply = await worker.StartAsync(request).WaitAsync(cancellationToken).ConfigureAwait(false);
            while (reply.Phase == ShardPhase.Running)
                reply = await worker.CollectAsync(request.Id).WaitAsync(cancellationToken).ConfigureAwait(false);
            return reply.Phase == ShardPhase.Refused ? throw new InvalidOperationException(reply.Text) : reply;
        }
        catch (Exception exception) when (IsOfCluster(exception))
        {
            return new(ShardPhase.Unknown, Text: exception.Message);
        }
    }

    private async Task FindSilosAsync(bool atOnce)
    {
        if (!atOnce && _silos.Length > 0 && Stopwatch.GetElapsedTime(_silosSeen) < s_silosAge)
            return;
        Dictionary<SiloAddress, SiloStatus> hosts = await _cluster.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true)
            .ConfigureAwait(false);
        _silos = [.. hosts.Keys.Order()];
        _silosSeen = Stopwatch.GetTimestamp();
    }

    private static IEnumerable<(int First, int End)> Divide((int First, int End) range, int count)
    {
        int length = range.End - range.First, parts = Math.Min(count, length);
        return Enumerable.Range(0, parts).Select(part => (
            range.First + (int)((long)length * part / parts), range.First + (int)((long)length * (part + 1) / parts)));
    }

    private static bool IsOfCluster(Exception exception) => exception is OrleansException or TimeoutException;
}
