using System.Globalization;
using System.Text.RegularExpressions;

namespace GenNet.Tests.Paths;

/// <summary>An inner loop of a method, or a method without loops, as the JIT compiled it.</summary>
/// <param name="Name">The method without its namespaces and parameters, and the number of the loop in it.</param>
/// <param name="MultiplyAdds">Its fused multiply-adds.</param>
/// <param name="StackReferences">Its instructions that read or write the stack: registers that were spilled, above all.</param>
/// <param name="Calls">Its calls, but for those of the JIT's own helpers.</param>
internal sealed partial record InnerLoop(string Name, int MultiplyAdds, int StackReferences, int Calls)
{
    /// <summary>The inner loops of all methods of a listing (<c>DOTNET_JitDisasm</c>), in its order.</summary>
    public static IEnumerable<InnerLoop> Read(IEnumerable<string> listing)
    {
        Dictionary<string, int> loops = [];
        foreach ((string method, string[] code) in Methods(listing))
        {
            foreach (Range range in InnermostRanges(code))
            {
                int number = loops[method] = loops.GetValueOrDefault(method) + 1;
                yield return Count($"{method} {number}", code[range]);
            }
        }
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static InnerLoop Parse(string line)
    {
        string[] words = line.Split(' ', 4, StringSplitOptions.RemoveEmptyEntries);
        int[] counts = [.. words[..3].Select(word => int.Parse(word, CultureInfo.InvariantCulture))];
        return new(words[3], counts[0], counts[1], counts[2]);
    }

    public override string ToString() => $"{MultiplyAdds,5} {StackReferences,5} {Calls,5}  {Name}";

    private static InnerLoop Count(string name, string[] code) => new(
        name,
        code.Count(line => MultiplyAdd().IsMatch(line)),
        code.Count(line => line.Contains("[rsp", StringComparison.Ordinal) || line.Contains("[rbp", StringComparison.Ordinal)),
        code.Count(line => Call().IsMatch(line) && !line.Contains("CORINFO_HELP_", StringComparison.Ordinal)));

    private static IEnumerable<(string Method, string[] Code)> Methods(IEnumerable<string> listing)
    {
        string? method = null;
        List<string> code = [];
        foreach (string line in listing)
        {
            if (Start().Match(line) is { Success: true } start)
            {
                if (method is not null)
                    yield return (method, [.. code]);
                method = Namespaces().Replace(start.Groups["method"].Value, "");
                code.Clear();
            }
            else
            {
                code.Add(line);
            }
        }

        if (method is not null)
            yield return (method, [.. code]);
    }

    /// <summary>From the target of each jump backwards to the jump, where no other such range is within; else all of the method.</summary>
    private static IEnumerable<Range> InnermostRanges(string[] code)
    {
        Dictionary<string, int> labels = [];
        SortedDictionary<int, int> ranges = [];
        foreach ((int i, string line) in code.Index())
        {
            if (Label().Match(line) is { Success: true } label)
                labels[label.Value] = i;
            else if (Jump().Match(line) is { Success: true } jump && labels.TryGetValue(jump.Groups["label"].Value, out int first))
                ranges[first] = i;
        }

        return ranges.Count == 0
            ? [Range.All]
            : ranges.Where(range => !ranges.Any(other => other.Key > range.Key && other.Value <= range.Value))
                .Select(range => range.Key..(range.Value + 1));
    }

    [GeneratedRegex(@"^; Assembly listing for method (?<method>[^(]*)\(")]
    private static partial Regex Start();

    [GeneratedRegex(@"GenNet\.((Activations|Generated|Kernels|Losses|Networks|Numerics)\.)?(GenNet_Paths_)?|`\d")]
    private static partial Regex Namespaces();

    [GeneratedRegex(@"^G_\w+(?=:)")]
    private static partial Regex Label();

    [GeneratedRegex(@"^\s+j\w+\s+(SHORT )?(?<label>G_\w+)")]
    private static partial Regex Jump();

    [GeneratedRegex(@"^\s+vfn?m(add|sub)\d")]
    private static partial Regex MultiplyAdd();

    [GeneratedRegex(@"^\s+(tail\.)?call\s")]
    private static partial Regex Call();
}
