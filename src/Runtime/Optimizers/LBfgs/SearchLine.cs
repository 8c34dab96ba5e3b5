using System.Numerics;
using GenNet.Kernels;
using GenNet.Numerics;

namespace GenNet;

/// <summary>A point on a line through the space of the parameters, origin + length direction.</summary>
/// <param name="Length">How far from the origin it is.</param>
/// <param name="Loss">The loss there.</param>
/// <param name="Slope">The derivative of the loss by the length.</param>
internal readonly record struct LinePoint(double Length, double Loss, double Slope);

/// <summary>The loss of a batch along a line, whose points the parameters are moved to.</summary>
internal struct SearchLine<T, TPass>(
    TPass pass, Optimizer optimizer, Block<T> parameters, Block<T> origin, Block<T> direction, Block<T> gradient, int length)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TPass : struct, IGradientPass<T>
{
    /// <summary>How many times the gradient has been computed.</summary>
    public int Evaluations { get; private set; }

    /// <summary>What the sum of the losses is multiplied by.</summary>
    public readonly double LossScale => double.CreateTruncating(pass.Scale);

    /// <summary>The gradient along the direction.</summary>
    public readonly double Slope => VectorMath.Dot(gradient, direction, length);

    /// <summary>Computes the gradient where the parameters are.</summary>
    /// <returns>The sum of the losses.</returns>
    public double ComputeGradient()
    {
        Evaluations++;
        double lossSum = pass.Run(gradient);
        optimizer.Clip(gradient, length);
        return lossSum;
    }

    /// <summary>Moves the parameters to a point of the line.</summary>
    public readonly void MoveTo(double t) => VectorMath.AddScaled(parameters, origin, t, direction, length);

    /// <summary>Moves the parameters to a point of the line and computes loss and gradient there.</summary>
    public LinePoint Evaluate(double t)
    {
        MoveTo(t);
        double loss = ComputeGradient() * LossScale;
        return new(t, loss, Slope);
    }
}
