using System.Numerics;

namespace GenNet;

/// <summary>
/// A line search for a point that fulfils the strong Wolfe conditions (Nocedal and Wright, Numerical Optimization, algorithms 3.5 and
/// 3.6), with the safeguards of PyTorch's torch.optim.LBFGS: from a start with the loss f and the slope f' &lt; 0,
/// f(t) &lt;= f + 1e-4 t f' and abs(f'(t)) &lt;= 0.9 abs(f').
/// </summary>
internal static class StrongWolfe
{
    private const double Decrease = 1e-4;
    private const double Flattening = 0.9;
    private const int MaxTrials = 25;

    /// <summary>Searches from a first length on; leaves the parameters and the gradient at the point found.</summary>
    /// <param name="line">The line.</param>
    /// <param name="start">The point of length zero.</param>
    /// <param name="length">The length to try first.</param>
    /// <param name="tolerance">Points that are nearer to each other are not told apart.</param>
    /// <returns>The point found; the lowest of those tried if none fulfils the conditions.</returns>
    public static LinePoint Search<T, TPass>(ref SearchLine<T, TPass> line, LinePoint start, double length, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TPass : struct, IGradientPass<T>
    {
        // Walks until such a point lies between the last two.
        LinePoint last = start, point = line.Evaluate(length);
        int trials = 0;
        while (true)
        {
            bool isPast = !FallsEnough(point, start) || (trials > 1 && point.Loss >= last.Loss);
            if (!isPast && IsFlat(point, start))
                return point;
            if (isPast || point.Slope >= 0)
                break;

            double next = Minimum(last, point, point.Length + 0.01 * (point.Length - last.Length), 10 * point.Length);
            (last, point) = (point, line.Evaluate(next));
            if (++trials < MaxTrials)
                continue;
            last = start;
            break;
        }

        // Narrows what lies between.
        (LinePoint low, LinePoint high) = point.Loss < last.Loss ? (point, last) : (last, point);
        bool wasNearAnEnd = false;
        for (; trials < MaxTrials && Math.Abs(high.Length - low.Length) >= tolerance; trials++)
        {
            double left = Math.Min(low.Length, high.Length), right = Math.Max(low.Length, high.Length), margin = 0.1 * (right - left);
            double next = Minimum(low, high, left, right);
            bool isNearAnEnd = Math.Min(right - next, next - left) < margin;
            if (isNearAnEnd && (wasNearAnEnd || next >= right || next <= left))
            {
                next = right - next < next - left ? right - margin : left + margin;
                isNearAnEnd = false;
            }

            wasNearAnEnd = isNearAnEnd;
            point = line.Evaluate(next);
            if (!FallsEnough(point, start) || point.Loss >= low.Loss)
            {
                (low, high) = point.Loss < low.Loss ? (point, low) : (low, point);
                continue;
            }

            if (IsFlat(point, start))
                return point;
            if (point.Slope * (high.Length - low.Length) >= 0)
                high = low;
            low = point;
        }

        return point == low ? point : line.Evaluate(low.Length);
    }

    /// <summary>False for a loss that is NaN, so that the search turns back from where there is none.</summary>
    private static bool FallsEnough(LinePoint point, LinePoint start) =>
        point.Loss <= start.Loss + Decrease * point.Length * start.Slope;

    private static bool IsFlat(LinePoint point, LinePoint start) => Math.Abs(point.Slope) <= -Flattening * start.Slope;

    /// <summary>
    /// Where the cubic through two points with their slopes has its minimum, but not beyond the bounds; halfway between these if it
    /// has none.
    /// </summary>
    private static double Minimum(LinePoint a, LinePoint b, double least, double most)
    {
        (LinePoint left, LinePoint right) = a.Length <= b.Length ? (a, b) : (b, a);
        double width = right.Length - left.Length;
        double d1 = left.Slope + right.Slope + 3 * (left.Loss - right.Loss) / width;
        double d2 = Math.Sqrt(d1 * d1 - left.Slope * right.Slope);
        double minimum = right.Length - width * ((right.Slope + d2 - d1) / (right.Slope - left.Slope + 2 * d2));
        return double.IsNaN(minimum) ? (least + most) / 2 : Math.Clamp(minimum, least, most);
    }
}
