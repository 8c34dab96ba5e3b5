using System.Collections.Immutable;
using GenNet.Generator.Onnx;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generator.Parsing;

/// <summary>
/// The outcome of parsing a class that names an ONNX file: the declaration, if it is right, and what there is to say about it.
/// </summary>
internal readonly record struct OnnxParseResult(OnnxDeclaration? Declaration, ImmutableArray<Diagnostic> Diagnostics);

internal sealed partial class NetworkParser
{
    public const string OnnxAttribute = "GenNet.NeuralNetworkFromOnnxAttribute";

    /// <summary>What a type declares that names an ONNX file; nothing of any other.</summary>
    public static OnnxParseResult ParseOnnx(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        var parser = new NetworkParser(type, compilation, cancellation);
        OnnxDeclaration? onnx = null;
        if (type.Name.Length > 0 && parser.Attributes(OnnxAttribute).FirstOrDefault() is AttributeData attribute
            && parser.Declaration(attribute) is TypeDeclarationSyntax declaration
            && attribute.ConstructorArguments is [{ Value: string path }])
        {
            onnx = parser.ParseOnnx(declaration, attribute, path);
        }

        return new(parser._context.HasFailed ? null : onnx, parser._context.Diagnostics);
    }

    private OnnxDeclaration ParseOnnx(TypeDeclarationSyntax declaration, AttributeData data, string path)
    {
        var attribute = new AttributeReader(data, _context);
        CheckType(declaration);
        bool isTrainable = attribute.Option("Trainable") is true;
        if (isTrainable)
            CheckConstruction(declaration);
        Loss loss = attribute.Named("Loss", Loss.Auto);
        if (!isTrainable && loss != Loss.Auto)
        {
            attribute.ReportMeaningless("Loss", "a network that is not Trainable");
            loss = Loss.Auto;
        }

        foreach (AttributeData other in Attributes(NetworkAttribute).Concat(LayerAttributes().Select(layer => layer.Attribute))
            .Concat(Attributes(OutputAttribute)))
            _context.Report(Diagnostics.FileGivesLayers, _context.LocationOf(other), _type.Name, path);
        CheckLanguage(declaration, attribute.Location);

        // The precision is the file's, which is read later: no member may stand in the way of either.
        _weightsFile = isTrainable ? null : path;
        CheckRuntime(declaration, attribute.Location);
        _context.Precision = Precision.Double;
        if (!_context.HasFailed)
            CheckRuntime(declaration, attribute.Location);
        return new(TypeSpec(), path, attribute.Option("Output") as string, attribute.SizeOption("Steps", 0), isTrainable, loss);
    }
}
