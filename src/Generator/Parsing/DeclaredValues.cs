using GenNet.Generator.Layers;
using GenNet.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generator.Parsing;

/// <summary>The values that are declared so far, as what is declared below can read them.</summary>
/// <param name="allNames">The names of all values of the declaration, those below too.</param>
/// <param name="above">The value above everything: the inputs where the network has their number.</param>
internal sealed class DeclaredValues(IReadOnlyCollection<string> allNames, Value above)
{
    private readonly List<(Value Value, AttributeReader Declaration)> _declared = [];

    /// <summary>The value that was declared last.</summary>
    public Value Above { get; private set; } = above;

    public bool Contains(string symbol) => _declared.Any(other => other.Value.Name == symbol);

    /// <summary>Adds a value, whose name, if it has one, must be new.</summary>
    public void Add(Value value, AttributeReader declaration)
    {
        if (value.Label is string label)
        {
            string pascal = SpanNames.PascalCase(label);
            if (!SyntaxFacts.IsValidIdentifier(label) || !SyntaxFacts.IsValidIdentifier(pascal))
                declaration.Report(Diagnostics.NameIsNoIdentifier, label);
            else if (_declared.Select(other => other.Value.Label).FirstOrDefault(other => other is not null && SpanNames.PascalCase(other) == pascal)
                is string taken)
                declaration.Report(
                    Diagnostics.NameIsTaken, label, taken == label ? "" : $" by '{taken}', since both are '{pascal}' in Pascal case");
        }

        _declared.Add((value, declaration));
        Above = value;
    }

    /// <summary>The value with a name; any other where there is none, which is reported.</summary>
    public Value Find(string? name, AttributeReader reader)
    {
        if (_declared.Select(other => other.Value).FirstOrDefault(value => name is not null && value.Label == name) is Value found)
            return found;
        string[] labels = [.. _declared.Select(other => other.Value.Label).OfType<string>()];
        reader.Report(
            Diagnostics.NothingToRead, name ?? "null",
            name is not null && allNames.Contains(name) ? "it is declared below, and has to stand above what reads it"
            : labels.Length == 0 ? "no value above has a name: give one by Name, or by [Input]"
            : $"the names above are {string.Join(", ", labels)}");
        return Above;
    }

    /// <summary>The attribute that declares a value.</summary>
    public AttributeReader DeclarationOf(Value value) => _declared.First(declared => declared.Value == value).Declaration;

    /// <summary>Reports a sequence that is to stand beside a value that is none.</summary>
    public static void CheckFrames(IReadOnlyList<Value> joined, AttributeReader declaration)
    {
        if (joined.FirstOrDefault(value => value.Steps != joined[0].Steps) is not Value other)
            return;
        (Value sequence, Value sample) = other.Steps > 0 ? (other, joined[0]) : (joined[0], other);
        declaration.Report(
            Diagnostics.FramesDiffer, sequence.Description, sequence.Steps, sample.Description, LayerKinds.EndsOfSequences("or"));
    }

    /// <summary>Reports what no layer reads but is no output either.</summary>
    public void CheckReads(IEnumerable<Layer> layers, IEnumerable<Value> outputs)
    {
        HashSet<Value> read = [.. layers.SelectMany(layer => layer.Reads), .. outputs];
        foreach ((Value value, AttributeReader declaration) in _declared.Where(declared => !read.Contains(declared.Value)))
            declaration.Report(Diagnostics.NothingReads, value.Description);
    }
}
