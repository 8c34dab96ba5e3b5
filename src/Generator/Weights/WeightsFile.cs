using GenNet.Generator.Model;
using Microsoft.CodeAnalysis;

namespace GenNet.Generator.Weights;

/// <summary>A safetensors file among the project's additional files.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Problem">Why it cannot be read; null where it can.</param>
internal sealed record WeightsFile(string Path, EquatableArray<byte> Content, string? Problem)
{
    // Far more than the largest network has in doubles that the generator takes.
    private const int MaxLength = 32 << 20;

    public static bool Is(AdditionalText text) => text.Path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase);

    public static WeightsFile Read(AdditionalText text)
    {
        try
        {
#pragma warning disable RS1035 // Roslyn reads an additional file as text, which these bytes are not.
            using FileStream file = File.OpenRead(text.Path);
#pragma warning restore RS1035
            if (file.Length > MaxLength)
                return new(text.Path, default, $"it has {file.Length} bytes; at most {MaxLength} are read");
            var content = new byte[file.Length];
            for (int filled = 0; filled < content.Length;)
            {
                int count = file.Read(content, filled, content.Length - filled);
                if (count == 0)
                    return new(text.Path, default, "it is being written");
                filled += count;
            }

            return new(text.Path, content.ToEquatableArray(), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new(text.Path, default, e.Message);
        }
    }
}
