using System.Collections.Immutable;
using GenNet.Generator.Layers;
using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generator.Parsing;

/// <summary>The outcome of parsing: a specification, if the declaration is right, and what there is to say about it.</summary>
internal readonly record struct ParseResult(NetworkSpec? Spec, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>Reads a declaration: attributes in, specification and diagnostics out.</summary>
internal sealed partial class NetworkParser
{
    public const string NetworkAttribute = "GenNet.NeuralNetworkAttribute";

    private const int MaxParameters = 1 << 28;

    // Many narrow layers beside wide ones are mostly padding, and places in memory are ints.
    private const int MaxPadded = 1 << 29;
    private const int Padding = Planner.CacheLineBytes / sizeof(float);

    private readonly INamedTypeSymbol _type;
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellation;
    private readonly ParsingContext _context;
    private string? _weightsFile;

    private NetworkParser(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        _type = type;
        _compilation = compilation;
        _cancellation = cancellation;
        _context = new(type, compilation, cancellation);
    }

    /// <summary>What a type declares, of whatever kind it is: nothing where neither it nor any layer is said to be a network's.</summary>
    public static ParseResult Parse(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        var parser = new NetworkParser(type, compilation, cancellation);
        if (parser.Attributes(OnnxAttribute).Any())
            return new(null, []); // Its file has the layers.
        NetworkSpec? spec = null;
        if (parser.Attributes(NetworkAttribute).FirstOrDefault() is AttributeData network)
        {
            // A name that is still to be typed is none.
            if (type.Name.Length > 0 && parser.Declaration(network) is TypeDeclarationSyntax declaration)
                spec = parser.Parse(declaration, network);
        }
        else if (parser.LayerAttributes().Select(layer => parser.Declaration(layer.Attribute)).FirstOrDefault()
            is TypeDeclarationSyntax declaration)
        {
            parser._context.Report(Diagnostics.StrayLayers, declaration.Identifier.GetLocation(), type.Name);
        }

        return new(parser._context.HasFailed ? null : spec, parser._context.Diagnostics);
    }

    /// <summary>Whether this is the declaration that is parsed; the same attribute on another part is the compiler's to report.</summary>
    public static bool IsFirst(INamedTypeSymbol type, AttributeData network) =>
        type.GetAttributes()
            .First(attribute => SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, network.AttributeClass)) == network;

    /// <summary>Where a network says that it is one.</summary>
    public static Location Location(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.GetAttributes().First(attribute => Is(attribute, NetworkAttribute) || Is(attribute, OnnxAttribute))
            .ApplicationSyntaxReference!.GetSyntax(cancellation).GetLocation();

    private NetworkSpec? Parse(TypeDeclarationSyntax declaration, AttributeData network)
    {
        var attribute = new AttributeReader(network, _context);
        _weightsFile = attribute.Option("Weights") as string;
        CheckType(declaration);
        if (_weightsFile is null)
            CheckConstruction(declaration);
        (LayerKind Kind, AttributeData Attribute)[] declared = [.. LayerAttributes()];
        if (!IsComplete(network) || !declared.All(layer => IsComplete(layer.Attribute)))
            return null;
        if (!declared.Any(layer => layer.Kind.IsCounted))
            _context.Report(Diagnostics.NoLayers, declaration.Identifier.GetLocation(), _type.Name);
        if (declared.Any(layer => layer.Attribute.ApplicationSyntaxReference?.SyntaxTree != declaration.SyntaxTree
            || !declaration.Span.Contains(layer.Attribute.ApplicationSyntaxReference.Span)))
        {
            _context.Report(Diagnostics.SeveralDeclarations, declaration.Identifier.GetLocation(), _type.Name);
        }

        int inputs = attribute.Size(0, "inputs");
        int steps = attribute.SizeOption("Steps", 0);
        Loss declaredLoss = attribute.Named("Loss", Loss.Auto);
        CustomType? customLoss = CustomLoss(attribute);
        Reduction reduction = attribute.Named("Reduction", Reduction.Mean);
        _context.Precision = attribute.Named("Precision", Precision.Single);
        Unroll unroll = attribute.Named("Unroll", Unroll.Auto);
        CheckLanguage(declaration, attribute.Location);
        CheckSystem(attribute.Location);
        CheckRuntime(declaration, attribute.Location);

        var x = new Value("x", 0, inputs) { Steps = steps };
        List<Layer> layers = ParseLayers(declared, x);
        if (_context.HasFailed)
            return null;

        Loss? loss = customLoss is null
            ? ResolveLoss(declaredLoss, attribute, layers[layers.Count - 1], _context.LocationOf(declared[declared.Length - 1].Attribute))
            : null;
        double smoothing = LabelSmoothing(attribute, loss, customLoss);
        var spec = new NetworkSpec(
            TypeSpec(), EquatableArray.Of(x), loss, customLoss, smoothing, reduction, _context.Precision, unroll,
            layers.ToEquatableArray(), _weightsFile, BurnIn: BurnIn(attribute, layers[layers.Count - 1].Writes));
        CheckMemory(spec, attribute);
        CheckWindowMemory(spec, attribute);
        CheckWindow(spec, attribute);
        if (FormChoice.ExceedsFullBudget(spec))
            attribute.Report(Diagnostics.UnrollBeyondBudget, _type.Name, FormChoice.FullBudget);
        return spec;
    }

    private List<Layer> ParseLayers((LayerKind Kind, AttributeData Attribute)[] declared, Value above)
    {
        List<Layer> layers = [];
        int number = 0;
        foreach ((LayerKind kind, AttributeData data) in declared)
        {
            if (kind.IsCounted)
                number++;
            layers.AddRange(kind.Parse(new(new(data, _context), number, above, _weightsFile is null)));
            above = layers[layers.Count - 1].Writes;
        }

        if (layers.Count > 0 && layers[layers.Count - 1] is DropoutLayer && number > 0)
        {
            _context.Report(
                Diagnostics.MisplacedDropout, _context.LocationOf(declared[declared.Length - 1].Attribute),
                "follows the last layer, whose outputs are never dropped");
        }

        return layers;
    }

    private void CheckMemory(NetworkSpec spec, AttributeReader attribute)
    {
        long padded = spec.Layers.Sum(layer => layer.PaddedLength(Padding));
        if (spec.ParameterCount > MaxParameters)
            attribute.Report(Diagnostics.TooLarge, _type.Name, $"{spec.ParameterCount} parameters", MaxParameters);
        else if (padded > MaxPadded)
            attribute.Report(Diagnostics.TooLarge, _type.Name, $"{padded} numbers with the padding of its parameters", MaxPadded);
    }

    private IEnumerable<AttributeData> Attributes(string name) => _type.GetAttributes().Where(attribute => Is(attribute, name));

    /// <summary>The attributes that declare layers, first to last, each with its kind.</summary>
    private IEnumerable<(LayerKind Kind, AttributeData Attribute)> LayerAttributes() =>
        from attribute in _type.GetAttributes()
        from kind in LayerKinds.All
        where Is(attribute, kind.Attribute)
        select (kind, attribute);

    /// <summary>The part of a type that an attribute stands on; null where it stands on no class, as the compiler reports.</summary>
    private TypeDeclarationSyntax? Declaration(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(_cancellation).Parent?.Parent as TypeDeclarationSyntax;

    /// <summary>Whether an attribute is of the class with this name, which is compared first where it costs least: by its end.</summary>
    private static bool Is(AttributeData attribute, string name) =>
        attribute.AttributeClass is INamedTypeSymbol type
        && name.EndsWith(type.Name, StringComparison.Ordinal)
        && type.ToDisplayString() == name;

    /// <summary>False where the compiler itself reports what is missing or of the wrong type.</summary>
    private static bool IsComplete(AttributeData attribute) =>
        attribute.AttributeConstructor is IMethodSymbol constructor
        && attribute.ConstructorArguments.Length == constructor.Parameters.Length
        && attribute.ConstructorArguments.All(
            argument => argument.Kind == TypedConstantKind.Type
                || (argument.Kind != TypedConstantKind.Error && argument.Value is not null));
}
