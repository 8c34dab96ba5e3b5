namespace GenNet.Generator.Model;

/// <summary>The names of the members that values have in the nested structs of spans.</summary>
internal static class SpanNames
{
    // What a struct of spans has besides: what every struct has, and what is written there.
    private static readonly string[] s_taken =
    [
        "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString", "ToRows", "TakeRows",
        "CheckLengths",
    ];

    /// <summary>next_state, nextState and NextState are NextState.</summary>
    public static string PascalCase(string name) => string.Concat(
        name.Split('_').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));

    /// <summary>Whether a struct of spans can have no span of a name.</summary>
    public static bool IsTaken(string name, string structName) => name == structName || s_taken.Contains(name);
}
