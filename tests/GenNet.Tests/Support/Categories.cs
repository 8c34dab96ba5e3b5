using System.Numerics;

namespace GenNet.Tests.Support;

/// <summary>What the columns of a network's inputs hold.</summary>
internal static class Categories
{
    /// <summary>How many categories a column names; 0 where it holds a feature.</summary>
    public static int Of<TNet, T>(int column)
        where TNet : class, INeuralNetwork<TNet, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TNet.Layers.OfType<EmbeddingDescription>().FirstOrDefault(layer => Reads(layer, column))?.Count ?? 0;

    private static bool Reads(EmbeddingDescription layer, int column) =>
        layer.Reads is not [var read] || (column >= read.Column && column < read.Column + read.Width);
}
