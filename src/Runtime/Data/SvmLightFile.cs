using System.Globalization;
using System.Numerics;

namespace GenNet;

/// <summary>
/// Samples as svmlight and LIBSVM write them: a line for each, <c>target index:value index:value ... # comment</c>, with the features that
/// are not 0 in ascending order.
/// </summary>
internal sealed class SvmLightFile<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // A larger table has at least one number named of so many, as the sparse collections of texts have: a short line would fill memory.
    private const int SmallTable = 1 << 24, PlacesPerNumber = 1_024;

    private readonly string _path;
    private readonly List<T> _targets = [];
    private readonly List<int> _ends = [];
    private readonly List<(int Index, T Value)> _features = [];
    private int _line;

    /// <summary>Reads a file, compressed or not.</summary>
    /// <exception cref="InvalidDataException">A line is malformed, or there is none.</exception>
    public SvmLightFile(string path)
    {
        _path = path;
        using var reader = new StreamReader(DataFile.Open(path));
        while (reader.ReadLine() is { } text)
        {
            _line++;
            int comment = text.IndexOf('#');
            string[] parts = (comment < 0 ? text : text[..comment]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length > 0)
                ReadSample(parts);
        }

        if (_targets.Count == 0)
            throw new InvalidDataException($"'{path}': there is no line of data.");
    }

    public T[] Targets => [.. _targets];

    /// <summary>All features, row-major, and how many a sample has.</summary>
    /// <param name="featureCount">How many there are, or null for as many as the file names.</param>
    /// <exception cref="InvalidDataException">The file names more, or so few of so many that one of the indices must be wrong.</exception>
    public (T[] Rows, int Width) ToRows(int? featureCount)
    {
        int lowest = _features.Any(feature => feature.Index == 0) ? 0 : 1;
        int named = _features.Count == 0 ? 1 : _features.Max(feature => feature.Index) - lowest + 1;
        if (named > featureCount)
            throw new InvalidDataException($"'{_path}': it names {named} features; {featureCount} were expected.");
        int width = featureCount ?? named, next = 0;
        if ((long)_targets.Count * width > Array.MaxLength)
        {
            throw new InvalidDataException(
                $"'{_path}': {_targets.Count} samples of {width} features are more numbers than an array holds, which has places for "
                + "those that are not named, too.");
        }

        if (featureCount is null && (long)_targets.Count * width > Math.Max(SmallTable, (long)PlacesPerNumber * _features.Count))
        {
            throw new InvalidDataException(
                $"'{_path}': {_features.Count} numbers are named, of {_targets.Count} samples of {width} features by the highest index; "
                + $"give featureCount = {width} if there are so many.");
        }

        var rows = new T[_targets.Count * width];
        for (int sample = 0; sample < _ends.Count; sample++)
        {
            for (; next < _ends[sample]; next++)
                rows[sample * width + _features[next].Index - lowest] = _features[next].Value;
        }

        return (rows, width);
    }

    private void ReadSample(string[] parts)
    {
        _targets.Add(ReadNumber(parts[0], "the target, a finite number"));
        int last = -1;
        foreach (string part in parts.Skip(1).Where(part => !part.StartsWith("qid:", StringComparison.Ordinal)))
        {
            int colon = part.IndexOf(':');
            if (colon < 0 || !int.TryParse(part.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out int index)
                || index <= last || index == int.MaxValue)
            {
                throw Invalid(part, "index:value, with indices in ascending order");
            }

            last = index;
            _features.Add((index, ReadNumber(part[(colon + 1)..], $"the value of feature {index}, a finite number")));
        }

        _ends.Add(_features.Count);
    }

    private T ReadNumber(string text, string expected) =>
        T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out T value) && T.IsFinite(value)
            ? value
            : throw Invalid(text, expected);

    private InvalidDataException Invalid(string text, string expected) =>
        new($"'{_path}', line {_line}: '{MessageText.Of(text)}' was found; expected {expected}.");
}
