using System.Globalization;
using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using Microsoft.CodeAnalysis.CSharp;

namespace GenNet.Generator.Emission;

internal sealed record GeneratedFile(string Name, string Text);

/// <summary>
/// Writes a plan as three files: what the user calls, the forward pass, the backward pass unless it only predicts; and where there are
/// some, the passes of training that normalise by the batch and compiled-in parameters.
/// </summary>
internal static class NetworkEmitter
{
    public static GeneratedFile[] Emit(NetworkPlan plan, string file)
    {
        // Interpolated strings write numbers as the culture does, and in some a minus sign is not the one of C#.
#pragma warning disable RS1035 // The compiler's culture is for messages; this is code.
        CultureInfo culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            bool isTiled = plan.Form == NetworkForm.Tiled;
            List<GeneratedFile> files =
            [
                new(file + ".g.cs", SurfaceWriter.Write(plan)),
                new(file + ".Forward.g.cs", isTiled ? TiledForwardWriter.Write(plan) : UnrolledForwardWriter.Write(plan)),
            ];
            if (!plan.Spec.PredictsOnly)
                files.Add(new(file + ".Backward.g.cs", isTiled ? TiledBackwardWriter.Write(plan) : UnrolledBackwardWriter.Write(plan)));
            if (plan.IsBatchwise)
                files.Add(new(file + ".Batch.g.cs", TiledBatchWriter.Write(plan)));
            if (plan.Spec.Parameters is not null)
                files.Add(new(file + ".Parameters.g.cs", ParametersWriter.Write(plan)));
            return [.. files];
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
#pragma warning restore RS1035
    }

    /// <summary>The namespace of a network's passes: one for each network, out of the way of the user's names.</summary>
    public static string PassesNamespace(TypeSpec type)
    {
        string name = type.QualifiedName.Replace("_", "__").Replace('.', '_');
        return "GenNet.Generated." + (SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name);
    }
}
