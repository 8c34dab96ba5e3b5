using System.Globalization;
using System.Numerics;

namespace GenNet;

/// <summary>Sees where numbers of classes were probably given as targets to come near to.</summary>
internal static class LabelHint
{
    private const int MostClasses = 20;

    /// <summary>A hint for the user of a network with one linear output; null where there is none.</summary>
    public static string? Of<T>(INeuralNetwork<T> network, Dataset<T> training) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (network.Layers is not [.., DenseDescription { Units: 1 }] || !LookLikeLabels(training))
            return null;
        int classes = 0;
        foreach (T target in training.Targets)
            classes = Math.Max(classes, int.CreateTruncating(target) + 1);
        string last = classes == 2 ? "[Dense(1, Activation.Sigmoid)]"
            : string.Create(CultureInfo.InvariantCulture, $"[Dense({classes}, Activation.Softmax)]");
        return $"All targets are integers from 0 to {classes - 1}, and the output is linear, which learns to come near to the numbers. "
            + $"If they are the numbers of classes, make them labels, of int, and the last layer {last}.";
    }

    /// <summary>Whether each sample has one target, and they are integers from 0 on, few of them and all of those several times.</summary>
    public static bool LookLikeLabels<T>(Dataset<T> dataset) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (dataset.TargetCount != 1)
            return false;
        Span<int> counts = stackalloc int[MostClasses];
        counts.Clear();
        int classes = 0;
        foreach (T target in dataset.Targets)
        {
            if (!T.IsInteger(target) || target < T.Zero || target >= T.CreateChecked(MostClasses))
                return false;
            int number = int.CreateTruncating(target);
            counts[number]++;
            classes = Math.Max(classes, number + 1);
        }

        return classes >= 2 && !counts[..classes].ContainsAnyInRange(0, 1);
    }
}
