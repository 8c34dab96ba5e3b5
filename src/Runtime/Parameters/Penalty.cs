using System.Numerics;
using GenNet.Numerics;

namespace GenNet.Networks;

/// <summary>
/// What the weights cost, whatever the samples: R = L1 sum abs(W) + L2 sum W^2, summed over the tensors. A batch's cost is C + R, where C
/// is the mean or the sum of the samples' losses.
/// </summary>
/// <remarks>
/// Passes give the sum of the samples' losses, which is scaled to C afterwards; R joins it as R / scale. Weights are taken one by one in
/// double, so that every machine gives the same bits; where no tensor has a penalty, there is nothing to do.
/// </remarks>
internal static class Penalty
{
    /// <returns>R / scale, for the sum of the samples' losses.</returns>
    public static double Sum<T>(ParameterStore<T> parameters, T scale) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double penalty = 0;
        foreach ((Tensor tensor, TensorRow[] columns) in parameters.Layout.Penalized)
        {
            double magnitudes = 0, squares = 0;
            foreach (TensorRow column in columns)
            {
                for (int i = 0; i < column.Length; i++)
                {
                    double w = double.CreateTruncating(parameters.Start[column.At(i)]);
                    magnitudes += Math.Abs(w);
                    squares += w * w;
                }
            }

            penalty += tensor.L1 * magnitudes + tensor.L2 * squares;
        }

        return penalty / double.CreateTruncating(scale);
    }

    /// <summary>Adds dR/dW = L1 sign(W) + 2 L2 W, with sign(0) = 0, to a gradient that is laid out as the parameters are.</summary>
    /// <inheritdoc cref="Sum"/>
    public static double AddGradient<T>(ParameterStore<T> parameters, T scale, Block<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach ((Tensor tensor, TensorRow[] columns) in parameters.Layout.Penalized)
        {
            T l1 = T.CreateTruncating(tensor.L1), l2 = T.CreateTruncating(tensor.L2);
            foreach (TensorRow column in columns)
            {
                for (int i = 0; i < column.Length; i++)
                {
                    T w = parameters.Start[column.At(i)];
                    gradient[column.At(i)] += (w == T.Zero ? T.Zero : T.CopySign(l1, w)) + l2 * (w + w);
                }
            }
        }

        return Sum(parameters, scale);
    }
}
