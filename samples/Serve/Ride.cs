using System.Text.Json.Serialization;
using GenNet;

namespace Serve;

/// <summary>A ride through the city.</summary>
/// <param name="Kilometres">Its length.</param>
/// <param name="Hour">When it begins, from 0 to 24.</param>
public readonly record struct Ride(float Kilometres, float Hour)
{
    /// <summary>The number of features of a row.</summary>
    public const int FeatureCount = 3;

    /// <summary>
    /// Writes the ride as the network's inputs: the length, and the hour as a place on the clock, where 0 and 24 are the same.
    /// </summary>
    /// <param name="row">[<see cref="FeatureCount"/>].</param>
    public void WriteTo(Span<float> row)
    {
        row[0] = Kilometres;
        (row[1], row[2]) = MathF.SinCos(Hour / 24 * MathF.Tau);
    }
}

/// <summary>A ride that has ended.</summary>
/// <param name="Kilometres">Its length.</param>
/// <param name="Hour">When it began.</param>
/// <param name="Minutes">How long it took.</param>
public readonly record struct EndedRide(float Kilometres, float Hour, float Minutes);

/// <summary>The answer to a ride.</summary>
public readonly record struct Estimate(float Minutes);

/// <summary>What the server has come to.</summary>
/// <param name="Version">How often a network was published.</param>
/// <param name="Learned">The rides that it has learned from.</param>
public readonly record struct Progress(int Version, int Learned);

/// <summary>Kilometres and the hour in, minutes out.</summary>
[NeuralNetwork(inputs: Ride.FeatureCount)]
[Dense(16, Activation.Tanh)]
[Dense(1)]
public sealed partial class RideNet;

[JsonSerializable(typeof(Ride))]
[JsonSerializable(typeof(EndedRide[]))]
[JsonSerializable(typeof(Estimate))]
[JsonSerializable(typeof(Progress))]
internal sealed partial class RideJson : JsonSerializerContext;
