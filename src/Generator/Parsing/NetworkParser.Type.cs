using GenNet.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generator.Parsing;

/// <summary>What a class must be to become a network.</summary>
internal sealed partial class NetworkParser
{
    private const string NetworkInterface = "GenNet.INeuralNetwork`2";
    private const string PredictorInterface = "GenNet.IPredictor`2";

    private static readonly SymbolDisplayFormat s_qualified = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.None);

    private void CheckType(TypeDeclarationSyntax declaration)
    {
        Location name = declaration.Identifier.GetLocation();
        if (!declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
            _context.Report(Diagnostics.NotPartial, name, _type.Name);
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
                _context.Report(Diagnostics.ContainerNotPartial, name, outer.Name, _type.Name);
            }
        }

        if (kind is not null)
            _context.Report(Diagnostics.UnsupportedType, name, _type.Name, kind);
    }

    private string? WhatIsWrongWithBase()
    {
        if (_type.BaseType is not { TypeKind: TypeKind.Class } @base)
            return null;
        if (@base.GetAttributes().Any(IsNetwork))
            return $"derived from the neural network '{@base.Name}'";
        return @base.InstanceConstructors.Any(constructor =>
            _compilation.IsSymbolAccessibleWithin(constructor, _type)
            && constructor.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams))
            ? null
            : $"derived from '{@base.Name}', which has no constructor without parameters";
    }

    private void CheckLanguage(TypeDeclarationSyntax declaration, Location attribute)
    {
        LanguageVersion language = ((CSharpParseOptions)declaration.SyntaxTree.Options).LanguageVersion;
        if (language < LanguageVersion.CSharp11)
            _context.Report(Diagnostics.LanguageTooOld, attribute, _type.Name, language.ToDisplayString());
    }

    /// <summary>Generated code says <c>global::System</c> and <c>global::GenNet</c>, below which the user's names hide others.</summary>
    private void CheckHiding(Location attribute)
    {
        INamespaceSymbol global = _compilation.Assembly.GlobalNamespace;
        if (global.GetMembers("System").Concat(global.GetMembers("GenNet")).Select(Hiding).FirstOrDefault(hiding => hiding is not null)
            is INamespaceOrTypeSymbol hiding)
        {
            _context.Report(Diagnostics.NameHidden, attribute, hiding.ToDisplayString(), _type.Name);
        }
    }

    /// <summary>
    /// The first of the user's namespaces and types, here or below, that hides one of a referenced assembly: a type hides a namespace, a
    /// namespace a type, and a type one of GenNet's. One of System's has its own in many projects, for compilers that need it.
    /// </summary>
    private INamespaceOrTypeSymbol? Hiding(INamespaceOrTypeSymbol own)
    {
        int arity = own is INamedTypeSymbol type ? type.Arity : 0;
        INamespaceOrTypeSymbol[] others = [.. Referenced(own.ContainingNamespace, own.Name, arity)];
        if (own is INamespaceSymbol @namespace)
        {
            return others.Any(other => other.IsType) ? own
                : others.Length == 0 ? null
                : @namespace.GetMembers().Select(Hiding).FirstOrDefault(hiding => hiding is not null);
        }

        return others.Any(other => other.IsNamespace || other.ContainingNamespace.ConstituentNames().FirstOrDefault() == "GenNet")
            ? own
            : null;
    }

    /// <summary>The namespaces and accessible types of a name that referenced assemblies have in a namespace.</summary>
    private IEnumerable<INamespaceOrTypeSymbol> Referenced(INamespaceSymbol @namespace, string name, int arity) =>
        from assembly in _compilation.SourceModule.ReferencedAssemblySymbols
        let same = @namespace.ConstituentNames().Aggregate(
            (INamespaceSymbol?)assembly.GlobalNamespace,
            (outer, inner) => outer?.GetNamespaceMembers().FirstOrDefault(member => member.Name == inner))
        where same is not null
        from member in same.GetMembers(name).OfType<INamespaceOrTypeSymbol>()
        where member is INamespaceSymbol ? arity == 0
            : ((INamedTypeSymbol)member).Arity == arity && _compilation.IsSymbolAccessibleWithin(member, _compilation.Assembly)
        select member;

    private void CheckRuntime(TypeDeclarationSyntax declaration, Location attribute)
    {
        if (_compilation.GetTypeByMetadataName(NetworkInterface) is not { Arity: 2 } networkInterface)
        {
            _context.Report(Diagnostics.RuntimeMissing, attribute, _type.Name);
            return;
        }

        Version runtime = networkInterface.ContainingAssembly.Identity.Version;
        Version generator = typeof(NetworkParser).Assembly.GetName().Version;
        if (runtime != generator)
        {
            _context.Report(Diagnostics.OtherRuntime, attribute, _type.Name, runtime, generator);
            return;
        }

        string[] names = MemberNames.Of(Attributes(InputAttribute).Count() > 1, Attributes(OutputAttribute).Count() > 1, DeclaresStream());
        foreach (ISymbol symbol in Collisions(networkInterface, names))
        {
            _context.Report(
                Diagnostics.MemberCollides, symbol.Locations[0].IsInSource ? symbol.Locations[0] : declaration.Identifier.GetLocation(),
                symbol.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat), _type.Name);
        }
    }

    /// <summary>The user's symbols that stand in the way of a network with the members of these names among others.</summary>
    private IEnumerable<ISymbol> Collisions(INamedTypeSymbol networkInterface, string[] names)
    {
        SpecialType precision = _context.Precision == Precision.Double ? SpecialType.System_Double : SpecialType.System_Single;
        bool trains = _weightsFile is null;
        INamedTypeSymbol @interface = trains ? networkInterface : _compilation.GetTypeByMetadataName(PredictorInterface)!;
        return new GeneratedMembers(_type, @interface, _compilation.GetSpecialType(precision), trains, names, _compilation).Collisions();
    }

    /// <summary>Generated code makes networks, and gives no member a value that must have one.</summary>
    private void CheckConstruction(TypeDeclarationSyntax declaration)
    {
        for (INamedTypeSymbol? type = _type; type is not null; type = type.BaseType)
        {
            foreach (ISymbol member in type.GetMembers()
                .Where(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
            {
                _context.Report(
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
                _context.Report(Diagnostics.ConstructorDoesNotChain, constructor.Locations[0], _type.Name);
            }
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
}
