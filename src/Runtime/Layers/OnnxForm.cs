namespace GenNet.Onnx;

/// <summary>What a model takes and gives.</summary>
/// <param name="Steps">The frames of a sample; 0 where samples are no windows.</param>
/// <param name="IsStream">Whether it takes blocks of a stream, of any number of frames, and carries the states of layers on.</param>
internal readonly record struct OnnxForm(int Steps, bool IsStream);
