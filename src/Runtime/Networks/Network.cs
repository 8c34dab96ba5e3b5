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
    /// <inheritdoc cref="IPredictor{TSelf, T}.Predict"/>
    public static void Predict(ParameterStore<T> parameters, ReadOnlySpan<T> inputs, Span<T> outputs)
    {
        // One sample, of which it is worth to ask first, or as many as the lengths give.
        int rows = inputs.Length == TEngine.InputSize && outputs.Length == TEngine.OutputSize ? 1 : RowsOfBoth(inputs, outputs);
        if (rows == 0)
            return;
        fixed (T* x = inputs, y = outputs)
            TEngine.Predict(parameters, new(x), rows, new(y));
        GC.KeepAlive(parameters);
    }

    /// <inheritdoc cref="INeuralNetwork{TSelf, T}.Train(ReadOnlySpan{T}, ReadOnlySpan{T}, Optimizer)"/>
    public static T Train(ParameterStore<T> parameters, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, Optimizer optimizer)
    {
        int rows = CheckTargets(inputs, targets);
        fixed (T* y = targets)
            return Train(parameters, inputs, rows, Of(y), optimizer);
    }

    /// <inheritdoc cref="INeuralNetwork{TSelf, T}.Train(ReadOnlySpan{T}, ReadOnlySpan{T}, ReadOnlySpan{T}, Optimizer)"/>
    public static T Train(
        ParameterStore<T> parameters, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> sampleWeights, Optimizer optimizer)
    {
        int rows = CheckTargets(inputs, targets);
        CheckWeights(sampleWeights, rows);
        fixed (T* y = targets, w = sampleWeights)
            return Train(parameters, inputs, rows, Of(y, w), optimizer);
    }

    /// <inheritdoc cref="INeuralNetwork{TSelf, T}.Train(ReadOnlySpan{T}, ReadOnlySpan{int}, Optimizer)"/>
    public static T Train(ParameterStore<T> parameters, ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels, Optimizer optimizer)
    {
        int rows = CheckLabels(inputs, labels);
        fixed (int* y = labels)
            return Train(parameters, inputs, rows, Of(y), optimizer);
    }

    /// <inheritdoc cref="INeuralNetwork{TSelf, T}.Train(ReadOnlySpan{T}, ReadOnlySpan{int}, ReadOnlySpan{T}, Optimizer)"/>
    public static T Train(
        ParameterStore<T> parameters, ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<T> sampleWeights, Optimizer optimizer)
    {
        int rows = CheckLabels(inputs, labels);
        CheckWeights(sampleWeights, rows);
        fixed (int* y = labels)
        fixed (T* w = sampleWeights)
            return Train(parameters, inputs, rows, Of(y, w), optimizer);
    }

    /// <inheritdoc cref="INeuralNetwork{TSelf, T}.ComputeLoss(ReadOnlySpan{T}, ReadOnlySpan{T})"/>
    public static T ComputeLoss(ParameterStore<T> parameters, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets)
    {
        int rows = CheckTargets(inputs, targets);
        fixed (T* y = targets)
            return ComputeLoss(parameters, inputs, rows, Of(y));
    }

    /// <inheritdoc cref="INeuralNetwork{TSelf, T}.ComputeLoss(ReadOnlySpan{T}, ReadOnlySpan{T}, ReadOnlySpan{T})"/>
    public static T ComputeLoss(
        ParameterStore<T> parameters, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> sampleWeights)
    {
        int rows = CheckTargets(inputs, targets);
        CheckWeights(sampleWeights, rows);
        fixed (T* y = targets, w = sampleWeights)
            return ComputeLoss(parameters, inputs, rows, Of(y, w));
    }

    /// <inheritdoc cref="INeuralNetwork{TSelf, T}.ComputeLoss(ReadOnlySpan{T}, ReadOnlySpan{int})"/>
    public static T ComputeLoss(ParameterStore<T> parameters, ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels)
    {
        int rows = CheckLabels(inputs, labels);
        fixed (int* y = labels)
            return ComputeLoss(parameters, inputs, rows, Of(y));
    }

    /// <inheritdoc cref="INeuralNetwork{TSelf, T}.ComputeLoss(ReadOnlySpan{T}, ReadOnlySpan{int}, ReadOnlySpan{T})"/>
    public static T ComputeLoss(
        ParameterStore<T> parameters, ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<T> sampleWeights)
    {
        int rows = CheckLabels(inputs, labels);
        CheckWeights(sampleWeights, rows);
        fixed (int* y = labels)
        fixed (T* w = sampleWeights)
            return ComputeLoss(parameters, inputs, rows, Of(y, w));
    }

    /// <inheritdoc cref="INeuralNetwork{TSelf, T}.ComputeGradient(ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T})"/>
    public static T ComputeGradient(ParameterStore<T> parameters, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, Span<T> gradient)
    {
        int rows = CheckTargets(inputs, targets);
        fixed (T* y = targets)
            return ComputeGradient(parameters, inputs, rows, Of(y), gradient);
    }

    /// <inheritdoc cref="INeuralNetwork{TSelf, T}.ComputeGradient(ReadOnlySpan{T}, ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T})"/>
    public static T ComputeGradient(
        ParameterStore<T> parameters, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> sampleWeights, Span<T> gradient)
    {
        int rows = CheckTargets(inputs, targets);
        CheckWeights(sampleWeights, rows);
        fixed (T* y = targets, w = sampleWeights)
            return ComputeGradient(parameters, inputs, rows, Of(y, w), gradient);
    }

    /// <inheritdoc cref="INeuralNetwork{TSelf, T}.ComputeGradient(ReadOnlySpan{T}, ReadOnlySpan{int}, Span{T})"/>
    public static T ComputeGradient(ParameterStore<T> parameters, ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels, Span<T> gradient)
    {
        int rows = CheckLabels(inputs, labels);
        fixed (int* y = labels)
            return ComputeGradient(parameters, inputs, rows, Of(y), gradient);
    }

    /// <inheritdoc cref="INeuralNetwork{TSelf, T}.ComputeGradient(ReadOnlySpan{T}, ReadOnlySpan{int}, ReadOnlySpan{T}, Span{T})"/>
    public static T ComputeGradient(
        ParameterStore<T> parameters, ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<T> sampleWeights, Span<T> gradient)
    {
        int rows = CheckLabels(inputs, labels);
        CheckWeights(sampleWeights, rows);
        fixed (int* y = labels)
        fixed (T* w = sampleWeights)
            return ComputeGradient(parameters, inputs, rows, Of(y, w), gradient);
    }

    /// <inheritdoc cref="INeuralNetwork{TSelf, T}.ComputeInputGradient(ReadOnlySpan{T}, ReadOnlySpan{T}, Span{T})"/>
    public static void ComputeInputGradient(ParameterStore<T> parameters, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, Span<T> gradient)
    {
        int rows = CheckTargets(inputs, targets);
        fixed (T* y = targets)
            ComputeInputGradient(parameters, inputs, rows, Of(y), gradient);
    }

    /// <inheritdoc cref="INeuralNetwork{TSelf, T}.ComputeInputGradient(ReadOnlySpan{T}, ReadOnlySpan{int}, Span{T})"/>
    public static void ComputeInputGradient(ParameterStore<T> parameters, ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels, Span<T> gradient)
    {
        int rows = CheckLabels(inputs, labels);
        fixed (int* y = labels)
            ComputeInputGradient(parameters, inputs, rows, Of(y), gradient);
    }

    /// <inheritdoc cref="INeuralNetwork{TSelf, T}.ComputeJacobian"/>
    public static void ComputeJacobian(ParameterStore<T> parameters, ReadOnlySpan<T> input, Span<T> jacobian)
    {
        CheckSample(input.Length);
        CheckLength(jacobian.Length, TEngine.OutputSize, parameters.Count, nameof(jacobian), "ParameterCount", "outputs");
        fixed (T* x = input)
            TEngine.Jacobian(parameters, new(x), jacobian);
        GC.KeepAlive(parameters);
    }

    /// <inheritdoc cref="INeuralNetwork{TSelf, T}.ComputeInputJacobian"/>
    public static void ComputeInputJacobian(ParameterStore<T> parameters, ReadOnlySpan<T> input, Span<T> jacobian)
    {
        CheckSample(input.Length);
        CheckLength(jacobian.Length, TEngine.OutputSize, TEngine.InputSize, nameof(jacobian), "InputSize", "outputs");
        fixed (T* x = input, j = jacobian)
            TEngine.InputJacobian(parameters, new(x), new(j));
        GC.KeepAlive(parameters);
    }

    private static T Train(ParameterStore<T> parameters, ReadOnlySpan<T> inputs, int rows, in Targets<T> targets, Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        UpdateState<T> state = optimizer.StateFor(parameters);
        fixed (T* x = inputs)
        {
            double sum = TEngine.Train(state, new(x), rows, targets, Scale(rows));
            GC.KeepAlive(state);
            return Reduced(sum, rows);
        }
    }

    private static T ComputeLoss(ParameterStore<T> parameters, ReadOnlySpan<T> inputs, int rows, in Targets<T> targets)
    {
        fixed (T* x = inputs)
        {
            double sum = TEngine.Loss(parameters, new(x), rows, targets);
            sum += Penalty.Sum(parameters, Scale(rows));
            GC.KeepAlive(parameters);
            return Reduced(sum, rows);
        }
    }

    private static T ComputeGradient(ParameterStore<T> parameters, ReadOnlySpan<T> inputs, int rows, in Targets<T> targets, Span<T> gradient)
    {
        parameters.CheckGradient(gradient.Length);
        using Workspace<T> internalGradient = Workspace<T>.Rent(parameters.Length);
        fixed (T* x = inputs)
        {
            double sum = TEngine.Gradient(parameters, new(x), rows, targets, Scale(rows), internalGradient.Start);
            sum += Penalty.AddGradient(parameters, Scale(rows), internalGradient.Start);
            parameters.ToCanonical(internalGradient.Start, gradient);
            GC.KeepAlive(parameters);
            return Reduced(sum, rows);
        }
    }

    private static void ComputeInputGradient(ParameterStore<T> parameters, ReadOnlySpan<T> inputs, int rows, in Targets<T> targets, Span<T> gradient)
    {
        CheckLength(gradient.Length, rows, TEngine.InputSize, nameof(gradient), "InputSize");
        fixed (T* x = inputs, dx = gradient)
            TEngine.InputGradient(parameters, new(x), rows, targets, Scale(rows), new(dx));
        GC.KeepAlive(parameters);
    }

    private static Targets<T> Of(T* values, T* weights = null) => new(values, weights, TEngine.OutputSize, TEngine.LabelSmoothing);

    private static Targets<T> Of(int* labels, T* weights = null) =>
        new(labels, weights, TEngine.OutputSize, TEngine.LabelSmoothing, TEngine.OtherClass);

    private static T Scale(int rows) => TEngine.Reduction == Reduction.Mean ? T.One / T.CreateChecked(rows) : T.One;

    private static T Reduced(double sum, int rows) => T.CreateTruncating(TEngine.Reduction == Reduction.Mean ? sum / rows : sum);

    private static int Rows(ReadOnlySpan<T> inputs) => BatchLengths.Rows(inputs.Length, TEngine.InputSize);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int RowsOfBoth(ReadOnlySpan<T> inputs, Span<T> outputs)
    {
        int rows = Rows(inputs);
        CheckLength(outputs.Length, rows, TEngine.OutputSize, nameof(outputs), "OutputSize");
        return rows;
    }

    private static int RowsOfNonEmpty(ReadOnlySpan<T> inputs)
    {
        int rows = Rows(inputs);
        if (rows == 0)
            throw new ArgumentException($"inputs is empty; at least one sample of InputSize = {TEngine.InputSize} is needed.", nameof(inputs));
        return rows;
    }

    private static int CheckTargets(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets)
    {
        int rows = RowsOfNonEmpty(inputs);
        CheckLength(targets.Length, rows, TEngine.OutputSize, nameof(targets), "OutputSize");
        return rows;
    }

    private static int CheckLabels(ReadOnlySpan<T> inputs, ReadOnlySpan<int> labels)
    {
        int rows = RowsOfNonEmpty(inputs);
        if (labels.Length != rows)
            throw new ArgumentException($"labels has {labels.Length} elements; inputs has {rows} samples, each of which needs one.", nameof(labels));
        int classes = Math.Max(2, TEngine.OutputSize);
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
                throw new ArgumentException($"labels[{i}] is {labels[i]}; a label must be from 0 to {classes - 1}.", nameof(labels));
        }

        return rows;
    }

    private static void CheckWeights(ReadOnlySpan<T> sampleWeights, int rows)
    {
        if (sampleWeights.Length != rows)
        {
            throw new ArgumentException(
                $"sampleWeights has {sampleWeights.Length} elements; inputs has {rows} samples, each of which needs one.",
                nameof(sampleWeights));
        }

        for (int i = 0; i < sampleWeights.Length; i++)
        {
            if (!T.IsFinite(sampleWeights[i]) || sampleWeights[i] < T.Zero)
            {
                throw new ArgumentException(
                    $"sampleWeights[{i}] is {sampleWeights[i]}; a weight must be finite and at least 0.", nameof(sampleWeights));
            }
        }
    }

    private static void CheckSample(int length)
    {
        if (length != TEngine.InputSize)
            throw new ArgumentException($"input has {length} elements; one sample needs InputSize = {TEngine.InputSize}.", "input");
    }

    private static void CheckLength(int length, int rows, int size, string name, string sizeName, string rowsName = "samples") =>
        BatchLengths.Check(length, rows, size, name, sizeName, rowsName);
}
