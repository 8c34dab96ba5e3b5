using System.Runtime.InteropServices;

namespace GenNet.Benchmarks;

/// <summary>streams.c, compiled for a layer.</summary>
/// <remarks>Its functions are called as C calls them, without the runtime's preparations for longer ones.</remarks>
internal sealed unsafe class StreamLoops : IDisposable
{
    private readonly nint _library;
    private readonly delegate* unmanaged[SuppressGCTransition]<float*, float*, int, void> _process;

    /// <summary>Compiles it.</summary>
    /// <param name="name">The network's name.</param>
    /// <param name="definitions">What streams.c asks for, between spaces.</param>
    /// <param name="parameters">The network's parameters in canonical order.</param>
    public StreamLoops(string name, string definitions, float[] parameters)
    {
        _library = NativeLibrary.Load(Gcc.Compile("../Streams/streams.c", name.Replace(' ', '-'), definitions.Split(' ')));
        _process = (delegate* unmanaged[SuppressGCTransition]<float*, float*, int, void>)NativeLibrary.GetExport(_library, "process");
        fixed (float* p = parameters)
            ((delegate* unmanaged<float*, void>)NativeLibrary.GetExport(_library, "load_parameters"))(p);
    }

    public void Process(float[] frames, float[] outputs, int count)
    {
        fixed (float* x = frames, y = outputs)
            _process(x, y, count);
    }

    public void Dispose() => NativeLibrary.Free(_library);
}
