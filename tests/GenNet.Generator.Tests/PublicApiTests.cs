using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace GenNet.Generator.Tests;

/// <summary>
/// What users compile against is recorded, so that nothing of it changes unnoticed: every public type of the libraries and every member
/// that can be called or overridden from outside, as it is declared, in the order of their names.
/// </summary>
public sealed class PublicApiTests
{
    private static readonly SymbolDisplayFormat s_type = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints
            | SymbolDisplayGenericsOptions.IncludeVariance,
        SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeModifiers,
        SymbolDisplayDelegateStyle.NameAndSignature,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword,
        miscellaneousOptions:
            SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat s_member = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        s_type.GenericsOptions,
        SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeParameters
            | SymbolDisplayMemberOptions.IncludeConstantValue,
        SymbolDisplayDelegateStyle.NameAndSignature,
        SymbolDisplayExtensionMethodStyle.StaticMethod,
        SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeModifiers | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeExtensionThis,
        SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: s_type.MiscellaneousOptions);

    [Theory]
    [InlineData("GenNet.Attributes")]
    [InlineData("GenNet.Runtime")]
    public void IsTheRecordedOne(string assembly)
    {
        Compilation compilation = GeneratorHarness.Compile("");
        IAssemblySymbol symbol = compilation.SourceModule.ReferencedAssemblySymbols.Single(reference => reference.Name == assembly);
        Snapshot.Verify(Describe(symbol), assembly + ".txt");
    }

    private static string Describe(IAssemblySymbol assembly)
    {
        StringBuilder text = new();
        foreach (INamedTypeSymbol type in TypesOf(assembly.GlobalNamespace).OrderBy(type => type.ToDisplayString(), StringComparer.Ordinal))
        {
            string bases = string.Join(", ", BasesOf(type).Select(parent => parent.ToDisplayString(s_member)));
            string head = $"{Inheritance(type)}{type.ToDisplayString(s_type)}";
            text.Append(CultureInfo.InvariantCulture, $"{head}{(bases.Length == 0 ? "" : " : ")}{bases}\n");
            IEnumerable<string> members =
                from member in type.GetMembers()
                where IsVisible(member) && member is not INamedTypeSymbol && member.Name is not "<Clone>$"
                where member is not IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet }
                where !(type.TypeKind == TypeKind.Enum && member is IMethodSymbol)
                let declaration = StaticInInterface(member) + member.ToDisplayString(s_member)
                orderby type.TypeKind == TypeKind.Enum ? ((IFieldSymbol)member).ConstantValue : null, member.Name, declaration
                select declaration;
            foreach (string member in members)
                text.Append(CultureInfo.InvariantCulture, $"    {member}\n");
            text.Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol parent) =>
        parent.GetMembers().SelectMany(member => member switch
    {
        INamespaceSymbol child => TypesOf(child),
        INamedTypeSymbol type when IsVisible(type) => TypesOf(type).Prepend(type),
        _ => [],
    });

    private static IEnumerable<INamedTypeSymbol> BasesOf(INamedTypeSymbol type) =>
        type.BaseType is { SpecialType: SpecialType.None } parent ? type.Interfaces.Prepend(parent) : type.Interfaces;

    private static string Inheritance(INamedTypeSymbol type) => type switch
    {
        { TypeKind: not TypeKind.Class } => "",
        { IsStatic: true } => "static ",
        { IsSealed: true } => "sealed ",
        { IsAbstract: true } => "abstract ",
        _ => "",
    };

    // Roslyn writes no modifiers for the members of interfaces.
    private static string StaticInInterface(ISymbol member) =>
        member is not { IsStatic: true, ContainingType.TypeKind: TypeKind.Interface } ? ""
        : member.IsAbstract ? "static abstract " : "static virtual ";

    private static bool IsVisible(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;
}
