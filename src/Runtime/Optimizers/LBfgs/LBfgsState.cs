using System.Numerics;
using GenNet.Kernels;
using GenNet.Networks;
using GenNet.Numerics;

namespace GenNet;

/// <summary>The steps of <see cref="LBfgs"/>.</summary>
internal sealed class LBfgsState<T>(ParameterStore<T> parameters, LBfgs lbfgs) : UpdateState<T>(parameters)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int OwnVectors = 2;

    private readonly LBfgsHistory<T> _history = new(lbfgs.HistorySize, parameters.Length);
    private readonly AlignedBuffer<T> _gradient = new(parameters.Length), _lastGradient = new(parameters.Length);
    private readonly AlignedBuffer<T> _direction = new(parameters.Length), _origin = new(parameters.Length);
    private double? _stepLength;

    // The gradient and the origin are computed anew in each step.
    public override Block<T>[] Vectors => [_lastGradient.Start, _direction.Start, .. _history.Pairs];

    public override double[] Numbers => [_stepLength ?? double.NaN, .. _history.Numbers];

    public override bool Resize(int vectors, double[] numbers)
    {
        if (vectors < OwnVectors || numbers.Length < 1 || !_history.Resize(vectors - OwnVectors, numbers[1..]))
            return false;
        _stepLength = double.IsNaN(numbers[0]) ? null : numbers[0];
        return true;
    }

    protected override double Take<TPass>(ref TPass pass)
    {
        lbfgs.StepCount++;
        var line = new SearchLine<T, TPass>(
            pass, lbfgs, Parameters.Start, _origin.Start, _direction.Start, _gradient.Start, Parameters.Length);
        double lossSum = line.ComputeGradient();
        LinePoint point = new(0, lossSum * line.LossScale, 0);
        for (int iteration = 1; iteration <= lbfgs.MaxIterations && LargestOf(_gradient) > lbfgs.ToleranceGradient; iteration++)
        {
            double length = Direct();
            LinePoint start = new(0, point.Loss, line.Slope);
            if (start.Slope > -lbfgs.ToleranceChange)
                break;

            Parameters.Start.AsSpan(Parameters.Length).CopyTo(_origin.Span);
            if (lbfgs.LineSearch == LineSearch.StrongWolfe)
            {
                point = StrongWolfe.Search(ref line, start, length, lbfgs.ToleranceChange / LargestOf(_direction));
            }
            else
            {
                line.MoveTo(length);
                if (iteration == lbfgs.MaxIterations)
                    break;
                point = line.Evaluate(length);
            }

            _stepLength = point.Length;
            if (line.Evaluations >= lbfgs.MaxEvaluations
                || point.Length * LargestOf(_direction) <= lbfgs.ToleranceChange
                || Math.Abs(point.Loss - start.Loss) < lbfgs.ToleranceChange)
            {
                break;
            }
        }

        return lossSum;
    }

    /// <summary>Finds the next direction.</summary>
    /// <returns>The length of the step to try first.</returns>
    private double Direct()
    {
        double length = lbfgs.LearningRate;
        if (_stepLength is { } lastLength)
            _history.Add(lastLength, _direction.Start, _gradient.Start, _lastGradient.Start);
        else
            length *= Math.Min(1, 1 / VectorMath.SumAbs(_gradient.Start, _gradient.Length));

        _history.Direct(_direction.Start, _gradient.Start);
        _gradient.Span.CopyTo(_lastGradient.Span);
        _stepLength = length;
        return length;
    }

    private static double LargestOf(AlignedBuffer<T> vector) => VectorMath.MaxAbs(vector.Start, vector.Length);
}
