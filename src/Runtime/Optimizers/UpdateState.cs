using System.Numerics;
using GenNet.Networks;
using GenNet.Numerics;

namespace GenNet;

/// <summary>What an optimizer keeps for its network.</summary>
internal abstract class UpdateState<T>(ParameterStore<T> parameters) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public ParameterStore<T> Parameters { get; } = parameters;

    /// <summary>The numbers that are kept for each parameter, as vectors that are laid out as the parameters are.</summary>
    public abstract Block<T>[] Vectors { get; }

    /// <summary>What is kept besides.</summary>
    public virtual double[] Numbers => [];

    /// <summary>Makes a new state one of so many <see cref="Vectors"/>, whose numbers are to follow, and of these numbers.</summary>
    /// <returns>Whether the optimizer can come to such a state.</returns>
    public virtual bool Resize(int vectors, double[] numbers) => vectors == Vectors.Length && numbers.Length == 0;

    /// <summary>Steps the parameters by the gradient of a batch, that of the penalties included.</summary>
    /// <returns>The sum of the samples' losses before the step, with <see cref="Penalty.Sum"/>.</returns>
    public double Step<TPass>(ref TPass pass) where TPass : struct, IGradientPass<T>
    {
        if (Parameters.Layout.Penalized.Length == 0)
            return Take(ref pass);
        var penalized = new PenalizedPass<T, TPass>(pass, Parameters);
        return Take(ref penalized);
    }

    /// <summary>Steps the parameters by a gradient that is laid out as they are and is that of all the cost.</summary>
    public void StepBy(Block<T> gradient)
    {
        Parameters.CountStep();
        var pass = new StoredPass<T>(gradient, Parameters.Length);
        Take(ref pass);
    }

    /// <summary>Steps the parameters by the gradient of a pass.</summary>
    /// <returns>The sum of the losses before the step.</returns>
    protected abstract double Take<TPass>(ref TPass pass) where TPass : struct, IGradientPass<T>;
}
