using GenNet;

namespace Serve;

/// <summary>The rides that the server starts with: a city where traffic is slow at 8 and at 17 o'clock.</summary>
internal static class History
{
    /// <summary>Makes a pipeline and trains it on rides that are drawn at random.</summary>
    public static Pipeline<float> Learn()
    {
        var random = new Random(1);
        EndedRide[] rides = [.. Enumerable.Range(0, 2000).Select(_ => Draw(random))];
        Dataset past = ToDataset(rides);
        Pipeline<float> pipeline = new(new RideNet(seed: 1), past)
        {
            FeatureScaler = StandardScaler.Fit(past),
            TargetScaler = TargetScaler.Fit(past),
        };
        pipeline.Fit(past, new Adam(5e-3), new() { Epochs = 30 });
        return pipeline;
    }

    public static Dataset ToDataset(IEnumerable<EndedRide> rides) => Dataset.FromRows(
        rides,
        ride =>
        {
            var row = new float[Ride.FeatureCount];
            new Ride(ride.Kilometres, ride.Hour).WriteTo(row);
            return row;
        },
        ride => [ride.Minutes]);

    /// <summary>A ride with the minutes that it takes in this city.</summary>
    public static EndedRide Draw(Random random)
    {
        float kilometres = 1 + 19 * random.NextSingle(), hour = 24 * random.NextSingle();
        float rush = MathF.Exp(-(hour - 8) * (hour - 8)) + MathF.Exp(-(hour - 17) * (hour - 17));
        return new(kilometres, hour, 3 + kilometres * (1.5f + rush) + random.NextSingle());
    }
}
