using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Networks;
using GenNet.Numerics;

namespace GenNet;

/// <summary>
/// Resilient propagation (Riedmiller and Braun 1993; iRprop-, Igel and Hüsken 2000), for whole datasets as the batch, with PyTorch's
/// rule (torch.optim.Rprop): each parameter has a step size of its own, learningRate at first. Where the gradient g has the sign of
/// the last one, the step size is multiplied by etaPlus; where it has the other, by etaMinus, and g is taken as zero; then it is
/// clamped to stepMinimum and stepMaximum; p -= sign(g) step.
/// </summary>
/// <remarks>The learning rate is where step sizes start from: to set it once steps have been taken changes nothing.</remarks>
public sealed class Rprop : Optimizer
{
    /// <summary>Makes the optimizer for one network.</summary>
    /// <param name="learningRate">The step sizes at first.</param>
    /// <param name="etaMinus">What a step size is multiplied by where the gradient's sign changes, between 0 and 1.</param>
    /// <param name="etaPlus">What a step size is multiplied by where the gradient's sign stays, greater than 1.</param>
    /// <param name="stepMinimum">The smallest step size.</param>
    /// <param name="stepMaximum">The largest step size.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public Rprop(
        double learningRate = 1e-2, double etaMinus = 0.5, double etaPlus = 1.2, double stepMinimum = 1e-6, double stepMaximum = 50)
        : base(learningRate)
    {
        EtaMinus = Hyperparameter.Check(etaMinus, etaMinus is > 0 and < 1, nameof(etaMinus), "greater than 0 and less than 1");
        EtaPlus = Hyperparameter.Check(
            etaPlus, double.IsFinite(etaPlus) && etaPlus > 1, nameof(etaPlus), "finite and greater than 1");
        StepMinimum = Hyperparameter.NotNegative(stepMinimum, nameof(stepMinimum));
        StepMaximum = Hyperparameter.Check(
            stepMaximum, double.IsFinite(stepMaximum) && stepMaximum >= stepMinimum, nameof(stepMaximum),
            "finite and at least stepMinimum");
    }

    /// <summary>What a step size is multiplied by where the gradient's sign changes.</summary>
    public double EtaMinus { get; }

    /// <summary>What a step size is multiplied by where the gradient's sign stays.</summary>
    public double EtaPlus { get; }

    /// <summary>The smallest step size.</summary>
    public double StepMinimum { get; }

    /// <summary>The largest step size.</summary>
    public double StepMaximum { get; }

    internal override IEnumerable<(string Name, object Value)> Hyperparameters =>
        [
            (nameof(EtaMinus), EtaMinus), (nameof(EtaPlus), EtaPlus), (nameof(StepMinimum), StepMinimum),
            (nameof(StepMaximum), StepMaximum),
        ];

    private protected override UpdateState<T> CreateState<T>(ParameterStore<T> parameters) =>
        new RuleState<T, Rule<T>>(parameters, this);

    private readonly struct Rule<T>(Rprop rprop, Block<T> parameters, Slots<T> state) : IUpdateRule<Rule<T>, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Block<T> _steps = state[0], _lastSigns = state[1];
        private readonly T _etaMinus = T.CreateChecked(rprop.EtaMinus), _etaPlus = T.CreateChecked(rprop.EtaPlus);
        private readonly T _minimum = T.CreateChecked(rprop.StepMinimum), _maximum = T.CreateChecked(rprop.StepMaximum);

        public static int SlotCount(Optimizer optimizer) => 2;

        public static double InitialState(Optimizer optimizer, int slot) => slot == 0 ? ((Rprop)optimizer).LearningRate : 0;

        public static Rule<T> Begin(Optimizer optimizer, Block<T> parameters, Slots<T> state) => new((Rprop)optimizer, parameters, state);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take<V>(V g, nint index) where V : struct, IVector<V, T>
        {
            // Signs instead of gradients are kept, whose product never underflows.
            V zero = V.Create(0), sign = UpdateMath.Sign(g);
            V agreement = sign * V.Load(_lastSigns, index), turned = agreement < zero;
            V factor = V.Select(agreement > zero, V.Broadcast(_etaPlus), V.Select(turned, V.Broadcast(_etaMinus), V.Create(1)));
            V step = V.Load(_steps, index) * factor;
            step = V.Smaller(V.Larger(step, V.Broadcast(_minimum)), V.Broadcast(_maximum));
            sign = V.Select(turned, zero, sign);
            V.Store(_steps, index, step);
            V.Store(_lastSigns, index, sign);
            V.Store(parameters, index, V.MultiplyAdd(-sign, step, V.Load(parameters, index)));
        }
    }
}
