using System.Numerics;
using GenNet.Kernels;
using GenNet.Networks;
using GenNet.Numerics;

namespace GenNet.Tests.Optimizers;

/// <summary>The loss at some parameters, and its gradient there.</summary>
internal delegate double LossGradient<T>(ReadOnlySpan<T> parameters, Span<T> gradient);

/// <summary>Parameters that an optimizer steps by gradients that are no network's, in either precision, padding included.</summary>
internal sealed class Problem<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ParameterStore<T> _store;
    private readonly T[] _parameters;

    public Problem(T[] start)
    {
        _parameters = start;
        var layer = new DenseDescription(start.Length, 1, HasBias: false);
        _store = new(new(start.Length, [layer], [new("W1", "0.weight", [1, start.Length], Start: 0, Strides: [1, 1])]), seed: 0);
        _store.Set(start);
    }

    public T[] Parameters
    {
        get
        {
            _store.Get(_parameters);
            return _parameters;
        }
    }

    /// <summary>How many times the gradient has been computed.</summary>
    public int Evaluations { get; private set; }

    /// <returns>The loss before the step.</returns>
    public double Step(Optimizer optimizer, LossGradient<T> gradient, bool fused = true)
    {
        var pass = new Pass(this, gradient, fused);
        double loss = optimizer.StateFor(_store).Step(ref pass);
        Assert.All(_store.Start.AsSpan(_store.Length)[_parameters.Length..].ToArray(), padding => Assert.Equal(T.Zero, padding));
        return loss;
    }

    /// <summary>Steps by a gradient that does not depend on the parameters.</summary>
    public void Step(Optimizer optimizer, T[] gradient, bool fused = true) => Step(
        optimizer,
        (_, destination) =>
        {
            gradient.CopyTo(destination);
            return 0;
        },
        fused);

    private readonly struct Pass(Problem<T> problem, LossGradient<T> gradient, bool fused) : IGradientPass<T>
    {
        public bool CanFuse => fused;

        public T Scale => T.One;

        public double Run<TSink>(TSink sink) where TSink : struct, IGradientSink<T>
        {
            AlignedBuffer<T> stored = new(problem._store.Length);
            double loss = Run(stored.Start);
            StoredGradient.HandTo(sink, stored.Start, stored.Length);
            return loss;
        }

        public double Run(Block<T> destination)
        {
            problem.Evaluations++;
            destination.AsSpan(problem._store.Length).Clear();
            return gradient(problem.Parameters, destination.AsSpan(problem._parameters.Length));
        }
    }
}
