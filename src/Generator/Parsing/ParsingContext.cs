using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace GenNet.Generator.Parsing;

/// <summary>What is known of a class while it is parsed, and what there is to say about it.</summary>
internal sealed class ParsingContext(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
{
    private readonly ImmutableArray<Diagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();

    public INamedTypeSymbol Type => type;

    public Compilation Compilation => compilation;

    public CancellationToken Cancellation => cancellation;

    public Precision Precision { get; set; }

    /// <summary>Whether there is an error, after which no code is written.</summary>
    public bool HasFailed { get; private set; }

    public ImmutableArray<Diagnostic> Diagnostics => _diagnostics.ToImmutable();

    /// <summary>A number as the network stores it.</summary>
    public double Stored(double value) => Precision == Precision.Double ? value : (float)value;

    public Location LocationOf(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation() ?? type.Locations[0];

    public void Report(DiagnosticDescriptor rule, Location location, params object[] arguments)
    {
        HasFailed |= rule.DefaultSeverity == DiagnosticSeverity.Error;
        Add(Parsing.Diagnostics.Create(rule, location, arguments));
    }

    public void Add(Diagnostic diagnostic) => _diagnostics.Add(diagnostic);

    /// <summary>Writes no code, for a reason that the compiler reports.</summary>
    public void Fail() => HasFailed = true;

    /// <summary>Whether generated code, which stands elsewhere in the assembly, can name a type.</summary>
    public bool IsAccessible(INamedTypeSymbol named)
    {
        for (INamedTypeSymbol? outer = named; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsFileLocal)
                return false;
        }

        return compilation.IsSymbolAccessibleWithin(named, compilation.Assembly);
    }
}
