using System.Diagnostics;
using System.Numerics;
using GenNet.Kernels;
using GenNet.Networks;
using GenNet.Numerics;

namespace GenNet;

/// <summary>Takes steps on batches whose shards are computed apart. What is no sum over samples is done here, once.</summary>
internal sealed class ShardedTraining<T>(
    INeuralNetwork<T> network, Dataset<T> training, DataParallel parallel, CancellationToken cancellationToken)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IShards<T> _shards = parallel.Workers is { } workers
        ? new RemoteShards<T>(network, training, workers)
        : new LocalShards<T>(network, training);

    // Of the step under way, each output's sum at the parameters that it began with.
    private double[]? _lossesBefore;

    /// <summary>Takes one step, as <c>Train</c> does.</summary>
    /// <param name="seed">Chooses the orders of the samples.</param>
    /// <param name="epoch">The epoch whose order the batch is of; 0 for that in which samples are given.</param>
    /// <param name="start">The first sample's place in that order.</param>
    /// <param name="count">The number of samples.</param>
    /// <param name="optimizer">The update rule.</param>
    /// <param name="outputLosses">Receives the loss of each output; or empty.</param>
    /// <returns>The loss before the step.</returns>
    /// <remarks>
    /// A step that fails or is cancelled leaves the parameters as they were; an optimizer that had moved them to try others forgets what
    /// it knew.
    /// </remarks>
    public T Train(int seed, int epoch, int start, int count, Optimizer optimizer, Span<T> outputLosses)
    {
        var batch = new ShardedBatch(seed, epoch, start, count, Math.Min(parallel.Shards, count));
        ParameterStore<T> parameters = network.Parameters;
        parameters.BeginStep();
        try
        {
            UpdateState<T> state = optimizer.StateFor(parameters);
            double sum = StepOrRestore(state, batch, optimizer);
            for (int k = 0; k < outputLosses.Length; k++)
                outputLosses[k] = network.Shards.Reduce(_lossesBefore![k], count);
            return network.Shards.Reduce(sum, count);
        }
        finally
        {
            parameters.EndStep();
        }
    }

    private double StepOrRestore(UpdateState<T> state, ShardedBatch batch, Optimizer optimizer)
    {
        ParameterStore<T> parameters = state.Parameters;
        Span<T> numbers = parameters.Start.AsSpan(parameters.Length);
        T[] before = optimizer.StepsByGradient ? [] : numbers.ToArray();
        (int, long) dropout = parameters.Dropout;
        long steps = optimizer.StepCount;
        parameters.CountStep();
        _lossesBefore = null;
        try
        {
            var pass = new Pass(this, batch);
            return state.Step(ref pass);
        }
        catch
        {
            parameters.Dropout = dropout;
            if (!optimizer.StepsByGradient)
            {
                before.CopyTo(numbers);
                optimizer.Resume<T>(null, steps);
            }

            throw;
        }
    }

    /// <summary>Computes the gradient at the parameters of the moment.</summary>
    /// <returns>The sum of the samples' costs.</returns>
    private double Sum(ShardedBatch batch, Block<T> gradient)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ShardSum<T> sum = _shards.Sum(batch, cancellationToken);
        sum.Gradient.Span.CopyTo(gradient.AsSpan(sum.Gradient.Length));
        _lossesBefore ??= [.. sum.Losses];
        return network.Shards.Cost(sum.Losses);
    }

    /// <summary>The batch as optimizers see it.</summary>
    private readonly struct Pass(ShardedTraining<T> all, ShardedBatch batch) : IGradientPass<T>
    {
        public bool CanFuse => false;

        public T Scale => all.Scale(batch);

        public double Run<TSink>(TSink sink) where TSink : struct, IGradientSink<T> =>
            throw new UnreachableException("The sum of shards is in memory.");

        public double Run(Block<T> gradient) => all.Sum(batch, gradient);
    }

    private T Scale(ShardedBatch batch) => network.Shards.Scale(batch.Count);
}
