using System.Collections.Immutable;
using GenNet.Generator.Formats;
using GenNet.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generator.Parsing;

/// <summary>
/// The outcome of parsing a class that names a model's file: the declaration, if it is right, and what there is to say about it.
/// </summary>
internal readonly record struct ModelParseResult(ModelDeclaration? Declaration, ImmutableArray<Diagnostic> Diagnostics);

internal sealed partial class NetworkParser
{
    /// <summary>What a type declares that names a model's file; nothing of any other.</summary>
    public static ModelParseResult ParseModel(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        var parser = new NetworkParser(type, compilation, cancellation);
        ModelDeclaration? model = null;
        if (type.Name.Length > 0
            && ModelFormat.All.FirstOrDefault(format => parser.Attributes(format.Attribute).Any()) is ModelFormat format
            && parser.Attributes(format.Attribute).First() is var attribute
            && parser.Declaration(attribute) is TypeDeclarationSyntax declaration
            && attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive } path])
        {
            model = parser.ParseModel(declaration, format, attribute, path.Value as string ?? "");
        }

        return new(parser._context.HasFailed ? null : model, parser._context.Diagnostics);
    }

    private ModelDeclaration ParseModel(TypeDeclarationSyntax declaration, ModelFormat format, AttributeData data, string path)
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

        foreach (AttributeData other in _type.GetAttributes().Where(other => IsNetwork(other) && !ReferenceEquals(other, data))
            .Concat(LayerAttributes().Select(layer => layer.Attribute)).Concat(Attributes(OutputAttribute)))
            _context.Report(Diagnostics.FileGivesLayers, _context.LocationOf(other), _type.Name, path);
        CheckLanguage(declaration, attribute.Location);
        CheckHiding(attribute.Location);

        // The precision is the file's, which is read later: no member may stand in the way of either.
        _weightsFile = isTrainable ? null : path;
        CheckRuntime(declaration, attribute.Location);
        _context.Precision = Precision.Double;
        if (!_context.HasFailed)
            CheckRuntime(declaration, attribute.Location);
        return new(
            TypeSpec(), format, path, attribute.Option("Output") as string, attribute.SizeOption("Steps", format.DefaultSteps), isTrainable,
            loss, _context.HasFailed ? default : Taken().ToEquatableArray());
    }

    /// <summary>The members of the names that only some networks have: which this one has, the file says.</summary>
    private IEnumerable<TakenName> Taken() => Collisions(_compilation.GetTypeByMetadataName(NetworkInterface)!, MemberNames.All)
        .Select(symbol => new TakenName(symbol.Name, symbol.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)));
}
