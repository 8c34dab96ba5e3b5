using System.Runtime.CompilerServices;
using GenNet.Activations;
using GenNet.Numerics;

namespace GenNet.Kernels;

/// <summary>An activation without numbers of its own, applied unit by unit.</summary>
public readonly struct Unitwise<TActivation> : ILayerActivation where TActivation : struct, IActivation
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<V, T, TLanes>(Block<T> z, Block<T> a, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLanes : struct, ILaneLayout
    {
        for (int i = 0; i < TLanes.Vectors<V>(units); i++)
            V.Store(a, i * V.Count, default(TActivation).Forward(V.Load(z, i * V.Count)));
    }

    /// <inheritdoc/>
    /// <remarks>Its derivative follows from a.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<V, T, TLanes>(Block<T> a, Block<T> delta, int units)
        where V : struct, IVector<V, T>
        where T : unmanaged
        where TLanes : struct, ILaneLayout
    {
        for (int i = 0; i < TLanes.Vectors<V>(units); i++)
        {
            V output = V.Load(a, i * V.Count);
            V gradient = V.Load(delta, i * V.Count) * default(TActivation).Derivative(output, output);
            V.Store(delta, i * V.Count, TLanes.UnitsOnly<V, T>(gradient, i, units, default));
        }
    }
}
