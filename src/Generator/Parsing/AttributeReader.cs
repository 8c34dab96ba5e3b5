using System.Collections.Immutable;
using System.Globalization;
using GenNet.Generator.Model;
using Microsoft.CodeAnalysis;

namespace GenNet.Generator.Parsing;

/// <summary>Reads the arguments of one attribute, and reports what is wrong with them.</summary>
internal sealed class AttributeReader(AttributeData attribute, ParsingContext context)
{
    public Location Location => context.LocationOf(attribute);

    /// <summary>How many arguments the constructor takes.</summary>
    public int Count => attribute.ConstructorArguments.Length;

    /// <summary>The argument at a place of the constructor.</summary>
    public TypedConstant this[int index] => attribute.ConstructorArguments[index];

    /// <summary>The value of an option; null where it is not set.</summary>
    public object? Option(string name) => Constant(name).Value;

    public TypedConstant Constant(string name) => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value;

    /// <summary>A size that is given to the constructor.</summary>
    public int Size(int index, string name)
    {
        int value = (int)this[index].Value!;
        if (!SizeLimits.Allow(value))
            Report(Diagnostics.SizeOutOfRange, name, value, SizeLimits.Max);
        return value;
    }

    /// <summary>A size that is given as an option.</summary>
    public int SizeOption(string name, int @default)
    {
        if (Option(name) is not int value)
            return @default;
        if (!SizeLimits.Allow(value))
            Report(Diagnostics.SizeOutOfRange, name, value, SizeLimits.Max);
        return value;
    }

    /// <summary>An option whose value is a member of an enum.</summary>
    public TEnum Named<TEnum>(string name, TEnum @default) where TEnum : struct, Enum =>
        Option(name) is int value ? Defined((TEnum)(object)value) : @default;

    public TEnum Defined<TEnum>(TEnum value) where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(typeof(TEnum), value))
            Report(Diagnostics.UndefinedValue, value, typeof(TEnum).Name);
        return value;
    }

    /// <summary>An option whose value is a finite number.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="default">What it is unless set.</param>
    /// <param name="means">Whether it means anything here.</param>
    /// <param name="with">With what it means nothing, for the reader.</param>
    public double Number(string name, double? @default, bool means, string with)
    {
        if (Option(name) is not double value)
            return @default ?? 0;
        if (!means)
        {
            ReportMeaningless(name, with);
            return 0;
        }

        double stored = Stored(value);
        if (double.IsNaN(stored) || double.IsInfinity(stored))
            Report(Diagnostics.NotFinite, name, Invariant(value), context.Precision == Precision.Double ? "double" : "float");
        return value;
    }

    /// <summary>A number of an activation, checked as it is stored: a very small one rounds to zero in a float.</summary>
    public double Number(string name, ActivationNumber? number, string activation)
    {
        double value = Number(name, number?.Default, number is not null, $"the activation {activation}");
        if (number is not null && Stored(value) < number.AtLeast)
            ReportRange(name, value, $"the activation {activation}", $"at least {Invariant(number.AtLeast)}");
        else if (number is not null && !double.IsNegativeInfinity(number.Above) && Stored(value) <= number.Above)
            ReportRange(name, value, $"the activation {activation}", $"greater than {Invariant(number.Above)}");
        return value;
    }

    /// <summary>A struct of the user's that generated code, elsewhere in the assembly, can make; otherwise a diagnostic.</summary>
    public CustomType? Custom(TypedConstant argument, string role, string @interface)
    {
        var type = argument.Value as INamedTypeSymbol;
        string? wrong =
            type is not { TypeKind: TypeKind.Struct } ? "it is not a struct" :
            type.IsUnboundGenericType ? "its type parameters are open" :
            type.IsRefLikeType ? "it is a ref struct" :
            !type.AllInterfaces.Any(i => i.ToDisplayString() == @interface) ? $"it does not implement {@interface}" :
            !context.IsAccessible(type) ? "generated code has no access to it; make it, and the types that contain it, internal or public" :
            null;
        if (type is { TypeKind: TypeKind.Error })
            context.Fail(); // The compiler reports it.
        else if (wrong is not null)
            Report(Diagnostics.UnusableType, type?.Name ?? "null", role, wrong);
        return wrong is null ? new(type!.Name, type.ToDisplayString(s_reference)) : null;
    }

    private static readonly SymbolDisplayFormat s_reference =
        SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>The floating-point type of the network.</summary>
    public Precision Precision => context.Precision;

    /// <summary>A number as the network stores it.</summary>
    public double Stored(double value) => context.Stored(value);

    public void Report(DiagnosticDescriptor rule, params object[] arguments) => context.Report(rule, Location, arguments);

    public void ReportRange(string name, double value, string of, string range) =>
        Report(Diagnostics.NumberOutOfRange, name, Invariant(value), of, range);

    /// <summary>An option without effect, for which the network is written all the same: a project may make it a warning.</summary>
    public void ReportMeaningless(string option, string with) => context.Add(Diagnostic.Create(
        Diagnostics.MeaninglessOption, Location, ImmutableDictionary<string, string?>.Empty.Add(FixHints.Option, option), option, with));

    public static string Invariant(double value) => value.ToString(CultureInfo.InvariantCulture);
}
