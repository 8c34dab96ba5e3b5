extern alias generator;

using System.Collections.Immutable;
using System.Reflection;
using generator::GenNet.Generator.Emission;
using generator::GenNet.Generator.Model;
using generator::GenNet.Generator.Planning;
using Microsoft.CodeAnalysis;

namespace GenNet.Generator.Tests;

/// <summary>
/// What the pipeline keeps between edits is compared by value, and holds on to no compilation: walked through its fields' types.
/// </summary>
public sealed class ModelShapeTests
{
    [Theory]
    [InlineData(typeof(NetworkSpec))]
    [InlineData(typeof(NetworkPlan))]
    [InlineData(typeof(EquatableArray<RenamedFile>))]
    public void ModelIsMadeOfValues(Type model)
    {
        var seen = new HashSet<Type>();
        Assert.Null(FindFlaw(model, seen));
        Assert.True(seen.Count > 3, "The walk came to no fields.");
    }

    [Theory]
    [InlineData(typeof(WithSymbol))]
    [InlineData(typeof(WithLocation))]
    [InlineData(typeof(WithArray))]
    [InlineData(typeof(WithImmutableArray))]
    [InlineData(typeof(WithObject))]
    [InlineData(typeof(WithoutEquality))]
    [InlineData(typeof(Unsealed))]
    [InlineData(typeof(OneOfSeveral))]
    [InlineData(typeof(EquatableArray<WithArray>))]
    public void TheWalkFindsWhatIsNone(Type model) => Assert.NotNull(FindFlaw(model, []));

    /// <returns>Why a type is not compared by value; null where it is.</returns>
    private static string? FindFlaw(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type) || type.IsPrimitive || type.IsEnum || type == typeof(string))
            return null;
        Type? generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        if (generic == typeof(EquatableArray<>) || generic == typeof(Nullable<>))
            return FindFlaw(type.GetGenericArguments()[0], seen);
        if (type.Namespace!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            return $"{type} belongs to Roslyn.";
        const BindingFlags instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        bool isRecord = type.GetMethod("PrintMembers", instance) is not null;
        if (!isRecord || !(type.IsSealed || type.IsAbstract))
            return $"{type} is neither a simple value nor a record that is sealed, or abstract.";

        // A field of an abstract record may hold any that derives from it.
        IEnumerable<Type> derived = type.IsAbstract ? type.Assembly.GetTypes().Where(type.IsAssignableFrom).Except([type]) : [];
        return type.GetFields(instance).Select(field => field.FieldType).Concat(derived)
            .Select(other => FindFlaw(other, seen)).FirstOrDefault(flaw => flaw is not null);
    }

    private sealed record WithSymbol(ISymbol Type);

    private sealed record WithLocation(string Name, Location? Location);

    private sealed record WithArray(int[] Sizes) : IEquatable<WithArray>;

    private sealed record WithImmutableArray(ImmutableArray<int> Sizes);

    private sealed record WithObject(object Value);

    private sealed class WithoutEquality;

#pragma warning disable CA1852 // It is there to be found unsealed.
    private record Unsealed;
#pragma warning restore CA1852

    private abstract record OneOfSeveral;

    private sealed record OneWithArray(int[] Sizes) : OneOfSeveral;
}
