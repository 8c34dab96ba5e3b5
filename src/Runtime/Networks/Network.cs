using System.Numerics;
using System.Runtime.CompilerServices;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>
/// The operations behind the members of a generated network: they check the arguments, so that nothing changes when one is wrong,
/// and hand the batch to the engine.
/// </summary>
/// <typeparam name="T">The floating-point type.</typeparam>
/// <typeparam name="TEngine">The way in which the network's passes run.</typeparam>
public static unsafe class Network<T, TEngine>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TEngine : struct, IEngine<T>
{
    /// <summary>What is done for shards of a batch.</summary>
    public static ShardOperations<T> Shards => ShardOperations<T, TEngine>.Instance;

    /// <inheritdoc cref="IPredictor{T}.Predict"/>
    /// <remarks>
    /// It is compiled at once as well as can be, and all on the way to the passes is inlined, itself too in the end: in a single row's time
    /// the calls weigh most, and the JIT's second look would come a tenth of a second later.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.AggressiveInlining)]
    public static void Predict(ParameterStore<T> parameters, ReadOnlySpan<T> inputs, Span<T> outputs)
    {
        // One sample, of which it is worth to ask first, or as many as the lengths give.
        int rows = inputs.Length == TEngine.InputSize && outputs.Length == TEngine.OutputSize ? 1 : RowsOfBoth(inputs, outputs);
        if (rows == 0)
            return;
        TEngine.CheckInputs(inputs, nameof(inputs));
        fixed (T* x = inputs, y = outputs)
            TEngine.Predict(parameters, new(x), rows, new(y));
        GC.KeepAlive(parameters);
    }

    /// <summary>Takes one optimisation step on one minibatch.</summary>
    /// <returns>The loss of the minibatch before the step.</returns>
    public static T Train(ParameterStore<T> parameters, in Samples<T> samples, Optimizer optimizer) =>
        Train(parameters, samples, optimizer, default);

    /// <inheritdoc cref="INeuralNetwork{T}.Train(in Samples{T}, Optimizer, Span{T})"/>
    public static T Train(ParameterStore<T> parameters, in Samples<T> samples, Optimizer optimizer, Span<T> outputLosses)
    {
        int rows = Check(samples);
        BatchLengths.CheckTrainingRows(rows, TEngine.TrainingRows);
        ArgumentNullException.ThrowIfNull(optimizer);
        CheckOutputLosses(outputLosses.Length);
        Span<double> losses = stackalloc double[TEngine.LossWeights.Length];
        parameters.BeginStep();
        try
        {
            UpdateState<T> state = optimizer.StateFor(parameters);
            fixed (T* x = samples.Inputs, y = samples.Targets, w = samples.Weights)
            fixed (int* labels = samples.Labels)
            fixed (double* sums = losses)
            {
                Targets<T> targets = Targets(y, labels, w);
                if (!outputLosses.IsEmpty && !optimizer.StepsByGradient)
                {
                    // Its passes leave the losses of the last point that it tries.
                    using Workspace<T> gradient = Workspace<T>.Rent(parameters.Length);
                    TEngine.Gradient(parameters, new(x), rows, targets, Scale(rows), default, gradient.Start, new(sums));
                    Reduce(losses, rows, outputLosses);
                    outputLosses = default;
                }

                double sum = TEngine.Train(state, new(x), rows, targets, Scale(rows), new(sums));
                Reduce(losses, rows, outputLosses);
                GC.KeepAlive(state);
                return Reduced(sum, rows);
            }
        }
        finally
        {
            parameters.EndStep();
        }
    }

    /// <summary>Computes the loss of samples.</summary>
    public static T ComputeLoss(ParameterStore<T> parameters, in Samples<T> samples) =>
        ComputeLoss(parameters, samples, default, default);

    /// <inheritdoc cref="INeuralNetwork{T}.ComputeLoss(in Samples{T}, Span{T}, Span{T})"/>
    public static T ComputeLoss(ParameterStore<T> parameters, in Samples<T> samples, Span<T> outputs, Span<T> outputLosses)
    {
        int rows = Check(samples);
        if (!outputs.IsEmpty)
            BatchLengths.Check(outputs.Length, rows, TEngine.OutputSize, nameof(outputs), "OutputSize");
        CheckOutputLosses(outputLosses.Length);
        CheckApart(outputs, nameof(outputs), samples);
        Span<double> losses = stackalloc double[TEngine.LossWeights.Length];
        fixed (T* x = samples.Inputs, y = samples.Targets, w = samples.Weights, a = outputs)
        fixed (int* labels = samples.Labels)
        fixed (double* sums = losses)
        {
            TEngine.Loss(parameters, new(x), rows, Targets(y, labels, w), new(a), new(sums));
            Reduce(losses, rows, outputLosses);
            double sum = LossSums.Cost(new(sums), TEngine.LossWeights) + Penalty.Sum(parameters, Scale(rows));
            GC.KeepAlive(parameters);
            return Reduced(sum, rows);
        }
    }

