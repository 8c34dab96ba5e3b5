using System.Text.Json.Serialization;

namespace GenNet;

/// <summary>Results and reports as JSON, whose numbers come back to the last bit.</summary>
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(TrialResult))]
[JsonSerializable(typeof(TrainingProgress))]
internal sealed partial class TrialJson : JsonSerializerContext;
