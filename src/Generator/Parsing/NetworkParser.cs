using System.Collections.Immutable;
using System.Globalization;
using GenNet.Generator.Model;
using GenNet.Generator.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generator.Parsing;

/// <summary>The outcome of parsing: a specification, if the declaration is right, and what there is to say about it.</summary>
internal readonly record struct ParseResult(NetworkSpec? Spec, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>Reads a declaration: attributes in, specification and diagnostics out.</summary>
internal sealed partial class NetworkParser
{
    public const string NetworkAttribute = "GenNet.NeuralNetworkAttribute";
    private const string DenseAttribute = "GenNet.DenseAttribute";
    private const string DropoutAttribute = "GenNet.DropoutAttribute";
    private const string NetworkInterface = "GenNet.INeuralNetwork`2";
    private const string PredictorInterface = "GenNet.IPredictor`2";
    private const string ActivationInterface = "GenNet.Activations.IActivation";
    private const string LossInterface = "GenNet.Losses.ILoss";

    public const int MaxSize = 65_536;
    private const int MaxParameters = 1 << 28;

    // Many narrow layers beside wide ones are mostly padding, and places in memory are ints.
    private const int MaxPadded = 1 << 29;
    private const int Padding = Planner.CacheLineBytes / sizeof(float);

    private static readonly SymbolDisplayFormat s_reference =
        SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static readonly SymbolDisplayFormat s_qualified = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.None);

    private readonly INamedTypeSymbol _type;
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellation;
    private readonly ImmutableArray<Diagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
    private Precision _precision;
    private string? _weightsFile;
    private bool _failed;

    private NetworkParser(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        _type = type;
        _compilation = compilation;
        _cancellation = cancellation;
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
        else if (parser.Layers().Select(parser.Declaration).FirstOrDefault() is TypeDeclarationSyntax declaration)
        {
            parser.Report(Diagnostics.StrayLayers, declaration.Identifier.GetLocation(), type.Name);
        }

        return new(parser._failed ? null : spec, parser._diagnostics.ToImmutable());
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
        _weightsFile = Option(network, "Weights") as string;
        CheckType(declaration);
        if (_weightsFile is null)
            CheckConstruction(declaration);
        AttributeData[] dense = [.. Attributes(DenseAttribute)], dropouts = [.. Attributes(DropoutAttribute)];
        if (!HasArguments(network, 1) || !dense.All(attribute => HasArguments(attribute, 2))
            || !dropouts.All(attribute => attribute.ConstructorArguments.Length == 1 && attribute.ConstructorArguments[0].Value is double))
        {
            return null;
        }

        if (dense.Length == 0)
            Report(Diagnostics.NoLayers, declaration.Identifier.GetLocation(), _type.Name);
        if (dense.Concat(dropouts).Any(a => a.ApplicationSyntaxReference?.SyntaxTree != declaration.SyntaxTree
            || !declaration.Span.Contains(a.ApplicationSyntaxReference.Span)))
        {
            Report(Diagnostics.SeveralDeclarations, declaration.Identifier.GetLocation(), _type.Name);
        }

        int inputs = (int)network.ConstructorArguments[0].Value!;
        CheckSize("inputs", inputs, network);
        Loss declaredLoss = Named(network, "Loss", Loss.Auto);
        CustomType? customLoss = CustomLoss(network);
        Reduction reduction = Named(network, "Reduction", Reduction.Mean);
        _precision = Named(network, "Precision", Precision.Single);
        Unroll unroll = Named(network, "Unroll", Unroll.Auto);
        CheckLanguage(declaration, network);
        CheckSystem(network);
        CheckRuntime(declaration, network);

        var layers = new List<LayerSpec>();
        foreach (AttributeData attribute in dense)
            layers.Add(ParseLayer(attribute, layers.Count + 1, layers.Count == 0 ? inputs : layers[layers.Count - 1].Units));
        ParseDropouts(layers);
        if (_failed)
            return null;

        Loss? loss = customLoss is null ? ResolveLoss(declaredLoss, network, layers[layers.Count - 1], dense[dense.Length - 1]) : null;
        double smoothing = LabelSmoothing(network, loss, customLoss);
        if (_weightsFile is null)
            WarnOfUselessLayers(layers, dense);
        long parameters = layers.Sum(layer => layer.ParameterCount);
        long padded = layers.Sum(layer => (layer.Inputs + 2L) * ((layer.Units + Padding - 1) / Padding * Padding));
        if (parameters > MaxParameters)
            Report(Diagnostics.TooLarge, Location(network), _type.Name, $"{parameters} parameters", MaxParameters);
        else if (padded > MaxPadded)
            Report(Diagnostics.TooLarge, Location(network), _type.Name, $"{padded} numbers with the padding of its parameters", MaxPadded);

        var spec = new NetworkSpec(
            TypeSpec(), inputs, loss, customLoss, smoothing, reduction, _precision, unroll, layers.ToEquatableArray(), _weightsFile);
        if (Planner.ExceedsFullBudget(spec))
            Report(Diagnostics.UnrollBeyondBudget, Location(network), _type.Name, Planner.FullBudget);
        return spec;
    }

    private void CheckType(TypeDeclarationSyntax declaration)
    {
        Location name = declaration.Identifier.GetLocation();
        if (!declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
            Report(Diagnostics.NotPartial, name, _type.Name);
        string? kind =
            _type.IsStatic ? "static" :
            _type.IsAbstract ? "abstract" :
            _type.IsRecord ? "a record" :
            _type.TypeKind != TypeKind.Class ? "not a class" :
            _type.Arity > 0 ? "generic" :
            _type.IsFileLocal ? "file-local" : WhatIsWrongWithBase();
        for (INamedTypeSymbol? outer = _type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsGenericType)
                kind ??= "in a generic type";
            if (outer.IsFileLocal)
                kind ??= "in a file-local type";
            if (!outer.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(_cancellation))
                .OfType<TypeDeclarationSyntax>().All(syntax => syntax.Modifiers.Any(SyntaxKind.PartialKeyword)))
            {
                Report(Diagnostics.ContainerNotPartial, name, outer.Name, _type.Name);
            }
        }

        if (kind is not null)
            Report(Diagnostics.UnsupportedType, name, _type.Name, kind);
    }

    private string? WhatIsWrongWithBase()
    {
        if (_type.BaseType is not { TypeKind: TypeKind.Class } @base)
            return null;
        if (@base.GetAttributes().Any(attribute => Is(attribute, NetworkAttribute) || Is(attribute, OnnxAttribute)))
            return $"derived from the neural network '{@base.Name}'";
        return @base.InstanceConstructors.Any(constructor =>
            _compilation.IsSymbolAccessibleWithin(constructor, _type)
            && constructor.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams))
            ? null
            : $"derived from '{@base.Name}', which has no constructor without parameters";
    }

    private void CheckLanguage(TypeDeclarationSyntax declaration, AttributeData attribute)
    {
        LanguageVersion language = ((CSharpParseOptions)declaration.SyntaxTree.Options).LanguageVersion;
        if (language < LanguageVersion.CSharp11)
            Report(Diagnostics.LanguageTooOld, Location(attribute), _type.Name, language.ToDisplayString());
    }

    /// <summary>Generated code says <c>global::System</c>, which a type of the user's can hide.</summary>
    private void CheckSystem(AttributeData attribute)
    {
        if (_compilation.Assembly.GlobalNamespace.GetTypeMembers("System", arity: 0).Any())
            Report(Diagnostics.SystemHidden, Location(attribute), _type.Name);
    }

    private void CheckRuntime(TypeDeclarationSyntax declaration, AttributeData attribute)
    {
        if (_compilation.GetTypeByMetadataName(NetworkInterface) is not { Arity: 2 } networkInterface)
        {
            Report(Diagnostics.RuntimeMissing, Location(attribute), _type.Name);
            return;
        }

        Version runtime = networkInterface.ContainingAssembly.Identity.Version;
        Version generator = typeof(NetworkParser).Assembly.GetName().Version;
        if (runtime != generator)
        {
            Report(Diagnostics.OtherRuntime, Location(attribute), _type.Name, runtime, generator);
            return;
        }

        SpecialType precision = _precision == Precision.Double ? SpecialType.System_Double : SpecialType.System_Single;
        bool trains = _weightsFile is null;
        INamedTypeSymbol @interface = trains ? networkInterface : _compilation.GetTypeByMetadataName(PredictorInterface)!;
        var members = new GeneratedMembers(_type, @interface, _compilation.GetSpecialType(precision), trains, _compilation);
        foreach (ISymbol symbol in members.Collisions())
        {
            Report(
                Diagnostics.MemberCollides, symbol.Locations[0].IsInSource ? symbol.Locations[0] : declaration.Identifier.GetLocation(),
                symbol.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat), _type.Name);
        }
    }

    /// <summary>Generated code makes networks, and gives no member a value that must have one.</summary>
    private void CheckConstruction(TypeDeclarationSyntax declaration)
    {
        for (INamedTypeSymbol? type = _type; type is not null; type = type.BaseType)
        {
            foreach (ISymbol member in type.GetMembers()
                .Where(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
            {
                Report(
                    Diagnostics.UnsupportedType, declaration.Identifier.GetLocation(), _type.Name,
                    $"a class with the required member '{member.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'");
                return;
            }
        }

        foreach (IMethodSymbol constructor in _type.InstanceConstructors.Where(
            constructor => !constructor.IsImplicitlyDeclared && !GeneratedMembers.IsGenerated(constructor)))
        {
            if (constructor.DeclaringSyntaxReferences[0].GetSyntax(_cancellation)
                is not ConstructorDeclarationSyntax { Initializer.RawKind: (int)SyntaxKind.ThisConstructorInitializer })
            {
                Report(Diagnostics.ConstructorDoesNotChain, constructor.Locations[0], _type.Name);
            }
        }
    }

    private LayerSpec ParseLayer(AttributeData attribute, int number, int inputs)
    {
        int units = (int)attribute.ConstructorArguments[0].Value!;
        CheckSize("units", units, attribute);
        TypedConstant g = attribute.ConstructorArguments[1];
        Activation? activation = g.Kind == TypedConstantKind.Type ? null : Defined((Activation)g.Value!, attribute);
        CustomType? custom = activation is null ? Custom(g, "an activation", ActivationInterface, attribute) : null;
        Initializer initializer = Named(attribute, "Initializer", Initializer.Auto);
        bool bias = Option(attribute, "Bias") is not false;

        // One that is wrong has been reported, and has no numbers.
        string name = custom?.Name ?? activation?.ToString() ?? "null";
        ActivationFacts facts = activation is Activation known && Enum.IsDefined(typeof(Activation), known)
            ? ActivationFacts.Of(known)
            : ActivationFacts.OfCustom(name);
        double alpha = Number(attribute, "Alpha", facts.Alpha, name);
        double beta = Number(attribute, "Beta", facts.Beta, name);
        if (activation == Activation.HardTanh && Stored(alpha) >= Stored(beta))
            ReportRange(attribute, "Alpha", alpha, $"the activation {name}", $"less than Beta, which is {Invariant(beta)}");
        double initialValue = Number(attribute, "InitialValue", 0, initializer == Initializer.Constant, $"the initializer {initializer}");
        double l1 = PenaltyFactor(attribute, "L1"), l2 = PenaltyFactor(attribute, "L2");
        if (initializer == Initializer.Auto)
            initializer = facts.Initializer;
        return new(number, inputs, units, activation, custom, alpha, beta, bias, initializer, initialValue, l1, l2, DropoutRate: null);
    }

    /// <summary>Gives each [Dropout] to the layer above it.</summary>
    private void ParseDropouts(List<LayerSpec> layers)
    {
        int above = 0;
        bool followsDropout = false;
        foreach (AttributeData attribute in _type.GetAttributes())
        {
            if (Is(attribute, DenseAttribute))
            {
                above++;
                followsDropout = false;
            }
            else if (Is(attribute, DropoutAttribute))
            {
                double rate = (double)attribute.ConstructorArguments[0].Value!;
                if (rate is not (>= 0 and < 1))
                    ReportRange(attribute, "rate", rate, "Dropout", "at least 0 and less than 1");
                if (above == 0)
                    Report(Diagnostics.MisplacedDropout, Location(attribute), "stands above every layer");
                else if (above == layers.Count)
                    Report(Diagnostics.MisplacedDropout, Location(attribute), "follows the last layer, whose outputs are never dropped");
                else if (followsDropout)
                    Report(Diagnostics.MisplacedDropout, Location(attribute), "follows another [Dropout]");
                else
                    layers[above - 1] = layers[above - 1] with { DropoutRate = rate };
                followsDropout = true;
            }
        }
    }

    private Loss ResolveLoss(Loss loss, AttributeData network, LayerSpec output, AttributeData last)
    {
        if (loss == Loss.Auto)
            return AutoLoss(output.Activation);
        LossFacts facts = LossFacts.Of(loss);
        if (!facts.Fits(output.Activation))
        {
            _failed = true;
            ImmutableDictionary<string, string?> hints = ImmutableDictionary<string, string?>.Empty
                .Add(FixHints.Losses, string.Join(" ", LossesFor(output.Activation)))
                .Add(FixHints.Outputs, string.Join(" ", facts.AllOutputs));
            _diagnostics.Add(Diagnostic.Create(
                Diagnostics.LossDoesNotFit, Location(network), [Location(last)], hints, loss, facts.Needs, output.ActivationName));
        }

        return loss;
    }

    /// <summary>The loss of an output where none is chosen.</summary>
    public static Loss AutoLoss(Activation? output) => output switch
    {
        Activation.Softmax => Loss.CrossEntropy,
        Activation.Sigmoid => Loss.BinaryCrossEntropy,
        _ => Loss.MeanSquaredError,
    };

    /// <summary>The losses that are made for an output, or the one that is chosen where none is.</summary>
    private static IEnumerable<Loss> LossesFor(Activation? output)
    {
        Loss[] losses = [.. LossFacts.All.Where(loss => LossFacts.Of(loss).IsFusedWith(output))];
        return losses.Length > 0 ? losses : [AutoLoss(output)];
    }

    private double LabelSmoothing(AttributeData network, Loss? loss, CustomType? customLoss)
    {
        if (Option(network, "LabelSmoothing") is not double value)
            return 0;
        string name = $"the loss {customLoss?.Name ?? loss.ToString()}";
        if (loss is null || LossFacts.Of(loss.Value).Classes is null)
        {
            ReportMeaningless(network, "LabelSmoothing", name);
            return 0;
        }

        if (value is not (>= 0 and < 1))
            Report(Diagnostics.NumberOutOfRange, Location(network), "LabelSmoothing", Invariant(value), name, "at least 0 and less than 1");
        return value;
    }

    private void WarnOfUselessLayers(List<LayerSpec> layers, AttributeData[] attributes)
    {
        foreach (LayerSpec layer in layers)
        {
            Location location = Location(attributes[layer.Number - 1]);
            if (layer is { Activation: Activation.Softmax or Activation.LogSoftmax, Units: 1 })
                Report(Diagnostics.SoftmaxOfOneUnit, location, layer.ActivationName, layer.Activation == Activation.Softmax ? 1 : 0);
            if (layer.Activation == Activation.BinaryStep)
                Report(Diagnostics.NothingLearns, location, layer.Number);
        }
    }

    private TypeSpec TypeSpec()
    {
        var containers = new List<string>();
        for (INamedTypeSymbol? outer = _type.ContainingType; outer is not null; outer = outer.ContainingType)
            containers.Insert(0, $"partial {Keyword(outer)} {Escaped(outer.Name)}");
        string @namespace = _type.ContainingNamespace.IsGlobalNamespace
            ? ""
            : string.Join(".", _type.ContainingNamespace.ConstituentNames().Select(Escaped));
        return new(@namespace, Escaped(_type.Name), containers.ToEquatableArray(), _type.ToDisplayString(s_qualified));

        static string Keyword(INamedTypeSymbol type) => type switch
        {
            { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
            { IsRecord: true } => "record",
            { TypeKind: TypeKind.Struct } => "struct",
            { TypeKind: TypeKind.Interface } => "interface",
            _ => "class",
        };

        // With an @ where the name may be a keyword: any of lower case letters alone may become one, as the compiler warns.
        static string Escaped(string name) =>
            SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None || name.All(c => c is >= 'a' and <= 'z') ? "@" + name : name;
    }

    private IEnumerable<AttributeData> Attributes(string name) => _type.GetAttributes().Where(attribute => Is(attribute, name));

    private IEnumerable<AttributeData> Layers() => Attributes(DenseAttribute).Concat(Attributes(DropoutAttribute));

    /// <summary>The part of a type that an attribute stands on; null where it stands on no class, as the compiler reports.</summary>
    private TypeDeclarationSyntax? Declaration(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(_cancellation).Parent?.Parent as TypeDeclarationSyntax;

    /// <summary>Whether an attribute is of the class with this name, which is compared first where it costs least: by its end.</summary>
    private static bool Is(AttributeData attribute, string name) =>
        attribute.AttributeClass is INamedTypeSymbol type
        && name.EndsWith(type.Name, StringComparison.Ordinal)
        && type.ToDisplayString() == name;

    /// <summary>False where the compiler itself reports what is missing or of the wrong type.</summary>
    private static bool HasArguments(AttributeData attribute, int count) =>
        attribute.ConstructorArguments.Length == count
        && attribute.ConstructorArguments.All(argument => argument.Value is int || argument.Kind == TypedConstantKind.Type);

    public static bool IsSize(long value) => value is >= 1 and <= MaxSize;

    private void CheckSize(string name, int value, AttributeData attribute)
    {
        if (!IsSize(value))
            Report(Diagnostics.SizeOutOfRange, Location(attribute), name, value, MaxSize);
    }

    private static object? Option(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value;

    private double Number(AttributeData attribute, string name, double? @default, bool means, string with)
    {
        if (Option(attribute, name) is not double value)
            return @default ?? 0;
        if (!means)
        {
            ReportMeaningless(attribute, name, with);
            return 0;
        }

        double stored = Stored(value);
        if (double.IsNaN(stored) || double.IsInfinity(stored))
        {
            string type = _precision == Precision.Double ? "double" : "float";
            Report(Diagnostics.NotFinite, Location(attribute), name, Invariant(value), type);
        }

        return value;
    }

    /// <summary>A number of an activation, checked as it is stored: a very small one rounds to zero in a float.</summary>
    private double Number(AttributeData attribute, string name, ActivationNumber? number, string activation)
    {
        double value = Number(attribute, name, number?.Default, number is not null, $"the activation {activation}");
        if (number is not null && Stored(value) < number.AtLeast)
            ReportRange(attribute, name, value, $"the activation {activation}", $"at least {Invariant(number.AtLeast)}");
        else if (number is not null && !double.IsNegativeInfinity(number.Above) && Stored(value) <= number.Above)
            ReportRange(attribute, name, value, $"the activation {activation}", $"greater than {Invariant(number.Above)}");
        return value;
    }

    /// <summary>The factor of a penalty on the layer's weights.</summary>
    private double PenaltyFactor(AttributeData attribute, string name)
    {
        double factor = Number(attribute, name, 0, means: true, "");
        if (factor < 0)
            ReportRange(attribute, name, factor, "a penalty", "at least 0");
        return factor;
    }

    private void ReportRange(AttributeData attribute, string name, double value, string of, string range) =>
        Report(Diagnostics.NumberOutOfRange, Location(attribute), name, Invariant(value), of, range);

    private double Stored(double value) => _precision == Precision.Double ? value : (float)value;

    private static string Invariant(double value) => value.ToString(CultureInfo.InvariantCulture);

    private CustomType? CustomLoss(AttributeData network)
    {
        TypedConstant type = network.NamedArguments.FirstOrDefault(argument => argument.Key == "CustomLoss").Value;
        if (type.Value is null)
            return null;
        if (Option(network, "Loss") is not null)
            ReportMeaningless(network, "Loss", "a CustomLoss");
        return Custom(type, "a loss", LossInterface, network);
    }

    /// <summary>A struct that generated code, which stands elsewhere in the assembly, can make; otherwise a diagnostic.</summary>
    private CustomType? Custom(TypedConstant argument, string role, string @interface, AttributeData attribute)
    {
        var type = argument.Value as INamedTypeSymbol;
        string? wrong =
            type is not { TypeKind: TypeKind.Struct } ? "it is not a struct" :
            type.IsUnboundGenericType ? "its type parameters are open" :
            type.IsRefLikeType ? "it is a ref struct" :
            !type.AllInterfaces.Any(i => i.ToDisplayString() == @interface) ? $"it does not implement {@interface}" :
            !IsAccessible(type) ? "generated code has no access to it; make it, and the types that contain it, internal or public" : null;
        if (type is { TypeKind: TypeKind.Error })
            _failed = true; // The compiler reports it.
        else if (wrong is not null)
            Report(Diagnostics.UnusableType, Location(attribute), type?.Name ?? "null", role, wrong);
        return wrong is null ? new(type!.Name, type.ToDisplayString(s_reference)) : null;
    }

    private bool IsAccessible(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsFileLocal)
                return false;
        }

        return _compilation.IsSymbolAccessibleWithin(type, _compilation.Assembly);
    }

    private TEnum Named<TEnum>(AttributeData attribute, string name, TEnum @default) where TEnum : struct, Enum =>
        Option(attribute, name) is int value ? Defined((TEnum)(object)value, attribute) : @default;

    private TEnum Defined<TEnum>(TEnum value, AttributeData attribute) where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(typeof(TEnum), value))
            Report(Diagnostics.UndefinedValue, Location(attribute), value, typeof(TEnum).Name);
        return value;
    }

    /// <summary>An option without effect, for which the network is written all the same: a project may make it a warning.</summary>
    private void ReportMeaningless(AttributeData attribute, string option, string with) =>
        _diagnostics.Add(Diagnostic.Create(
            Diagnostics.MeaninglessOption, Location(attribute), ImmutableDictionary<string, string?>.Empty.Add(FixHints.Option, option),
            option, with));

    private Location Location(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(_cancellation).GetLocation() ?? _type.Locations[0];

    private void Report(DiagnosticDescriptor descriptor, Location location, params object[] arguments)
    {
        _failed |= descriptor.DefaultSeverity == DiagnosticSeverity.Error;
        _diagnostics.Add(Diagnostic.Create(descriptor, location, arguments));
    }
}
