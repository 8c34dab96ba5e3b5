using System.Diagnostics;
using System.Numerics;
using GenNet.Kernels;
using GenNet.Networks;
using GenNet.Numerics;

namespace GenNet;

/// <summary>
/// A pass whose gradient is that of C + R. It goes through memory, where the penalties' gradient is added once to that of all samples.
/// </summary>
internal readonly struct PenalizedPass<T, TPass>(TPass pass, ParameterStore<T> parameters) : IGradientPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TPass : struct, IGradientPass<T>
{
    public bool CanFuse => false;

    public T Scale => pass.Scale;

    public double Run<TSink>(TSink sink) where TSink : struct, IGradientSink<T> =>
        throw new UnreachableException("A penalised pass cannot fuse.");

    public double Run(Block<T> gradient) => pass.Run(gradient) + Penalty.AddGradient(parameters, Scale, gradient);
}
