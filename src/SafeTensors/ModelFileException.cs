namespace GenNet;

/// <summary>
/// A model file that cannot be loaded: it is damaged, no safetensors file at all, or that of another network. The message says which
/// tensor is wrong, what was found and what is needed. Nothing has changed in the network that was to take it.
/// </summary>
public sealed class ModelFileException : Exception
{
    internal ModelFileException(string message, string? tensor = null, Exception? cause = null)
        : base(message, cause) => Tensor = tensor;

    /// <summary>The file that was read, with which the message begins; null where it was a stream that is no file.</summary>
    public string? File { get; private init; }

    /// <summary>The name of the tensor that is wrong; null where it is the file as a whole.</summary>
    public string? Tensor { get; }

    /// <summary>The same for a file, unless it names one.</summary>
    internal ModelFileException In(string file) =>
        File is null ? new($"'{file}': {Message}", Tensor, InnerException) { File = file } : this;
}
