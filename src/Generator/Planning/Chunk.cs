using GenNet.Generator.Model;

namespace GenNet.Generator.Planning;

/// <summary>The numbers from <paramref name="First"/> to before <paramref name="End"/>.</summary>
internal sealed record Chunk(int First, int End)
{
    public IEnumerable<int> Numbers => Enumerable.Range(First, End - First);

    /// <summary>Its parts of so many numbers each, the last of what is left.</summary>
    public IEnumerable<Chunk> Parts(int size)
    {
        for (int first = First; first < End; first += size)
            yield return new(first, Math.Min(End, first + size));
    }

    /// <summary>Divides numbers among methods that take so many each.</summary>
    public static EquatableArray<Chunk> Of(int count, int size) => new Chunk(0, count).Parts(Math.Max(1, size)).ToEquatableArray();

    /// <summary>Likewise, in whole tiles where they need several methods that have room for one.</summary>
    public static EquatableArray<Chunk> InTiles(int count, int size, int tile) =>
        Of(count, size < count && size > tile ? size / tile * tile : size);
}
