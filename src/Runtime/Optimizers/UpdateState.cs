using System.Numerics;
using GenNet.Networks;

namespace GenNet;

/// <summary>What an optimizer keeps for its network.</summary>
internal abstract class UpdateState<T>(ParameterStore<T> parameters) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public ParameterStore<T> Parameters { get; } = parameters;

    /// <summary>Steps the parameters by the gradient of a batch, that of the penalties included.</summary>
    /// <returns>The sum of the samples' losses before the step, with <see cref="Penalty.Sum"/>.</returns>
    public double Step<TPass>(TPass pass) where TPass : struct, IGradientPass<T> =>
        Parameters.PenalizedLayers.IsEmpty ? Take(pass) : Take(new PenalizedPass<T, TPass>(pass, Parameters));

    /// <summary>Steps the parameters by the gradient of a pass.</summary>
    /// <returns>The sum of the losses before the step.</returns>
    protected abstract double Take<TPass>(TPass pass) where TPass : struct, IGradientPass<T>;
}
