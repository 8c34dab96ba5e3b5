using System.Threading.Channels;
using GenNet;

namespace Serve;

/// <summary>
/// Two pipelines: a published one that any number of requests predict from at once, without a lock, because nothing ever changes it;
/// and one that a single thread trains on the rides that end. After each batch a clone of the latter takes the place of the former.
/// </summary>
internal sealed class RideModel(Pipeline<float> learning) : BackgroundService
{
    private const int BatchSize = 32;

    private readonly Channel<EndedRide> _ended = Channel.CreateBounded<EndedRide>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly Adam _adam = new(2e-3);
    private Published _published = new(learning.Clone(), default);

    /// <summary>How often a network was published, and from how many rides.</summary>
    public Progress Progress => Volatile.Read(ref _published).Progress;

    /// <summary>The minutes that a ride will take.</summary>
    public float Predict(Ride ride)
    {
        Span<float> row = stackalloc float[Ride.FeatureCount], minutes = stackalloc float[1];
        ride.WriteTo(row);
        Volatile.Read(ref _published).Pipeline.Predict(row, minutes);
        return minutes[0];
    }

    /// <summary>Takes a ride to learn from; it is learned before long.</summary>
    public void Learn(EndedRide ride) => _ended.Writer.TryWrite(ride);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<EndedRide> batch = [];
        await foreach (EndedRide ride in _ended.Reader.ReadAllAsync(stoppingToken))
        {
            batch.Add(ride);
            if (batch.Count < BatchSize)
                continue;

            // Several passes over few rides would forget the others: one step on each batch.
            learning.Fit(
                History.ToDataset(batch), _adam, new() { Epochs = 1, BatchSize = BatchSize }, cancellationToken: stoppingToken);
            Progress so = Progress;
            Volatile.Write(ref _published, new(learning.Clone(), new(so.Version + 1, so.Learned + batch.Count)));
            batch.Clear();
        }
    }

    private sealed record Published(Pipeline<float> Pipeline, Progress Progress);
}