    /// <summary>Computes the gradient of the loss by the parameters, in canonical order.</summary>
    /// <returns>The loss.</returns>
    public static T ComputeGradient(ParameterStore<T> parameters, in Samples<T> samples, Span<T> gradient)
    {
        int rows = Check(samples);
        BatchLengths.CheckTrainingRows(rows, TEngine.TrainingRows);
        parameters.CheckGradient(gradient.Length);
        using Workspace<T> internalGradient = Workspace<T>.Rent(parameters.Length);
        Span<double> losses = stackalloc double[TEngine.LossWeights.Length];
        fixed (T* x = samples.Inputs, y = samples.Targets, w = samples.Weights)
        fixed (int* labels = samples.Labels)
        fixed (double* sums = losses)
        {
            double sum = TEngine.Gradient(
                parameters, new(x), rows, Targets(y, labels, w), Scale(rows), default, internalGradient.Start, new(sums));
            sum += Penalty.AddGradient(parameters, Scale(rows), internalGradient.Start);
            parameters.ToCanonical(internalGradient.Start, gradient);
            GC.KeepAlive(parameters);
            return Reduced(sum, rows);
        }
    }

    /// <summary>Computes the gradient of the loss by the inputs.</summary>
    public static void ComputeInputGradient(ParameterStore<T> parameters, in Samples<T> samples, Span<T> gradient)
    {
        int rows = Check(samples);
        BatchLengths.Check(gradient.Length, rows, TEngine.InputSize, nameof(gradient), "InputSize");
        CheckApart(gradient, nameof(gradient), samples);
        fixed (T* x = samples.Inputs, y = samples.Targets, w = samples.Weights, dx = gradient)
        fixed (int* labels = samples.Labels)
            TEngine.InputGradient(parameters, new(x), rows, Targets(y, labels, w), Scale(rows), new(dx));
        GC.KeepAlive(parameters);
    }

    /// <inheritdoc cref="INeuralNetwork{T}.Forward"/>
    public static void Forward(ParameterStore<T> parameters, ReadOnlySpan<T> inputs, Span<T> outputs)
    {
        int rows = BatchLengths.RowsOfSamples(inputs.Length, TEngine.InputSize);
        BatchLengths.CheckTrainingRows(rows, TEngine.TrainingRows);
        BatchLengths.Check(outputs.Length, rows, TEngine.OutputSize, nameof(outputs), "OutputSize");
        Overlap.CheckRows(outputs, inputs);
        TEngine.CheckInputs(inputs, nameof(inputs));
        fixed (T* x = inputs, y = outputs)
            TEngine.Forward(parameters, new(x), rows, new(y));
        GC.KeepAlive(parameters);
    }

    /// <inheritdoc cref="INeuralNetwork{T}.Backward"/>
    public static void Backward(
        ParameterStore<T> parameters, ReadOnlySpan<T> inputs, ReadOnlySpan<T> outputGradients, Span<T> gradient, Span<T> inputGradients)
    {
        int rows = BatchLengths.RowsOfSamples(inputs.Length, TEngine.InputSize);
        BatchLengths.CheckTrainingRows(rows, TEngine.TrainingRows);
        BatchLengths.Check(outputGradients.Length, rows, TEngine.OutputSize, nameof(outputGradients), "OutputSize");
        if (!gradient.IsEmpty)
            parameters.CheckGradient(gradient.Length);
        if (!inputGradients.IsEmpty)
            BatchLengths.Check(inputGradients.Length, rows, TEngine.InputSize, nameof(inputGradients), "InputSize");
        Overlap.Check(inputGradients, nameof(inputGradients), inputs, nameof(inputs));
        Overlap.Check(inputGradients, nameof(inputGradients), outputGradients, nameof(outputGradients));
        Overlap.Check(inputGradients, nameof(inputGradients), gradient, nameof(gradient));
        TEngine.CheckInputs(inputs, nameof(inputs));
        if (gradient.IsEmpty && inputGradients.IsEmpty)
            return;
        using Workspace<T> internalGradient = Workspace<T>.Rent(parameters.Length);
        fixed (T* x = inputs, da = outputGradients, dx = inputGradients)
        {
            var derivatives = new Targets<T>(
                da, labels: null, weights: null, TEngine.OutputSize / TEngine.OutputFrames, otherClass: 0);
            TEngine.Backward(
                parameters, new(x), rows, derivatives, gradient.IsEmpty ? default : internalGradient.Start, new(dx));
        }

        if (!gradient.IsEmpty)
            parameters.ToCanonical(internalGradient.Start, gradient);
        GC.KeepAlive(parameters);
    }

