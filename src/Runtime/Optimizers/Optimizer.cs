using System.Numerics;
using GenNet.Networks;

namespace GenNet;

/// <summary>
/// An update rule with its hyperparameters and, once used, the state that it keeps for one network.
/// </summary>
public abstract class Optimizer
{
    private double _learningRate;
    private object? _state;

    private protected Optimizer(double learningRate) => LearningRate = learningRate;

    /// <summary>The step size; settable at any time, in force from the next step on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double LearningRate
    {
        get => _learningRate;
        set => _learningRate = Hyperparameter.NotNegative(value, nameof(LearningRate));
    }

    /// <summary>The number of steps taken.</summary>
    public long StepCount { get; internal set; }

    /// <summary>The state for the network with these parameters, made at the first step.</summary>
    /// <exception cref="InvalidOperationException">The optimiser already serves another network.</exception>
    internal UpdateState<T> StateFor<T>(ParameterStore<T> parameters) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (_state is UpdateState<T> state && ReferenceEquals(state.Parameters, parameters))
            return state;
        if (_state is not null)
        {
            throw new InvalidOperationException(
                $"This {GetType().Name} already serves another network, whose state it keeps; give each network an optimizer of its own.");
        }

        state = CreateState(parameters);
        _state = state;
        return state;
    }

    private protected abstract UpdateState<T> CreateState<T>(ParameterStore<T> parameters) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
