using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GenNet;

/// <summary>How each of a network's outputs does, in their order; empty for a network of one output, which is the whole.</summary>
[JsonConverter(typeof(Converter))]
public sealed class OutputResults : IReadOnlyList<OutputResult>, IEquatable<OutputResults>
{
    /// <summary>Those of a network of one output.</summary>
    public static readonly OutputResults None = new([]);

    private readonly OutputResult[] _results;

    /// <summary>Makes the results of some outputs.</summary>
    /// <param name="results">One for each output.</param>
    public OutputResults(IEnumerable<OutputResult> results) => _results = [.. results];

    /// <summary>The number of outputs.</summary>
    public int Count => _results.Length;

    /// <summary>How an output does.</summary>
    /// <param name="index">Its place among the outputs, from 0.</param>
    public OutputResult this[int index] => _results[index];

    /// <summary>How an output does.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="KeyNotFoundException">There is no such output.</exception>
    public OutputResult this[string name] =>
        Array.Find(_results, result => result.Name == name)
        ?? throw new KeyNotFoundException(
            $"There is no output '{name}'; there are {(Count == 0 ? "none" : string.Join(", ", _results.Select(result => result.Name)))}.");

    /// <inheritdoc/>
    public IEnumerator<OutputResult> GetEnumerator() => _results.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether two networks' outputs do the same.</summary>
    /// <param name="other">The results of the other one.</param>
    public bool Equals(OutputResults? other) => other is not null && _results.AsSpan().SequenceEqual(other._results);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OutputResults);

    /// <inheritdoc/>
    public override int GetHashCode() => _results.Aggregate(Count, HashCode.Combine);

    /// <summary><c>kind: loss 0.2, accuracy 97.4 %; size: loss 0.1</c>.</summary>
    public override string ToString() => string.Join("; ", this);

    /// <summary>Writes and reads them as the array that checkpoints have.</summary>
    public sealed class Converter : JsonConverter<OutputResults>
    {
        /// <inheritdoc/>
        public override OutputResults Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonSerializer.Deserialize(ref reader, CheckpointJson.Default.OutputResultArray) ?? []);

        /// <inheritdoc/>
        public override void Write(Utf8JsonWriter writer, OutputResults value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value._results, CheckpointJson.Default.OutputResultArray);
    }
}
