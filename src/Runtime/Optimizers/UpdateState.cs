using System.Numerics;
using System.Runtime.Intrinsics;
using GenNet.Kernels;
using GenNet.Networks;
using GenNet.Numerics;

namespace GenNet;

/// <summary>A pass that computes gradients and hands them to whatever sink it is given.</summary>
internal interface IGradientPass<T> where T : unmanaged
{
    /// <returns>The sum of the samples' losses.</returns>
    double Run<TSink>(TSink sink) where TSink : struct, IGradientSink<T>;
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

    /// <summary>Steps the parameters by a gradient that is complete in memory, laid out as they are.</summary>
    public abstract void Step(Block<T> gradient);

    /// <summary>Steps the parameters while the pass computes the gradient.</summary>
    public abstract double Step<TPass>(TPass pass) where TPass : struct, IGradientPass<T>;
}

/// <inheritdoc/>
internal sealed class UpdateState<T, TOptimizer, TRule>(ParameterStore<T> parameters, TOptimizer optimizer) : UpdateState<T>(parameters)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TOptimizer : Optimizer
    where TRule : struct, IUpdateRule<TRule, TOptimizer, T>
{
    private readonly AlignedBuffer<T> _slots = new(TRule.SlotCount(optimizer) * parameters.Length);

    public override void Step(Block<T> gradient)
    {
        TRule rule = Begin();
        if (Vector512.IsHardwareAccelerated) Apply<Wide512<T>>(rule, gradient);
        else if (Vector256.IsHardwareAccelerated) Apply<Wide256<T>>(rule, gradient);
        else Apply<Wide128<T>>(rule, gradient);
    }

    public override double Step<TPass>(TPass pass) => pass.Run(Begin());

    private TRule Begin()
    {
        optimizer.StepCount++;
        return TRule.Begin(optimizer, Parameters.Start, new(_slots.Start, Parameters.Length));
    }

    private void Apply<V>(TRule rule, Block<T> gradient) where V : struct, IVector<V, T>
    {
        for (nint i = 0; i < Parameters.Length; i += V.Count)
            rule.Take(V.Load(gradient, i), i);
    }
}
