using System.Numerics;
using GenNet.Kernels;
using GenNet.Networks;
using GenNet.Numerics;

namespace GenNet;

/// <summary>
/// An update rule with its hyperparameters and, once used, the state that it keeps for one network.
/// </summary>
public abstract class Optimizer
{
    private object? _state;

    private protected Optimizer(double learningRate) => LearningRate = Hyperparameter.NotNegative(learningRate, nameof(learningRate));

    /// <summary>The step size; settable at any time, in force from the next step on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double LearningRate
    {
        get;
        set => field = Hyperparameter.NotNegative(value, nameof(LearningRate));
    }

    /// <summary>
    /// The largest absolute value that a number of the gradient may have: each is clamped to it before the rule sees it, as by PyTorch's
    /// torch.nn.utils.clip_grad_value_. Null, as it is at first, for no limit; settable at any time.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive or not finite.</exception>
    public double? ClipValue
    {
        get;
        set => field = value is { } limit ? Hyperparameter.Positive(limit, nameof(ClipValue)) : null;
    }

    /// <summary>
    /// The largest Euclidean norm that the whole gradient may have: all of it is multiplied by ClipNorm / (norm + 1e-6) where that is
    /// less than 1, as by PyTorch's torch.nn.utils.clip_grad_norm_. Null, as it is at first, for no limit; settable at any time.
    /// With both limits the values are clamped first, and the norm is of what that leaves, so that both hold.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive or not finite.</exception>
    public double? ClipNorm
    {
        get;
        set => field = value is { } limit ? Hyperparameter.Positive(limit, nameof(ClipNorm)) : null;
    }

    /// <summary>The number of steps taken.</summary>
    public long StepCount { get; internal set; }

    /// <summary>What is given once and for all: all that makes the rule but the learning rate and the limits.</summary>
    internal abstract IEnumerable<(string Name, object Value)> Hyperparameters { get; }

    /// <summary>Whether the gradient goes through <see cref="Clip"/> before it is used.</summary>
    internal bool Clips => ClipValue is not null || ClipNorm is not null;

    /// <summary>Whether a step takes the gradient at one point alone.</summary>
    internal virtual bool StepsByGradient => true;

    /// <exception cref="ArgumentException">A step takes more than one gradient.</exception>
    internal void CheckStepsByGradient()
    {
        if (!StepsByGradient)
        {
            throw new ArgumentException(
                $"optimizer is an {GetType().Name}, which needs the cost and its gradient at several points in each step; "
                + "Step has one gradient, so give it another optimizer, or call Train.",
                "optimizer");
        }
    }

    /// <summary>
    /// Clips a gradient in place. The norm's squares are summed in double, in an order that no machine changes. With a norm that is NaN
    /// the gradient is left as it is, so that NaN reaches the parameters that it is of and not their padding.
    /// </summary>
    internal void Clip<T>(Block<T> gradient, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (ClipValue is { } value)
            VectorMath.Clamp(gradient, value, length);
        if (ClipNorm is { } norm)
        {
            double coefficient = norm / (Math.Sqrt(VectorMath.Dot(gradient, gradient, length)) + 1e-6);
            if (coefficient < 1)
                VectorMath.Scale(gradient, coefficient, gradient, length);
        }
    }

    /// <summary>The state for the network with these parameters, made at the first step.</summary>
    /// <exception cref="InvalidOperationException">The optimizer already serves another network.</exception>
    internal UpdateState<T> StateFor<T>(ParameterStore<T> parameters) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (CurrentState(parameters) is { } current)
            return current;
        UpdateState<T> state = CreateState(parameters);
        _state = state;
        return state;
    }

    /// <summary>The state for the network with these parameters, or null before the first step.</summary>
    /// <exception cref="InvalidOperationException">The optimizer already serves another network.</exception>
    internal UpdateState<T>? CurrentState<T>(ParameterStore<T> parameters) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (_state is UpdateState<T> state && ReferenceEquals(state.Parameters, parameters))
            return state;
        if (_state is null)
            return null;
        throw new InvalidOperationException(
            $"This {GetType().Name} already serves another network, whose state it keeps; give each network an optimizer of its own.");
    }

    /// <summary>A state as before the first step, which is not yet in force.</summary>
    internal UpdateState<T> NewState<T>(ParameterStore<T> parameters) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        CreateState(parameters);

    /// <summary>Goes on from a state that came from a checkpoint, or from the beginning where that is null.</summary>
    internal void Resume<T>(UpdateState<T>? state, long stepCount) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        _state = state;
        StepCount = stepCount;
    }

    private protected abstract UpdateState<T> CreateState<T>(ParameterStore<T> parameters)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
