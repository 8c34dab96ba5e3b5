using System.Runtime.CompilerServices;
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

    /// <summary>Whether a gradient of zero leaves all as it is, so that it need not be handed over.</summary>
    static virtual bool IgnoresZeros => false;

    /// <summary>
    /// Whether the rows of the backward pass are not samples, whose gradients add up, but the outputs of one sample, whose gradients
    /// are the rows of its Jacobian.
    /// </summary>
    static virtual bool IsJacobian => false;

    /// <summary>Takes the gradients by the parameters from <paramref name="index"/> on.</summary>
    void Take<V>(V gradient, nint index) where V : struct, IVector<V, T>;

    /// <summary>Takes the gradients of one row, if <see cref="IsJacobian"/>.</summary>
    void TakeRow<V>(V gradient, nint index, nint row) where V : struct, IVector<V, T> => Take(gradient, index);
}

/// <summary>Marks a sink that takes a gradient in so few instructions that they can be written out for each of a tile's.</summary>
internal interface IShortSink;

/// <summary>Adds the gradients of successive chunks of a batch.</summary>
internal readonly struct AddedGradient<T>(Block<T> sum) : IGradientSink<T>, IShortSink where T : unmanaged
{
    public static bool IgnoresZeros => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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

/// <summary>Stores each row's gradients, laid out as the parameters are.</summary>
internal readonly struct JacobianRows<T>(Block<T> rows, int length) : IGradientSink<T> where T : unmanaged
{
    public static bool IsJacobian => true;

    public void Take<V>(V gradient, nint index) where V : struct, IVector<V, T> => TakeRow(gradient, index, 0);

    public void TakeRow<V>(V gradient, nint index, nint row) where V : struct, IVector<V, T> =>
        V.Store(rows, row * length + index, gradient);
}
