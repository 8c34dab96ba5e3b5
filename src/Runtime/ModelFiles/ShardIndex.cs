using System.Text.Json;
using GenNet.SafeTensors;

namespace GenNet.Networks;

/// <summary>
/// The index of a model in several files, <c>model.safetensors.index.json</c>: an object whose <c>weight_map</c> says of each tensor in
/// which file it is, beside the index.
/// </summary>
internal static class ShardIndex
{
    public static bool Is(string path) => path.EndsWith(".index.json", StringComparison.OrdinalIgnoreCase);

    /// <summary>The files by the tensors that they have.</summary>
    /// <exception cref="ModelFileException">It is no index, or names a file elsewhere.</exception>
    public static Dictionary<string, string> Read(string path)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path));
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("weight_map", out JsonElement map)
                || map.ValueKind != JsonValueKind.Object)
            {
                throw new ModelFileException("The index has no weight_map, an object of tensors and files.");
            }

            string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            var files = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (JsonProperty tensor in map.EnumerateObject())
            {
                string? file = tensor.Value.ValueKind == JsonValueKind.String ? tensor.Value.GetString() : null;
                if (string.IsNullOrEmpty(file) || file is "." or ".." || file.AsSpan().ContainsAny('/', '\\', ':'))
                {
                    throw new ModelFileException(
                        $"The index has for {SafeTensorsHeader.Quoted(tensor.Name)} no name of a file beside it.", tensor.Name);
                }

                files[tensor.Name] = Path.Combine(folder, file);
            }

            return files;
        }
        catch (JsonException e)
        {
            throw new ModelFileException($"The index is not JSON in UTF-8: {e.Message}", cause: e);
        }
    }
}
