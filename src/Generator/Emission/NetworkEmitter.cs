using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generator.Emission;

internal sealed record GeneratedFile(string Name, string Text);

/// <summary>Writes a plan as three files: what the user calls, the forward pass and the backward pass.</summary>
internal static class NetworkEmitter
{
    public static IEnumerable<GeneratedFile> Emit(NetworkPlan plan, string file)
    {
        bool isTiled = plan.Form == NetworkForm.Tiled;
        yield return new(file + ".g.cs", SurfaceWriter.Write(plan));
        yield return new(file + ".Forward.g.cs", isTiled ? TiledForwardWriter.Write(plan) : UnrolledForwardWriter.Write(plan));
        yield return new(file + ".Backward.g.cs", isTiled ? TiledBackwardWriter.Write(plan) : UnrolledBackwardWriter.Write(plan));
    }

    /// <summary>The namespace of a network's passes: one for each network, out of the way of the user's names.</summary>
    public static string PassesNamespace(TypeSpec type)
    {
        string name = type.QualifiedName.Replace("_", "__").Replace('.', '_');
        return "GenNet.Generated." + (SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name);
    }
}
