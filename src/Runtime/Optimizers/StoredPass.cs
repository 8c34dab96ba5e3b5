using System.Numerics;
using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet;

/// <summary>A gradient that has been computed already, at the parameters of the moment only.</summary>
internal readonly struct StoredPass<T>(Block<T> stored, int length) : IGradientPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public bool CanFuse => true;

    public T Scale => T.One;

    public double Run<TSink>(TSink sink) where TSink : struct, IGradientSink<T>
    {
        StoredGradient.HandTo(sink, stored, length);
        return 0;
    }

    public double Run(Block<T> gradient)
    {
        stored.AsSpan(length).CopyTo(gradient.AsSpan(length));
        return 0;
    }
}
