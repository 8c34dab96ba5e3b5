namespace GenNet.Generator.Tests;

/// <summary>Folders of a project need each other's types in one direction, by however many steps.</summary>
public sealed class FolderTests
{
    [Fact]
    public void TheRuntimeHasNoCircles() => Assert.Empty(OnCircles(Arrows(SourceTree.Runtime)));

    // A kind of layer is parsed, planned and written in its own folder, by what the other folders give all kinds, and these ask the layers.
    [Fact]
    public void TheGeneratorHasNoCirclesButThroughLayers() => Assert.Empty(OnCircles(
        Arrows(SourceTree.Generator).Except(
            [("Layers", "Emission"), ("Layers", "Model"), ("Layers", "Parsing"), ("Layers", "Planning")])));

    /// <summary>The pairs of folders of which the first has types that name types of the second.</summary>
    private static HashSet<(string From, string To)> Arrows(SourceTree source)
    {
        HashSet<(string From, string To)> arrows = [.. source.Names.Select(name => (Folder(name.User), Folder(name.Declarer)))];
        arrows.RemoveWhere(arrow => arrow.From == arrow.To);
        return arrows;
    }

    /// <summary>The arrows that are left when those that lead to an end, or come from a beginning, are taken away again and again.</summary>
    private static IEnumerable<string> OnCircles(IEnumerable<(string From, string To)> arrows)
    {
        (string From, string To)[] left = [.. arrows];
        int before;
        do
        {
            before = left.Length;
            left = [.. left.Where(arrow => left.Any(next => next.From == arrow.To) && left.Any(last => last.To == arrow.From))];
        }
        while (left.Length < before);
        return left.Select(arrow => $"{arrow.From} -> {arrow.To}").Order();
    }

    /// <summary>The folder of a file in its project, or the project where the file is in none.</summary>
    private static string Folder(string path) => path.Split('/') is var parts && parts.Length > 2 ? parts[1] : parts[0];
}