    /// <inheritdoc cref="INeuralNetwork{T}.Step"/>
    public static void Step(ParameterStore<T> parameters, ReadOnlySpan<T> gradient, Optimizer optimizer)
    {
        parameters.CheckGradient(gradient.Length);
        ArgumentNullException.ThrowIfNull(optimizer);
        optimizer.CheckStepsByGradient();
        parameters.BeginStep();
        try
        {
            UpdateState<T> state = optimizer.StateFor(parameters);
            using Workspace<T> internalGradient = Workspace<T>.Rent(parameters.Length);
            internalGradient.Start.AsSpan(parameters.Length).Clear();
            parameters.FromCanonical(gradient, internalGradient.Start);
            state.StepBy(internalGradient.Start);
            GC.KeepAlive(state);
        }
        finally
        {
            parameters.EndStep();
        }
    }

    /// <inheritdoc cref="INeuralNetwork{T}.ComputeJacobian"/>
    public static void ComputeJacobian(ParameterStore<T> parameters, ReadOnlySpan<T> input, Span<T> jacobian)
    {
        CheckSample(input);
        BatchLengths.Check(jacobian.Length, TEngine.OutputSize, parameters.Count, nameof(jacobian), "ParameterCount", "outputs");
        Overlap.Check(jacobian, nameof(jacobian), input, nameof(input));
        fixed (T* x = input)
            TEngine.Jacobian(parameters, new(x), jacobian);
        GC.KeepAlive(parameters);
    }

    /// <inheritdoc cref="INeuralNetwork{T}.ComputeInputJacobian"/>
    public static void ComputeInputJacobian(ParameterStore<T> parameters, ReadOnlySpan<T> input, Span<T> jacobian)
    {
        CheckSample(input);
        BatchLengths.Check(jacobian.Length, TEngine.OutputSize, TEngine.InputSize, nameof(jacobian), "InputSize", "outputs");
        Overlap.Check(jacobian, nameof(jacobian), input, nameof(input));
        fixed (T* x = input, j = jacobian)
            TEngine.InputJacobian(parameters, new(x), new(j));
        GC.KeepAlive(parameters);
    }

    private static void CheckOutputLosses(int length)
    {
        if (length != 0 && length != TEngine.LossWeights.Length)
        {
            throw new ArgumentException(
                $"outputLosses has {length} elements; the network's {TEngine.LossWeights.Length} outputs need one each.", "outputLosses");
        }
    }

    internal static Targets<T> Targets(T* values, int* labels, T* weights) =>
        new(
            values, labels, weights, TEngine.OutputSize / TEngine.OutputFrames, TEngine.OtherClass, TEngine.OutputFrames, TEngine.BurnIn);

    internal static T Scale(int rows) => TEngine.Reduction == Reduction.Mean ? T.One / T.CreateChecked(Losses(rows)) : T.One;

    private static void Reduce(ReadOnlySpan<double> sums, int rows, Span<T> losses)
    {
        for (int k = 0; k < losses.Length; k++)
            losses[k] = Reduced(sums[k], rows);
    }

    internal static T Reduced(double sum, int rows) => T.CreateTruncating(TEngine.Reduction == Reduction.Mean ? sum / Losses(rows) : sum);

    /// <summary>The losses of a batch: one for each sample, or for each frame that counts.</summary>
    private static int Losses(int rows) => rows * (TEngine.OutputFrames - TEngine.BurnIn);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int RowsOfBoth(ReadOnlySpan<T> inputs, Span<T> outputs)
    {
        int rows = BatchLengths.Rows(inputs.Length, TEngine.InputSize);
        BatchLengths.Check(outputs.Length, rows, TEngine.OutputSize, nameof(outputs), "OutputSize");
        Overlap.CheckRows(outputs, inputs);
        return rows;
    }

    private static void CheckApart(Span<T> written, string name, in Samples<T> samples)
    {
        Overlap.Check(written, name, samples.Inputs, "inputs");
        Overlap.Check(written, name, samples.Targets, "targets");
        Overlap.Check(written, name, samples.Weights, "sampleWeights");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Check(in Samples<T> samples)
    {
        int rows = samples.Check(TEngine.InputSize, TEngine.OutputSize, TEngine.OutputFrames, TEngine.LossWeights.Length);
        TEngine.CheckInputs(samples.Inputs, "inputs");
        return rows;
    }

    private static void CheckSample(ReadOnlySpan<T> input)
    {
        if (input.Length != TEngine.InputSize)
        {
            throw new ArgumentException(
                $"input has {input.Length} elements; one sample needs InputSize = {TEngine.InputSize}.", nameof(input));
        }

        TEngine.CheckInputs(input, nameof(input));
    }
}
