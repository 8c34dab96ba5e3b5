using Orleans.Concurrency;
using Orleans.Placement;

namespace GenNet;

/// <summary>Computes shards on the pool's threads, one request after the other.</summary>
[Reentrant, RandomPlacement]
internal sealed class ShardGrain(IEnumerable<SiloTraining> trainings, ILocalSiloDetails silo) : Grain, IShardGrain
{
    private static readonly TimeSpan s_moment = TimeSpan.FromSeconds(1);

    // Those that nobody collects go with the grain, after some time without calls.
    private readonly Dictionary<Guid, Task<ShardReply>> _requests = [];

    private ShardWorker? _worker;
    private Task _last = Task.CompletedTask;

    public Task<ShardReply> StartAsync(ShardRequest request)
    {
        if (trainings.FirstOrDefault(one => one.Name == request.Training) is not { } training)
            return Task.FromResult(Refused(request, $"it has no training '{request.Training}'"));
        _worker ??= training.MakeWorker();
        Task<ShardReply> sum = SumAsync(_worker, request, _last);
        _last = sum;
        _requests[request.Id] = sum;
        return CollectAsync(request.Id);
    }

    public async Task<ShardReply> CollectAsync(Guid request)
    {
        if (!_requests.TryGetValue(request, out Task<ShardReply>? sum))
            return new(ShardPhase.Unknown, Text: $"Silo {silo.Name} knows nothing of the shards that it was given.");
        if (await Task.WhenAny(sum, Task.Delay(s_moment)) != sum)
            return new(ShardPhase.Running);
        _requests.Remove(request);
        return await sum;
    }

    private async Task<ShardReply> SumAsync(ShardWorker worker, ShardRequest request, Task last)
    {
        await last;
        try
        {
            return new(ShardPhase.Done, await Task.Run(() => worker.Sum(request.Order, request.First, request.End)));
        }
        catch (Exception exception)
        {
            return Refused(request, exception.Message);
        }
    }

    private ShardReply Refused(ShardRequest request, string reason) =>
        new(ShardPhase.Refused, Text: $"Silo {silo.Name} refuses shards of training '{request.Training}': {reason}.");
}
