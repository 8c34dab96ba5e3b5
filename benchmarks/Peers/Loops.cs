using System.Runtime.InteropServices;

namespace GenNet.Benchmarks;

/// <summary>loops.c, compiled for the sizes of a network, with parameters of its own.</summary>
/// <remarks>Its functions take microseconds and are called as C calls them, without the runtime's preparations for longer ones.</remarks>
internal sealed unsafe class Loops : IDisposable
{
    private readonly nint _library;
    private readonly int _rows;
    private readonly float[] _parameters;
    private readonly delegate* unmanaged[SuppressGCTransition]<float*, float*, float*, int, void> _predict;
    private readonly delegate* unmanaged[SuppressGCTransition]<float*, float*, float*, void> _predictRow;
    private readonly delegate* unmanaged[SuppressGCTransition]<float*, float*, int*, int, float, float> _train;
    private readonly delegate* unmanaged[SuppressGCTransition]<float*, float*, int*, float, float> _trainRow;

    /// <summary>Compiles it.</summary>
    /// <param name="widths">The inputs and the units of two or three layers.</param>
    /// <param name="rows">The samples of each call: 1, or 32 or 64.</param>
    /// <param name="parameters">The network's parameters in canonical order.</param>
    public Loops(int[] widths, int rows, float[] parameters)
    {
        _library = NativeLibrary.Load(Compile(widths));
        _predict = (delegate* unmanaged[SuppressGCTransition]<float*, float*, float*, int, void>)Function("predict");
        _predictRow = (delegate* unmanaged[SuppressGCTransition]<float*, float*, float*, void>)Function("predict_row");
        _train = (delegate* unmanaged[SuppressGCTransition]<float*, float*, int*, int, float, float>)Function("train");
        _trainRow = (delegate* unmanaged[SuppressGCTransition]<float*, float*, int*, float, float>)Function("train_row");
        _rows = rows;
        _parameters = rows == 1 ? new float[((delegate* unmanaged<int>)Function("row_parameters"))()] : parameters;
        if (rows == 1)
            Pack(parameters, back: false);
    }

    public void Predict(float[] inputs, float[] outputs)
    {
        fixed (float* p = _parameters, x = inputs, a = outputs)
        {
            if (_rows == 1) _predictRow(p, x, a);
            else _predict(p, x, a, _rows);
        }
    }

    /// <summary>A step of gradient descent.</summary>
    /// <returns>The loss before it.</returns>
    public float Train(float[] inputs, int[] labels, float learningRate)
    {
        fixed (float* p = _parameters, x = inputs)
        fixed (int* y = labels)
            return _rows == 1 ? _trainRow(p, x, y, learningRate) : _train(p, x, y, _rows, learningRate);
    }

    /// <summary>Brings its parameters into the array that it was made with, where it has not had them there all along.</summary>
    public void StoreParameters(float[] parameters)
    {
        if (_rows == 1)
            Pack(parameters, back: true);
    }

    public void Dispose() => NativeLibrary.Free(_library);

    private void Pack(float[] canonical, bool back)
    {
        fixed (float* from = canonical, to = _parameters)
            ((delegate* unmanaged<float*, float*, int, void>)Function("pack_parameters"))(from, to, back ? 1 : 0);
    }

    private nint Function(string name) => NativeLibrary.GetExport(_library, name);

    private static string Compile(int[] widths)
    {
        int[] sizes = widths is [int inputs, int units, int outputs] ? [inputs, units, 0, outputs] : widths;
        return Gcc.Compile("../Peers/loops.c", string.Join('-', widths), sizes.Select((size, i) => $"N{i}={size}"));
    }
}
