using System.Numerics;
using System.Reflection;

namespace GenNet.Tests.Support;

/// <summary>What the columns of a network's inputs hold.</summary>
internal static class Categories
{
    /// <summary>How many categories a column names; 0 where it holds a feature.</summary>
    public static int Of<TNet, T>(int column)
        where TNet : class, INeuralNetwork<TNet, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TNet.Layers.OfType<EmbeddingDescription>().FirstOrDefault(layer => Reads(layer, column % Width<TNet, T>()))?.Count ?? 0;

    /// <summary>The columns of a sample, or of each of its frames.</summary>
    private static int Width<TNet, T>()
        where TNet : class, INeuralNetwork<TNet, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TNet.InputSize / Math.Max(1, typeof(TNet).GetCustomAttribute<NeuralNetworkAttribute>()!.Steps);

    private static bool Reads(EmbeddingDescription layer, int column) =>
        layer.Reads is not [var read] || (column >= read.Column && column < read.Column + read.Width);
}
