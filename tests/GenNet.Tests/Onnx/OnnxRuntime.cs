using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace GenNet.Tests.Onnx;

/// <summary>
/// ONNX Runtime over its C API. The library is the file that <c>ONNXRUNTIME_LIBRARY</c> names; npm's onnxruntime-node 1.30.0 brings one for
/// Linux in bin/napi-v6/linux/x64/libonnxruntime.so.1.
/// </summary>
/// <remarks>
/// OrtGetApiBase() leads to a table of functions whose order never changes (onnxruntime_c_api.h); the numbers below are the places in it.
/// A function returns a status, null for success.
/// </remarks>
internal sealed unsafe class OnnxRuntime : IDisposable
{
    private const string LibraryVariable = "ONNXRUNTIME_LIBRARY";
    private const int ApiVersion = 17;
    private const int CpuAllocator = 0, DefaultMemory = 0; // OrtDeviceAllocator would be 0 too: memory that we allocate.
    private const int ErrorsOnly = 3;

    private static readonly Lazy<nint> s_api = new(LoadApi);
    private static readonly Lazy<nint> s_environment = new(() =>
    {
        nint environment;
        fixed (byte* name = "GenNet\0"u8)
            Check(((delegate* unmanaged<int, byte*, nint*, nint>)Function(3))(ErrorsOnly, name, &environment));
        return environment;
    });

    private nint _session;

    /// <summary>Loads a model.</summary>
    /// <exception cref="OnnxRuntimeException">It is wrong, or has an operator that is not implemented for its type.</exception>
    public OnnxRuntime(byte[] model)
    {
        nint options;
        Check(((delegate* unmanaged<nint*, nint>)Function(10))(&options));
        try
        {
            Check(((delegate* unmanaged<nint, int, nint>)Function(24))(options, 1)); // One thread.
            nint session;
            fixed (byte* data = model)
                Check(((delegate* unmanaged<nint, byte*, nuint, nint, nint*, nint>)Function(8))(
                    s_environment.Value, data, (nuint)model.Length, options, &session));
            _session = session;
        }
        finally
        {
            Release(100, options);
        }
    }

    /// <summary>Why it cannot be used, or null where it can.</summary>
    public static string? Missing => File.Exists(Environment.GetEnvironmentVariable(LibraryVariable))
        ? null
        : $"{LibraryVariable} names no file; npm's onnxruntime-node 1.30.0 has the library in bin/napi-v6/linux/x64/libonnxruntime.so.1.";

    /// <summary>Computes the outputs of a batch.</summary>
    public T[] Predict<T>(T[] inputs, int inputSize, int outputSize) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int rows = inputs.Length / inputSize;
        T[] outputs = new T[rows * outputSize];
        fixed (T* x = inputs, y = outputs)
        fixed (byte* inputName = "input\0"u8, outputName = "output\0"u8)
        {
            nint input = Tensor(x, rows, inputSize), output = Tensor(y, rows, outputSize);
            try
            {
                Check(((delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint>)Function(9))(
                    _session, 0, &inputName, &input, 1, &outputName, 1, &output));
            }
            finally
            {
                Release(96, input);
                Release(96, output);
            }
        }

        return outputs;
    }

    public void Dispose()
    {
        Release(95, _session);
        _session = 0;
    }

    private static nint Tensor<T>(T* data, int rows, int columns) where T : unmanaged
    {
        nint memory, tensor;
        Check(((delegate* unmanaged<int, int, nint*, nint>)Function(69))(CpuAllocator, DefaultMemory, &memory));
        long* shape = stackalloc long[] { rows, columns };
        try
        {
            Check(((delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)Function(49))(
                memory, data, (nuint)(sizeof(T) * rows * columns), shape, 2, typeof(T) == typeof(float) ? 1 : 11, &tensor));
            return tensor;
        }
        finally
        {
            Release(94, memory);
        }
    }

    private static nint LoadApi()
    {
        nint library = NativeLibrary.Load(Environment.GetEnvironmentVariable(LibraryVariable)!);
        nint* apiBase = ((delegate* unmanaged<nint*>)NativeLibrary.GetExport(library, "OrtGetApiBase"))();
        return ((delegate* unmanaged<uint, nint>)apiBase[0])(ApiVersion);
    }

    private static nint Function(int index) => ((nint*)s_api.Value)[index];

    private static void Release(int function, nint @object) => ((delegate* unmanaged<nint, void>)Function(function))(@object);

    private static void Check(nint status)
    {
        if (status == 0)
            return;
        string message = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint, nint>)Function(2))(status))!;
        int code = ((delegate* unmanaged<nint, int>)Function(1))(status);
        Release(93, status);
        throw new OnnxRuntimeException(code, message);
    }
}

internal sealed class OnnxRuntimeException(int code, string message) : Exception(message)
{
    /// <summary>The code where an operator has no implementation for the type.</summary>
    public const int NotImplemented = 9;

    public int Code => code;
}

/// <summary>A test that ONNX Runtime takes part in; skipped where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnnxRuntimeTheoryAttribute : TheoryAttribute
{
    public OnnxRuntimeTheoryAttribute() => Skip = OnnxRuntime.Missing;
}
