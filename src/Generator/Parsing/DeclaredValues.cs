namespace GenNet.Generator.Parsing;
internal static class DeclaredValues
{
    public static string PascalCase(string name) => string.Concat(
        name.Split('_').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
}
