using System.Numerics;
using GenNet.Networks;

namespace GenNet;

/// <summary>What an optimizer keeps for its network.</summary>
internal abstract class UpdateState<T>(ParameterStore<T> parameters) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public ParameterStore<T> Parameters { get; } = parameters;

    /// <summary>Steps the parameters by the gradient of a batch.</summary>
    /// <returns>The sum of the samples' losses before the step.</returns>
    public abstract double Step<TPass>(TPass pass) where TPass : struct, IGradientPass<T>;
}
