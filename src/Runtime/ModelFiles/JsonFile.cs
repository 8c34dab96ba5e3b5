using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace GenNet;

/// <summary>Small files of JSON, written at once or not at all, and read without trust.</summary>
internal static class JsonFile
{
    public static void Save<TState>(string path, TState state, JsonTypeInfo<TState> type)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, state, type));
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="type">What it holds.</param>
    /// <param name="make">Makes the result, or throws that the file is wrong.</param>
    /// <exception cref="ModelFileException">The file is not what it should be.</exception>
    public static TResult Load<TState, TResult>(string path, JsonTypeInfo<TState> type, Func<TState, TResult> make)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream file = File.OpenRead(path);
        TResult? result = default;
        ModelFile.NamingFile(file, () => result = make(Deserialize(() => JsonSerializer.Deserialize(file, type))));
        return result!;
    }

    /// <summary>Has what is wrong with a text of JSON said as what is wrong with the file.</summary>
    public static TState Deserialize<TState>(Func<TState?> read)
    {
        try
        {
            return read() ?? throw new ModelFileException("The JSON is null.");
        }
        catch (JsonException e)
        {
            throw new ModelFileException($"The JSON is not what it should be: {e.Message}", cause: e);
        }
    }
}
