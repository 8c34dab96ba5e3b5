using GenNet.Generator.Model;

namespace GenNet.Generator.Layers;

/// <summary>Numbers that a layer learns. The list of a layer's tensors is their canonical order.</summary>
/// <param name="Symbol">What the mathematics calls it: W1.</param>
/// <param name="Name">What files call it within its module: weight.</param>
/// <param name="Meaning">What it is, for the reader: The weights.</param>
/// <param name="Shape">Its dimensions; the first is that of the units, which lie side by side in memory.</param>
/// <param name="Initializer">How it is drawn.</param>
/// <param name="InitialValue">Its value under <see cref="Initializer.Constant"/>.</param>
/// <param name="L1">The factor of the penalty sum abs(W).</param>
/// <param name="L2">The factor of the penalty sum W^2.</param>
internal sealed record Tensor(
    string Symbol, string Name, string Meaning, EquatableArray<int> Shape, Initializer Initializer, double InitialValue = 0, double L1 = 0,
    double L2 = 0)
{
    public long Length => Shape.Aggregate(1L, (product, size) => product * size);

    public bool IsPenalized => L1 > 0 || L2 > 0;

    /// <summary>[32 x 64].</summary>
    public string Dimensions => $"[{string.Join(" x ", Shape)}]";
}
