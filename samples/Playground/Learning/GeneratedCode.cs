using System.Reflection;
using System.Text.RegularExpressions;

namespace GenNet.Playground.Learning;

/// <summary>A file that the generator wrote for a network.</summary>
public sealed partial class GeneratedCode
{
    private readonly string?[] _methods;

    private GeneratedCode(string[] lines)
    {
        Lines = lines;
        _methods = new string?[lines.Length];
        string? method = null;
        for (int i = 0; i < lines.Length; i++)
        {
            if (MethodHead().Match(lines[i]) is { Success: true } head)
                method = head.Groups["name"].Value;
            _methods[i] = method;
        }
    }

    /// <summary>Its lines.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>Reads it from this assembly, where the build puts it.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="pass">The pass that the file has: Forward or Backward.</param>
    public static GeneratedCode Of(Architecture architecture, string pass)
    {
        string name = $"GenNet.Playground.{architecture.Name}.{pass}.g.cs";
        using var reader = new StreamReader(
            Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"There is no {name}."));
        return new(reader.ReadToEnd().TrimEnd().Split('\n'));
    }

    /// <summary>
    /// Whether a line computes a unit's sum, or the gradients by its weights and bias, of a batch. In the passes of a single sample, which
    /// end in Row, a vector holds all units.
    /// </summary>
    public bool IsOf(Unit unit, int line)
    {
        string layer = $"Layer{unit.Layer}", name = $"{unit.Layer}_{unit.Number}", place = $@"{unit.Layer}\[{unit.Number}[\],]";
        return _methods[line] is { } method
            && method.StartsWith(layer, StringComparison.Ordinal)
            && !method.EndsWith("Row", StringComparison.Ordinal)
            && Regex.IsMatch(Lines[line], $@"\b((z|dW|db|delta){name}(?!\d)|z{place}|W{place})");
    }

    [GeneratedRegex(@"^\s*(public|private|internal) static [^=]*?\b(?<name>\w+)(<[^(]*>)?\(")]
    private static partial Regex MethodHead();
}
