namespace GenNet;

public abstract partial record LayerDescription
{
    /// <summary>The expression that makes the description.</summary>
    internal string Source
    {
        get
        {
            var properties = new List<string>();
            if (Name is not null)
                properties.Add($"Name = \"{Name}\"");
            if (Reads is not null)
                properties.Add($"Reads = new global::GenNet.LayerSource[] {{ {string.Join(", ", Reads.Select(New))} }}");
            return $"new global::GenNet.{GetType().Name}({Arguments})"
                + (properties.Count == 0 ? "" : $" {{ {string.Join(", ", properties)} }}");
        }
    }

    private static string New(LayerSource source) => $"new({source.Layer}, {source.Column}, {source.Width})";

    private protected abstract string Arguments { get; }
}
