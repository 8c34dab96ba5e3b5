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

    /// <summary>Large groups first, each group goes to the part that lacks most samples.</summary>
    public int[][] DealByGroup(int[] sizes, ReadOnlySpan<int> groups)
    {
        var partOf = new int[_samples.Length];
        int[] lacking = [.. sizes], groupOf = groups.ToArray();
        foreach (IGrouping<int, int> group in _samples.GroupBy(sample => groupOf[sample]).OrderByDescending(group => group.Count()))
        {
            int part = Greatest(sizes.Length, part => lacking[part]);
            lacking[part] -= group.Count();
            foreach (int sample in group)
                partOf[sample] = part;
        }

        return Collect(sizes.Length, partOf);
    }

    /// <summary>The first part that scores highest.</summary>
    private static int Greatest(int parts, Func<int, long> score) => Enumerable.Range(0, parts).MaxBy(score);

    private int[][] Collect(int parts, int[] partOf) =>
        [.. Enumerable.Range(0, parts).Select(part => _samples.Where(sample => partOf[sample] == part).ToArray())];
}
