using System.Numerics;
using GenNet.Kernels;
using GenNet.Networks;
using GenNet.Numerics;

namespace GenNet;

/// <summary>One step of an update rule, with the numbers that are the same for all parameters worked out.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
/// <typeparam name="T">The floating-point type.</typeparam>
/// <remarks>
/// The parameters' padding, whose gradient is always zero, must stay zero under every rule. The optimizer that a rule gets is its own; no
/// type parameter says so, since code for one that is a class is shared and a good deal slower.
/// </remarks>
internal interface IUpdateRule<TSelf, T> : IGradientSink<T>
    where TSelf : struct, IUpdateRule<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How many numbers of state the rule keeps for each parameter.</summary>
    static abstract int SlotCount(Optimizer optimizer);

    /// <summary>What the numbers of a slot are before the first step.</summary>
    static virtual double InitialState(Optimizer optimizer, int slot) => 0;

    /// <summary>Begins the step with the number <see cref="Optimizer.StepCount"/>, counted from 1.</summary>
    static abstract TSelf Begin(Optimizer optimizer, Block<T> parameters, Slots<T> state);
}

/// <summary>The state of an optimizer: for each slot of its rule one number a parameter.</summary>
internal readonly struct Slots<T>(Block<T> start, int length) where T : unmanaged
{
    public Block<T> this[int slot] => start.At((nint)slot * length);
}

/// <summary>
/// The state of an optimizer whose rule treats each parameter on its own, so that it can step while the gradient is in registers.
/// Clipping takes the gradient through memory, as the norm needs all of it before the first step.
/// </summary>
internal sealed class RuleState<T, TRule> : UpdateState<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TRule : struct, IUpdateRule<TRule, T>
{
    private readonly Optimizer _optimizer;
    private readonly AlignedBuffer<T> _slots;

    public RuleState(ParameterStore<T> parameters, Optimizer optimizer)
        : base(parameters)
    {
        int count = TRule.SlotCount(optimizer);
        _optimizer = optimizer;
        _slots = new(checked(count * parameters.Length));
        for (int slot = 0; slot < count; slot++)
            Slots[slot].AsSpan(parameters.Length).Fill(T.CreateChecked(TRule.InitialState(optimizer, slot)));
    }

    public override Block<T>[] Vectors => [.. Enumerable.Range(0, TRule.SlotCount(_optimizer)).Select(slot => Slots[slot])];

    private Slots<T> Slots => new(_slots.Start, Parameters.Length);

    protected override double Take<TPass>(ref TPass pass)
    {
        if (pass.CanFuse && !_optimizer.Clips)
            return pass.Run(Begin());

        using Workspace<T> gradient = Workspace<T>.Rent(Parameters.Length);
        double loss = pass.Run(gradient.Start);
        _optimizer.Clip(gradient.Start, Parameters.Length);
        StoredGradient.HandTo(Begin(), gradient.Start, Parameters.Length);
        return loss;
    }

    private TRule Begin()
    {
        _optimizer.StepCount++;
        return TRule.Begin(_optimizer, Parameters.Start, Slots);
    }
}
