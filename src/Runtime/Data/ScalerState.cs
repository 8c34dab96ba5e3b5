using System.Text.Json.Serialization;
using GenNet.SafeTensors;

namespace GenNet;

/// <summary>A scaler as files have it.</summary>
internal sealed record ScalerState
{
    /// <summary>The scaler's class.</summary>
    public required string Kind { get; init; }

    public required bool OfTargets { get; init; }

    public required double[] Offset { get; init; }

    public required double[] Scale { get; init; }

    /// <summary>Makes sure that a scaler can be made of it.</summary>
    /// <exception cref="ModelFileException">None has such numbers.</exception>
    public ScalerState Check()
    {
        if (Kind is not (nameof(StandardScaler) or nameof(MinMaxScaler) or nameof(TargetScaler)))
            throw new ModelFileException($"A scaler {SafeTensorsHeader.Quoted(Kind)} is not known.");
        if (Offset.Length == 0 || Offset.Length != Scale.Length)
            throw new ModelFileException($"A scaler has {Offset.Length} offsets and {Scale.Length} scales; as many of each are needed.");
        for (int j = 0; j < Scale.Length; j++)
        {
            if (!double.IsFinite(Offset[j]))
                throw new ModelFileException($"A scaler has the offset {Offset[j]} of column {j}; it must be finite.");
            if (!Scaler.IsScale(Scale[j]))
                throw new ModelFileException($"A scaler has the scale {Scale[j]} of column {j}; it must be {Scaler.NeededScale}.");
        }

        return Kind != nameof(TargetScaler) || OfTargets
            ? this
            : throw new ModelFileException($"A {nameof(TargetScaler)} is said to scale features.");
    }

    /// <exception cref="ModelFileException">None has such numbers.</exception>
    public Scaler ToScaler() => Check().Kind switch
    {
        nameof(StandardScaler) => new StandardScaler(this),
        nameof(MinMaxScaler) => new MinMaxScaler(this),
        _ => new TargetScaler(this),
    };
}

/// <summary>An imputer as files have it.</summary>
internal sealed record ImputerState
{
    public required double[] Values { get; init; }

    /// <exception cref="ModelFileException">None has such numbers.</exception>
    public Imputer ToImputer() => Values.Length > 0 && Values.All(double.IsFinite)
        ? new(Values.AsSpan())
        : throw new ModelFileException($"An imputer has {Values.Length} values; at least 1 is needed, and all must be finite.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, WriteIndented = true)]
[JsonSerializable(typeof(ScalerState))]
[JsonSerializable(typeof(ImputerState))]
internal sealed partial class DataJson : JsonSerializerContext;
