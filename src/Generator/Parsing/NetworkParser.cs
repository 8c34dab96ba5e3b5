using System.Collections.Immutable;
using GenNet.Generator.Formats;
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
    private const string InputAttribute = "GenNet.InputAttribute";

    private const int MaxParameters = 1 << 28;

    // Many narrow layers beside wide ones are mostly padding, and places in memory are ints.
    private const int MaxPadded = WindowMemory.Max;
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
        if (ModelFormat.All.Any(format => parser.Attributes(format.Attribute).Any()))
            return new(null, []); // Its file has the layers.
        NetworkSpec? spec = null;
        if (parser.Attributes(NetworkAttribute).FirstOrDefault() is AttributeData network)
        {
            // A name that is still to be typed is none.
            if (type.Name.Length > 0 && parser.Declaration(network) is TypeDeclarationSyntax declaration)
                spec = parser.Parse(declaration, network);
        }
        else if (parser.LayerAttributes().Select(layer => layer.Attribute).Concat(parser.Attributes(OutputAttribute))
            .Select(parser.Declaration).FirstOrDefault()
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
        type.GetAttributes().First(IsNetwork)
            .ApplicationSyntaxReference!.GetSyntax(cancellation).GetLocation();

    /// <summary>Whether an attribute makes its class a network.</summary>
    private static bool IsNetwork(AttributeData attribute) =>
        Is(attribute, NetworkAttribute) || ModelFormat.All.Any(format => Is(attribute, format.Attribute));

    private NetworkSpec? Parse(TypeDeclarationSyntax declaration, AttributeData network)
    {
        var attribute = new AttributeReader(network, _context);
        _weightsFile = attribute.Option("Weights") as string;
        CheckType(declaration);
        if (_weightsFile is null)
            CheckConstruction(declaration);
        (LayerKind? Kind, AttributeData Attribute)[] declared = [.. LayerAttributes()];
        AttributeData[] all = [.. declared.Select(layer => layer.Attribute), .. Attributes(OutputAttribute)];
        if (!IsComplete(network) || !all.All(IsComplete))
            return null;
        if (!declared.Any(layer => layer.Kind is { IsCounted: true }))
            _context.Report(Diagnostics.NoLayers, declaration.Identifier.GetLocation(), _type.Name);
        if (all.Any(part => part.ApplicationSyntaxReference?.SyntaxTree != declaration.SyntaxTree
            || !declaration.Span.Contains(part.ApplicationSyntaxReference.Span)))
        {
            _context.Report(Diagnostics.SeveralDeclarations, declaration.Identifier.GetLocation(), _type.Name);
        }

        Value[] inputs = Inputs(attribute, declared);
        Reduction reduction = attribute.Named("Reduction", Reduction.Mean);
        _context.Precision = attribute.Named("Precision", Precision.Single);
        Unroll unroll = attribute.Named("Unroll", Unroll.Auto);
        CheckLanguage(declaration, attribute.Location);
        CheckHiding(attribute.Location);
        CheckRuntime(declaration, attribute.Location);

        var values = new DeclaredValues([.. declared.Select(layer => NameOf(layer.Attribute)).OfType<string>()], above: inputs[0]);
        List<Layer> layers = ParseLayers(declared, inputs, values);
        if (_context.HasFailed)
            return null;

        OutputSpec[] outputs = Outputs(attribute, values, layers);
        if (!_context.HasFailed)
            values.CheckReads(layers, outputs.Select(output => output.Value));
        if (_context.HasFailed)
            return null;

        CheckApart(inputs, values, ["Inputs"]);
        CheckApart([.. outputs.Select(output => output.Value)], values, ["Outputs", "Targets"]);
        var spec = new NetworkSpec(
            TypeSpec(), inputs.ToEquatableArray(), outputs.ToEquatableArray(), reduction, _context.Precision, unroll,
            layers.ToEquatableArray(), _weightsFile, BurnIn: BurnIn(attribute, outputs[0].Value.Steps));
        CheckMemory(spec, attribute);
        CheckWindowMemory(spec, attribute);
        CheckWindow(spec, attribute);
        if (FormChoice.ExceedsFullBudget(spec))
            attribute.Report(Diagnostics.UnrollBeyondBudget, _type.Name, FormChoice.FullBudget);
        return spec;
    }

    /// <summary>The inputs, column after column of the input row: one as [NeuralNetwork(inputs)] has it, or each [Input].</summary>
    private Value[] Inputs(AttributeReader network, (LayerKind? Kind, AttributeData Attribute)[] declared)
    {
        AttributeReader[] named =
            [.. declared.Where(layer => layer.Kind is null).Select(layer => new AttributeReader(layer.Attribute, _context))];
        bool hasNumber = network.Count > 0;
        if (hasNumber == named.Length > 0)
        {
            network.Report(
                Diagnostics.InputsUnclear, _type.Name, hasNumber ? "gives its inputs twice" : "does not say how many inputs it has");
        }

        int steps = network.SizeOption("Steps", 0);
        if (named.Length == 0)
            return [new("x", 0, hasNumber ? network.Size(0, "inputs") : 1) { Steps = steps }];
        Value[] inputs =
        [
            .. named.Select((input, i) => new Value(
                named.Length == 1 ? "x" : $"x{i + 1}", 0, input.Size(1, "size"), input[0].Value as string ?? "") { Steps = steps }),
        ];
        long sum = inputs.Sum(input => (long)input.Width);
        if (!SizeLimits.Allow(sum) && inputs.All(input => SizeLimits.Allow(input.Width)))
            network.Report(Diagnostics.SizeOutOfRange, "the sum of the inputs' sizes", sum, SizeLimits.Max);
        return inputs;
    }

    private List<Layer> ParseLayers((LayerKind? Kind, AttributeData Attribute)[] declared, Value[] inputs, DeclaredValues values)
    {
        List<Layer> layers = [];
        int number = 0, input = 0;
        foreach ((LayerKind? kind, AttributeData data) in declared)
        {
            var attribute = new AttributeReader(data, _context);
            if (kind is null)
            {
                values.Add(inputs[input++], attribute);
                continue;
            }

            if (kind.IsCounted)
                number++;
            Value read = attribute.Option("From") is string from ? values.Find(from, attribute) : values.Above;
            Layer[] parsed = [.. kind.Parse(new(attribute, number, read, values, _weightsFile is null))];
            if (attribute.Option("Name") is string name)
            {
                parsed[0] = parsed[0] with { Name = name };
                Layer last = parsed[parsed.Length - 1];
                parsed[parsed.Length - 1] = last with { Writes = last.Writes with { Label = name } };
            }

            layers.AddRange(parsed);
            values.Add(parsed[parsed.Length - 1].Writes, attribute);
        }

        if (layers.Count > 0 && layers[layers.Count - 1] is { ForPrediction: null } && number > 0)
        {
            _context.Report(
                Diagnostics.MisplacedDropout, _context.LocationOf(declared[declared.Length - 1].Attribute),
                "follows the last layer, whose outputs are never dropped");
        }

        return layers;
    }

    /// <summary>The name that an attribute gives to a value.</summary>
    private static string? NameOf(AttributeData attribute) => Is(attribute, InputAttribute)
        ? attribute.ConstructorArguments[0].Value as string
        : attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Name").Value.Value as string;

    private void CheckMemory(NetworkSpec spec, AttributeReader attribute)
    {
        long padded = spec.Layers.Sum(layer => layer.PaddedLength(Padding));
        if (spec.ParameterCount > MaxParameters)
            attribute.Report(Diagnostics.TooLarge, _type.Name, $"{spec.ParameterCount} parameters", MaxParameters);
        else if (padded > MaxPadded)
            attribute.Report(Diagnostics.TooLarge, _type.Name, $"{padded} numbers with the padding of its parameters", MaxPadded);
    }

    private IEnumerable<AttributeData> Attributes(string name) => _type.GetAttributes().Where(attribute => Is(attribute, name));

    /// <summary>The attributes that declare inputs and layers, first to last, each layer with its kind.</summary>
    private IEnumerable<(LayerKind? Kind, AttributeData Attribute)> LayerAttributes() =>
        from attribute in _type.GetAttributes()
        let kind = LayerKinds.All.FirstOrDefault(kind => Is(attribute, kind.Attribute))
        where kind is not null || Is(attribute, InputAttribute)
        select (kind, attribute);

    /// <summary>The part of a type that an attribute stands on; null where it stands on no class, as the compiler reports.</summary>
    private TypeDeclarationSyntax? Declaration(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(_cancellation).Parent?.Parent as TypeDeclarationSyntax;

    /// <summary>Whether an attribute is of the class with this name, which is compared first where it costs least: by its end.</summary>
    private static bool Is(AttributeData attribute, string name) =>
        attribute.AttributeClass is INamedTypeSymbol type
        && name.EndsWith(type.Name, StringComparison.Ordinal)
        && type.ToDisplayString() == name;

    /// <summary>False where the compiler itself reports what is missing or of the wrong type. A name may be null.</summary>
    private static bool IsComplete(AttributeData attribute) =>
        attribute.AttributeConstructor is IMethodSymbol constructor
        && attribute.ConstructorArguments.Length == constructor.Parameters.Length
        && attribute.ConstructorArguments.All(IsComplete);

    private static bool IsComplete(TypedConstant argument) => argument.Kind switch
    {
        TypedConstantKind.Array => argument.IsNull || argument.Values.All(IsComplete),
        TypedConstantKind.Error => false,
        _ => argument.Value is not null || argument.Type is { IsReferenceType: true },
    };
}
