namespace GenNet.Onnx;

/// <summary>A dimension of a value: a size, or a name where it is any.</summary>
internal readonly record struct OnnxSize(int Size, string? Name)
{
    public static OnnxSize Batch { get; } = new(0, "batch");

    public static OnnxSize Frames { get; } = new(0, "frames");

    public static implicit operator OnnxSize(int size) => new(size, null);
}
