using System.Text.Json;
using System.Text.Json.Serialization;

namespace GenNet;

/// <summary>What a checkpoint has besides tensors, as JSON in the file's metadata.</summary>
internal sealed record CheckpointState
{
    private const string Key = "checkpoint";

    /// <summary>The optimizer's class.</summary>
    public required string Optimizer { get; init; }

    /// <summary>What has made the rule, and must make it again.</summary>
    public required Dictionary<string, string> Hyperparameters { get; init; }

    public required double LearningRate { get; init; }

    public required double? ClipValue { get; init; }

    public required double? ClipNorm { get; init; }

    public required long StepCount { get; init; }

    /// <summary>How many numbers the optimizer keeps for each parameter.</summary>
    public required int VectorCount { get; init; }

    /// <summary>What the optimizer keeps besides.</summary>
    public required double[] Numbers { get; init; }

    /// <summary>The seed of the network's dropout.</summary>
    public required int DropoutSeed { get; init; }

    /// <summary>How often dropout has been drawn.</summary>
    public required long DropoutSteps { get; init; }

    /// <summary>The SHA-256 of the numbers of all tensors: a bit that a disk has turned would go on as another training.</summary>
    public required string NumbersHash { get; init; }

    /// <summary>How far <c>Fit</c> has come; null where training is the user's.</summary>
    public FittingState? Fitting { get; init; }

    public void AddTo(Dictionary<string, string> metadata) =>
        metadata[Key] = JsonSerializer.Serialize(this, CheckpointJson.Default.CheckpointState);

    /// <exception cref="ModelFileException">There is none, or one that no training can have come to.</exception>
    public static CheckpointState In(IReadOnlyDictionary<string, string> metadata)
    {
        if (!metadata.TryGetValue(Key, out string? json))
            throw new ModelFileException("The file is no checkpoint: its metadata lack the state of the training.");
        try
        {
            CheckpointState? state = JsonSerializer.Deserialize(json, CheckpointJson.Default.CheckpointState);
            return state is
            {
                Optimizer: not null, Hyperparameters: not null, Numbers: not null, StepCount: >= 0, VectorCount: >= 0, DropoutSteps: >= 0,
                LearningRate: >= 0 and < double.PositiveInfinity,
                ClipValue: null or (> 0 and < double.PositiveInfinity), ClipNorm: null or (> 0 and < double.PositiveInfinity),
            }
                ? state
                : throw new ModelFileException("The checkpoint's state is none that a training comes to.");
        }
        catch (JsonException e)
        {
            throw new ModelFileException($"The checkpoint's state cannot be read: {e.Message}", cause: e);
        }
    }
}

/// <summary>How far <c>Fit</c> has come.</summary>
internal sealed record FittingState
{
    public required int Seed { get; init; }

    public required int BatchSize { get; init; }

    public required int SampleCount { get; init; }

    /// <summary>The learning rate that the schedule started from.</summary>
    public required double InitialRate { get; init; }

    /// <summary>The epochs that are over.</summary>
    public required EpochResult[] Epochs { get; init; }

    /// <summary>The best of them, from 1; 0 where there is none yet.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Whether the file has the parameters of the best epoch.</summary>
    public required bool HasBest { get; init; }

    /// <summary>The steps that are over of the epoch under way.</summary>
    public required int Step { get; init; }

    /// <summary>The sum of their losses.</summary>
    public required double LossSum { get; init; }

    /// <summary>The same for each of several outputs; empty for a network of one.</summary>
    public double[] OutputLossSums { get; init => field = value ?? []; } = [];

    /// <summary>Whether early stopping has ended training.</summary>
    public required bool Stopped { get; init; }

    /// <summary>Whether all numbers are such as can come of epochs with that many steps.</summary>
    public bool IsConsistent(int stepCount, int outputCount) =>
        double.IsFinite(InitialRate) && InitialRate >= 0
        && Epochs is not null && Epochs.Select((epoch, i) => epoch?.Epoch == i + 1).All(follows => follows)
        && BestEpoch >= 0 && BestEpoch <= Epochs.Length && BestEpoch > 0 == Epochs.Length > 0 && (BestEpoch > 0 || !HasBest)
        && Step >= 0 && Step <= stepCount && OutputLossSums.Length == (outputCount > 1 ? outputCount : 0);
}

[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(CheckpointState))]
[JsonSerializable(typeof(OutputResult[]))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
