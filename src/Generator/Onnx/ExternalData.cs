using GenNet.Generator.ModelFiles;
using GenNet.Generator.Weights;
using Microsoft.CodeAnalysis;
using Onnx;

namespace GenNet.Generator.Onnx;

/// <summary>
/// The files beside a model that hold the numbers of its tensors: those among the project's additional files, and no others.
/// </summary>
/// <param name="model">The model's path.</param>
/// <param name="files">The additional files.</param>
internal sealed class ExternalData(string model, IEnumerable<AdditionalText> files)
{
    private readonly Dictionary<string, byte[]> _contents = [];

    /// <summary>None.</summary>
    public static ExternalData None { get; } = new("", []);

    /// <summary>The bytes of a tensor.</summary>
    /// <param name="tensor">The tensor, which says the file's path from the model's folder on, and the place in it.</param>
    /// <param name="needed">How many there must be.</param>
    /// <exception cref="NoNetworkException">The file is not there, or too short.</exception>
    public ArraySegment<byte> Read(TensorProto tensor, long needed)
    {
        string location = Entry("location") ?? throw Wrong("is stored in another file, but does not say in which");
        byte[] content = Content(tensor, location);
        long offset = Size("offset") ?? 0, length = Size("length") ?? content.Length - offset;
        if (offset > content.Length || length > content.Length - offset)
            throw Wrong($"is said to be {length} bytes from {offset} on in '{location}', which has {content.Length}");
        return length == needed
            ? new(content, (int)offset, (int)length)
            : throw Wrong($"has {length} bytes in '{location}'; its shape needs {needed}");

        string? Entry(string key) => tensor.ExternalData.FirstOrDefault(entry => entry.Key == key)?.Value;

        long? Size(string key)
        {
            if (Entry(key) is not string text)
                return null;
            return ulong.TryParse(text, out ulong size) && size <= long.MaxValue
                ? (long)size
                : throw Wrong($"has the {key} '{text}' in '{location}', which is no number of bytes");
        }

        NoNetworkException Wrong(string what) => new($"the tensor '{tensor.Name}' {what}");
    }

    private byte[] Content(TensorProto tensor, string location)
    {
        if (_contents.TryGetValue(location, out byte[] known))
            return known;
        string[] folder = [.. Baking.Names(model)], names = [.. folder.Take(folder.Length - 1), .. Baking.Names(location)];
        AdditionalText file = files.FirstOrDefault(file => Baking.Names(file.Path).SequenceEqual(names)) ?? throw new NoNetworkException(
            $"the tensor '{tensor.Name}' is stored in '{location}' beside the model, which is none of the project's additional files; "
            + $"add <AdditionalFiles Include=\"{location}\" />, or save the model with its data inside "
            + "(torch.onnx.export(..., external_data=False))");
        WeightsFile read = WeightsFile.Read(file);
        if (read.Problem is string problem)
            throw new NoNetworkException($"the tensor '{tensor.Name}' is stored in '{location}', which cannot be read: {problem}");
        return _contents[location] = [.. read.Content];
    }
}
