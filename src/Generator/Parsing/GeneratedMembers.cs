using GenNet.Generator.Model;
using Microsoft.CodeAnalysis;

namespace GenNet.Generator.Parsing;

/// <summary>Finds what a user declares that the generated part of the class declares too.</summary>
internal sealed class GeneratedMembers
{
    private readonly INamedTypeSymbol _type;
    private readonly Compilation _compilation;
    private readonly INamedTypeSymbol _interface;
    private readonly ITypeSymbol _number;
    private readonly bool _trains;
    private readonly HashSet<string> _names;

    /// <param name="type">The network's class.</param>
    /// <param name="networkInterface">The runtime's generic interface, whose methods are the generated ones.</param>
    /// <param name="number">The type of the network's numbers.</param>
    /// <param name="trains">Whether the network can be trained.</param>
    /// <param name="names">The <see cref="MemberNames"/> that it has.</param>
    /// <param name="compilation">The compilation of all.</param>
    public GeneratedMembers(
        INamedTypeSymbol type, INamedTypeSymbol networkInterface, ITypeSymbol number, bool trains, IEnumerable<string> names,
        Compilation compilation)
    {
        _type = type;
        _interface = networkInterface;
        _number = number;
        _trains = trains;
        _compilation = compilation;
        _names = ["InputSize", "OutputSize", "LayerCount", "ParameterCount", "Summary", OperationsAlias(type.Name), .. names];
        if (trains)
            _names.UnionWith(["Threads", "Offsets", "s_layout", "s_outputs", "_parameters"]);
    }

    /// <summary>The name by which the generated part knows the runtime's operations.</summary>
    public static string OperationsAlias(string typeName) => typeName + "Operations";

    /// <summary>Whether a symbol is the generator's own, as an analyzer sees it: in a file whose folder has the generator's name.</summary>
    public static bool IsGenerated(ISymbol symbol) => symbol.Locations[0].SourceTree is SyntaxTree tree
        && Path.GetFileName(Path.GetDirectoryName(tree.FilePath)) == "GenNet.Generator.NeuralNetworkGenerator";

    /// <summary>The user's symbols that stand in the way: members, inherited ones, types beside the class, or the class itself.</summary>
    /// <remarks>A nested type of the class's own name, which a base class may have, is what that name means within it.</remarks>
    public IEnumerable<ISymbol> Collisions()
    {
        if (IsName(_type.Name))
            yield return _type;
        for (INamedTypeSymbol? type = _type; type is not null; type = type.BaseType)
        {
            foreach (ISymbol member in type.GetMembers().Where(Collides))
            {
                if (_compilation.IsSymbolAccessibleWithin(member, _type))
                    yield return member;
            }
        }

        string alias = OperationsAlias(_type.Name);
        for (INamedTypeSymbol? outer = _type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            foreach (ISymbol member in outer.GetMembers(alias))
                yield return member;
        }

        foreach (INamedTypeSymbol neighbour in _type.ContainingNamespace.GetTypeMembers(alias))
            yield return neighbour;
    }

    private bool Collides(ISymbol member) => member switch
    {
        { IsImplicitlyDeclared: true } => false,
        _ when IsGenerated(member) => false,
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor =>
            _trains
            && SymbolEqualityComparer.Default.Equals(constructor.ContainingType, _type)
            && constructor.Parameters.Length == 1
            && constructor.Parameters[0].Type is { SpecialType: SpecialType.System_Int32 } or { Name: "ParameterStore" },
        IMethodSymbol { MethodKind: MethodKind.Ordinary } method when HasMethod(method.Name) =>
            Members(_interface.Construct(_type, _number), method.Name).OfType<IMethodSymbol>()
                .Any(generated => HaveSameSignature(generated, method)),
        INamedTypeSymbol { Arity: 0 } when member.Name == _type.Name => true,
        _ => IsName(member.Name),
    };

    private bool IsName(string name) => _names.Contains(name) || HasMethod(name);

    private bool HasMethod(string name) =>
        Members(_interface, name).Any(member => member is IMethodSymbol { MethodKind: MethodKind.Ordinary });

    private static IEnumerable<ISymbol> Members(INamedTypeSymbol type, string name) =>
        type.GetMembers(name).Concat(type.AllInterfaces.SelectMany(@base => @base.GetMembers(name)));

    private static bool HaveSameSignature(IMethodSymbol a, IMethodSymbol b) =>
        a.Arity == b.Arity
        && a.Parameters.Length == b.Parameters.Length
        && a.Parameters.Zip(b.Parameters, HaveSameType).All(same => same);

    private static bool HaveSameType(IParameterSymbol a, IParameterSymbol b) =>
        a.RefKind == b.RefKind && SymbolEqualityComparer.Default.Equals(a.Type, b.Type);
}
