using System.Numerics;
using GenNet.Kernels;
using GenNet.Networks;
using GenNet.Numerics;

namespace GenNet;

/// <summary>A batch whose gradient can be computed at the parameters of the moment.</summary>
internal interface IGradientPass<T> where T : unmanaged
{
    /// <summary>Whether each gradient is complete when a sink gets it, so that the sink may step the parameters.</summary>
    bool CanFuse { get; }

    /// <summary>Hands the gradient to a sink, piece by piece, if <see cref="CanFuse"/>.</summary>
    /// <returns>The sum of the samples' losses.</returns>
    double Run<TSink>(TSink sink) where TSink : struct, IGradientSink<T>;

    /// <summary>Writes the gradient, laid out as the parameters are.</summary>
    /// <returns>The sum of the samples' losses.</returns>
    double Run(Block<T> gradient);
}

/// <summary>One step of an update rule, with the numbers that are the same for all parameters worked out.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
/// <typeparam name="TOptimizer">The optimiser whose rule it is.</typeparam>
/// <typeparam name="T">The floating-point type.</typeparam>
internal interface IUpdateRule<TSelf, TOptimizer, T> : IGradientSink<T>
    where TSelf : struct, IUpdateRule<TSelf, TOptimizer, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How many numbers of state the rule keeps for each parameter.</summary>
    static abstract int SlotCount(TOptimizer optimizer);

    /// <summary>Begins the step with the number <see cref="Optimizer.StepCount"/>, counted from 1.</summary>
    static abstract TSelf Begin(TOptimizer optimizer, Block<T> parameters, Slots<T> state);
}

/// <summary>The state of an optimiser: for each slot of its rule one number a parameter, zero at first.</summary>
internal readonly struct Slots<T>(Block<T> start, int length) where T : unmanaged
{
    public Block<T> this[int slot] => start.At((nint)slot * length);
}

/// <summary>What an optimiser keeps for its network.</summary>
internal abstract class UpdateState<T>(ParameterStore<T> parameters) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public ParameterStore<T> Parameters { get; } = parameters;

    /// <summary>Steps the parameters by the gradient of a batch.</summary>
    /// <returns>The sum of the samples' losses before the step.</returns>
    public abstract double Step<TPass>(TPass pass) where TPass : struct, IGradientPass<T>;
}

/// <inheritdoc/>
internal sealed class UpdateState<T, TOptimizer, TRule>(ParameterStore<T> parameters, TOptimizer optimizer) : UpdateState<T>(parameters)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TOptimizer : Optimizer
    where TRule : struct, IUpdateRule<TRule, TOptimizer, T>
{
    private readonly AlignedBuffer<T> _slots = new(TRule.SlotCount(optimizer) * parameters.Length);

    public override double Step<TPass>(TPass pass)
    {
        if (pass.CanFuse)
            return pass.Run(Begin());

        using Workspace<T> gradient = Workspace<T>.Rent(Parameters.Length);
        double loss = pass.Run(gradient.Start);
        StoredGradient.HandTo(Begin(), gradient.Start, Parameters.Length);
        return loss;
    }

    private TRule Begin()
    {
        optimizer.StepCount++;
        return TRule.Begin(optimizer, Parameters.Start, new(_slots.Start, Parameters.Length));
    }
}
