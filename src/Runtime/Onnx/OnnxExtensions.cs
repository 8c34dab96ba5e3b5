using System.Numerics;
using GenNet.Onnx;

namespace GenNet;

/// <summary>Networks in ONNX, the format that other frameworks and runtimes read.</summary>
public static class OnnxExtensions
{
    /// <summary>Writes a network to an ONNX file, which is replaced if it exists.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file, <c>model.onnx</c>.</param>
    /// <inheritdoc cref="ExportOnnx{T}(INeuralNetwork{T}, Stream)"/>
    public static void ExportOnnx<T>(this INeuralNetwork<T> network, string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ReadOnlySpan<byte> model = OnnxWriter<T>.Write(network).Complete(); // Before the file is touched.
        File.WriteAllBytes(path, model);
    }

    /// <summary>Writes a network as an ONNX model, which computes what <c>Predict</c> does.</summary>
    /// <param name="network">The network.</param>
    /// <param name="stream">Where it goes, from the current position; stays open.</param>
    /// <exception cref="NotSupportedException">
    /// A layer has an activation of the user's own, samples are windows of frames, an output has a name that ONNX needs for another value,
    /// such as W1, or the parameters exceed the 2 GiB that a protocol buffer holds; nothing was written.
    /// </exception>
    /// <remarks>
    /// One input, <c>input</c> [batch x n_0], and one output, <c>output</c> [batch x n_L], or those that <c>[Output]</c> declares, by
    /// their names, where batch is any number. A layer is a
    /// Gemm node with the initializers W1 [n_1 x n_0] and b1 [n_1], as in canonical order, and the nodes of its activation; dropout, which
    /// predictions do not have, leaves none. IR version 8, operator set 17 (ONNX 1.12, June 2022): every operator that the activations
    /// need is in it with its present meaning, and newer ones would only shut out older readers.
    /// </remarks>
    public static void ExportOnnx<T>(this INeuralNetwork<T> network, Stream stream)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(OnnxWriter<T>.Write(network).Complete());
    }
}
