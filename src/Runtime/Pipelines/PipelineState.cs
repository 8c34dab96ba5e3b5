using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GenNet;

/// <summary>What a pipeline has besides its network, as JSON in the file's metadata.</summary>
internal sealed record PipelineState
{
    private const string Key = "pipeline";

    public required bool IsClassifier { get; init; }

    public required string[] ClassNames { get; init; }

    public required string[] FeatureNames { get; init; }

    public required string[] TargetNames { get; init; }

    public required Dictionary<string, string[]> Categories { get; init; }

    public ImputerState? Imputer { get; init; }

    public ScalerState? FeatureScaler { get; init; }

    public ScalerState? TargetScaler { get; init; }

    /// <summary>What training data say of themselves.</summary>
    /// <exception cref="ArgumentException">A name has half a surrogate pair, which a file would give back as another character.</exception>
    public static PipelineState Of<T>(Dataset<T> training) where T : unmanaged, IBinaryFloatingPointIeee754<T> => new()
    {
        IsClassifier = training.HasLabels,
        ClassNames = [.. training.ClassNames.Select(Checked)],
        FeatureNames = [.. training.FeatureNames.Select(Checked)],
        TargetNames = [.. training.TargetNames.Select(Checked)],
        Categories = training.Categories.ToDictionary(pair => Checked(pair.Key), pair => pair.Value.Select(Checked).ToArray()),
    };

    public void AddTo(Dictionary<string, string> metadata) =>
        metadata[Key] = JsonSerializer.Serialize(this, PipelineJson.Default.PipelineState);

    /// <summary>That of a file, which fits a network.</summary>
    /// <exception cref="ModelFileException">There is none, or one that no pipeline of the network has.</exception>
    public static PipelineState In<T>(IReadOnlyDictionary<string, string> metadata, INeuralNetwork<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!metadata.TryGetValue(Key, out string? json))
            throw new ModelFileException("The file is no pipeline: its metadata lack scalers and names. A network's own Load reads it.");
        PipelineState state = JsonFile.Deserialize(() => JsonSerializer.Deserialize(json, PipelineJson.Default.PipelineState));
        CheckCount(state.FeatureNames.Length, network.InputSize, "names of features");
        CheckCount(state.TargetNames.Length, state.IsClassifier ? 0 : network.OutputSize, "names of targets");
        if (state.ClassNames.Length > (state.IsClassifier ? Math.Max(2, network.OutputSize) : 0))
            throw new ModelFileException($"The pipeline has {state.ClassNames.Length} names of classes, more than the network has.");
        string?[] names = [.. state.ClassNames, .. state.FeatureNames, .. state.TargetNames];
        if (names.Contains(null) || state.Categories.Values.Any(categories => categories is null || categories.Contains(null)))
            throw new ModelFileException("The pipeline has a name that is null.");
        CheckCount(state.Imputer?.ToImputer().Values.Length, network.InputSize, "values of the imputer");
        CheckCount(state.FeatureScaler?.ToScaler().Scale.Length, network.InputSize, "columns of the features' scaler");
        CheckCount(state.TargetScaler?.ToScaler().Scale.Length, network.OutputSize, "columns of the targets' scaler");
        if ((state.FeatureScaler?.ToScaler().ProblemIn<T>() ?? state.TargetScaler?.ToScaler().ProblemIn<T>()) is string problem)
            throw new ModelFileException($"The pipeline has a scaler with {problem}.");
        if (state.FeatureScaler is { OfTargets: true } || state.TargetScaler is { OfTargets: false }
            || state is { IsClassifier: true, TargetScaler: not null })
        {
            throw new ModelFileException("The pipeline has a scaler of targets for features, or one where there are none.");
        }

        return state;

        // Of names there may be none.
        static void CheckCount(int? count, int needed, string what)
        {
            if (count is not (null or 0) && count != needed)
                throw new ModelFileException($"The pipeline has {count} {what}; the network needs {needed}.");
        }
    }

    private static string Checked(string name)
    {
        for (int i = 0; i < name.Length; i++)
        {
            if (char.IsSurrogatePair(name, i))
                i++;
            else if (char.IsSurrogate(name[i]))
            {
                throw new ArgumentException(
                    $"The name '{MessageText.Of(name)}' has half a surrogate pair at place {i}, which no file can hold; it needs whole "
                    + "characters.");
            }
        }

        return name;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PipelineState))]
internal sealed partial class PipelineJson : JsonSerializerContext;
