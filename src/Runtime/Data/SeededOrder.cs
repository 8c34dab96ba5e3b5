using GenNet.Numerics;

namespace GenNet;

/// <summary>The numbers of a dataset's samples in an order that a seed chooses, in which they are dealt out to parts.</summary>
internal sealed class SeededOrder
{
    private readonly int[] _samples;

    public SeededOrder(int count, int seed)
    {
        _samples = [.. Enumerable.Range(0, count)];
        new RandomSource((ulong)seed).Shuffle<int>(_samples);
    }

    /// <summary>The first samples go to the first part, and so on.</summary>
    public int[][] Deal(int[] sizes)
    {
        var parts = new int[sizes.Length][];
        int start = 0;
        for (int part = 0; part < sizes.Length; part++)
            parts[part] = _samples[start..(start += sizes[part])];
        return parts;
    }

    /// <summary>Class after class, each sample goes to the part that lags furthest behind its share of those dealt out so far.</summary>
    public int[][] DealByClass(int[] sizes, ReadOnlySpan<int> labels)
    {
        var partOf = new int[_samples.Length];
        var dealt = new int[sizes.Length];
        int[] classes = labels.ToArray();
        int count = 0;
        foreach (int sample in _samples.OrderBy(sample => classes[sample]))
        {
            count++;
            int part = Greatest(sizes.Length, part => (long)sizes[part] * count - (long)dealt[part] * _samples.Length);
            partOf[sample] = part;
            dealt[part]++;
        }

        return Collect(sizes.Length, partOf);
    }

    /// <summary>Large groups first, each group goes to the part that lacks most of what it has.</summary>
    /// <remarks>
    /// It goes to where it leaves the least of sum (dealt - wanted)^2 / n over parts and classes, where n is a class's samples and wanted
    /// the part's share of them.
    /// </remarks>
    /// <param name="sizes">The parts.</param>
    /// <param name="groups">[n].</param>
    /// <param name="labels">[n]; empty where classes do not matter.</param>
    public int[][] DealByGroup(int[] sizes, ReadOnlySpan<int> groups, ReadOnlySpan<int> labels)
    {
        var partOf = new int[_samples.Length];
        int[] groupOf = groups.ToArray(), classOf = labels.IsEmpty ? new int[_samples.Length] : Ranks(labels);
        var counts = new int[classOf.Max() + 1];
        foreach (int rank in classOf)
            counts[rank]++;
        double[][] lacking =
            [.. sizes.Select(size => counts.Select(count => (double)size * count / _samples.Length).ToArray())];
        foreach (IGrouping<int, int> group in _samples.GroupBy(sample => groupOf[sample]).OrderByDescending(group => group.Count()))
        {
            (int Label, int Count)[] classes = [.. group.CountBy(sample => classOf[sample]).Select(pair => (pair.Key, pair.Value))];
            int part = Greatest(
                sizes.Length, part => classes.Sum(of => of.Count * (2 * lacking[part][of.Label] - of.Count) / counts[of.Label]));
            foreach ((int label, int count) in classes)
                lacking[part][label] -= count;
            foreach (int sample in group)
                partOf[sample] = part;
        }

        return Collect(sizes.Length, partOf);
    }

    /// <summary>The labels that there are, counted from 0: the highest may be far above their number.</summary>
    private static int[] Ranks(ReadOnlySpan<int> labels)
    {
        int[] present = [.. labels.ToArray().Distinct().Order()], ranks = new int[labels.Length];
        for (int i = 0; i < ranks.Length; i++)
            ranks[i] = Array.BinarySearch(present, labels[i]);
        return ranks;
    }

    /// <summary>The first part that scores highest.</summary>
    private static int Greatest<TScore>(int parts, Func<int, TScore> score) => Enumerable.Range(0, parts).MaxBy(score);

    private int[][] Collect(int parts, int[] partOf)
    {
        ILookup<int, int> samplesOf = _samples.ToLookup(sample => partOf[sample]);
        return [.. Enumerable.Range(0, parts).Select(part => samplesOf[part].ToArray())];
    }
}
