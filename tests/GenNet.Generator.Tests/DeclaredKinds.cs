namespace GenNet.Generator.Tests;

/// <summary>The kinds of layer that can be declared.</summary>
internal static class DeclaredKinds
{
    /// <summary>As a declaration names them: Dense, LayerNorm.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. typeof(LayerAttribute).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(LayerAttribute)))
            .Select(type => type.Name[..^nameof(Attribute).Length]),
    ];
}
