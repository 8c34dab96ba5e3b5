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
    /// A layer has an activation of the user's own, an output has a name that ONNX needs for another value, such as W1, or the parameters
    /// exceed the 2 GiB that a protocol buffer holds; nothing was written.
    /// </exception>
    /// <remarks>
    /// One input, <c>input</c> [batch x n_0], and one output, <c>output</c> [batch x n_L], or those that <c>[Output]</c> declares, by
    /// their names, where batch is any number; of windows [batch x Steps x n], which are the same numbers in the same order. A layer is a
    /// Gemm node with the initializers W1 [n_1 x n_0] and b1 [n_1], as in canonical order, and the nodes of its activation; dropout, which
    /// predictions do not have, leaves none. Over frames it is a MatMul and an Add; convolutions are Conv, and recurrent layers GRU and
    /// LSTM. IR version 8, operator set 17 (ONNX 1.12, June 2022): every operator that the activations
    /// need is in it with its present meaning, and newer ones would only shut out older readers.
    /// </remarks>
    public static void ExportOnnx<T>(this INeuralNetwork<T> network, Stream stream)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(OnnxWriter<T>.Write(network).Complete());
    }

    /// <summary>Writes a network of frames to an ONNX file, which is replaced if it exists.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file, <c>model.onnx</c>.</param>
    /// <inheritdoc cref="ExportOnnxStream{T}(INeuralNetwork{T}, Stream)"/>
    public static void ExportOnnxStream<T>(this INeuralNetwork<T> network, string path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ReadOnlySpan<byte> model = OnnxWriter<T>.Write(network, isStream: true).Complete(); // Before the file is touched.
        File.WriteAllBytes(path, model);
    }

    /// <summary>Writes a network of frames as an ONNX model, which computes what <c>Process</c> does, block after block.</summary>
    /// <param name="network">The network.</param>
    /// <param name="stream">Where it goes, from the current position; stays open.</param>
    /// <exception cref="NotSupportedException">
    /// The network's samples are no windows, its outputs are no sequence, or it is none that <c>ExportOnnx</c> writes; nothing was written.
    /// </exception>
    /// <remarks>
    /// <c>input</c> is [batch x frames x n_0] and <c>output</c> [batch x frames x n_L], for any number of streams and of frames. What layer
    /// l remembers is an input that need not be given, 0 as before the first frame, and an output: <c>h1</c> [1 x batch x units] and
    /// <c>h1_next</c> of a GRU or an LSTM, <c>c1</c> and <c>c1_next</c> of an LSTM, <c>past1</c> [batch x (kernel - 1) dilation x n] and
    /// <c>past1_next</c> of a convolution. What a block gives out, the next block of the stream takes.
    /// </remarks>
    public static void ExportOnnxStream<T>(this INeuralNetwork<T> network, Stream stream)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(OnnxWriter<T>.Write(network, isStream: true).Complete());
    }
}
