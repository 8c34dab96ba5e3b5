using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>
/// Takes finished gradients while they are still in registers: an optimiser's update rule steps the parameters at once, so that
/// the gradient never reaches memory; other sinks store it.
/// </summary>
/// <typeparam name="T">The floating-point type.</typeparam>
public interface IGradientSink<T> where T : unmanaged
{
    /// <summary>Whether gradients by parameters are to be computed at all.</summary>
    static virtual bool IsUsed => true;

    /// <summary>Takes the gradients by the parameters from <paramref name="index"/> on.</summary>
    void Take<V>(V gradient, nint index) where V : struct, IVector<V, T>;
}

/// <summary>Adds the gradients of successive chunks of a batch.</summary>
internal readonly struct AddedGradient<T>(Block<T> sum) : IGradientSink<T> where T : unmanaged
{
    public void Take<V>(V gradient, nint index) where V : struct, IVector<V, T> =>
        V.Store(sum, index, V.Load(sum, index) + gradient);
}

/// <summary>For the gradient by the inputs alone.</summary>
internal readonly struct NoGradient<T> : IGradientSink<T> where T : unmanaged
{
    public static bool IsUsed => false;

    public void Take<V>(V gradient, nint index) where V : struct, IVector<V, T>
    {
    }
}
