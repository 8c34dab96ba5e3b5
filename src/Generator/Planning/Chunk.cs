using GenNet.Generator.Model;

namespace GenNet.Generator.Planning;

/// <summary>The numbers from <paramref name="First"/> to before <paramref name="End"/>.</summary>
internal sealed record Chunk(int First, int End)
{
    /// <summary>Divides numbers among methods that take so many each.</summary>
    public static EquatableArray<Chunk> Of(int count, int size)
    {
        size = Math.Max(1, size);
        return Enumerable.Range(0, (count + size - 1) / size)
            .Select(i => new Chunk(i * size, Math.Min(count, (i + 1) * size)))
            .ToEquatableArray();
    }
}
