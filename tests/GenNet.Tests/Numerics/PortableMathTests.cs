using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using GenNet.Numerics;
using GenNet.Tests.Support;

namespace GenNet.Tests.Numerics;

public sealed class PortableMathTests
{
    private static readonly Tolerance s_tight = new(Relative: 1e-12, Absolute: 1e-15);

    private static readonly HashSet<string> s_platformFunctions =
    [
        "Exp", "Exp2", "Exp10", "ExpM1", "Exp2M1", "Exp10M1", "Log", "Log2", "Log10", "LogP1", "Log2P1", "Log10P1", "Pow", "RootN", "Cbrt",
        "Hypot", "Sin", "Cos", "Tan", "SinCos", "SinPi", "CosPi", "TanPi", "SinCosPi", "Asin", "Acos", "Atan", "Atan2", "AsinPi", "AcosPi",
        "AtanPi", "Atan2Pi", "Sinh", "Cosh", "Tanh", "Asinh", "Acosh", "Atanh",
    ];

    [Fact]
    public void PowersAreThoseOfMath()
    {
        foreach (double x in new[] { 0, 0.1, 0.5, 0.9, 0.96, 0.999, 1, 1.5 })
        {
            foreach (long n in new[] { 0L, 1, 2, 3, 10, 31, 1000 })
                Close.To(Math.Pow(x, n), PortableMath.Pow(x, n), s_tight, $"{x}^{n}");
        }

        foreach (double y in new[] { -3.7, 0, 0.004, 0.5, 40.4 })
            Close.To(Math.Pow(0.96, y), PortableMath.Pow(0.96, y), s_tight, $"0.96^{y}");
    }

    [Fact]
    public void CosinesAreThoseOfMath()
    {
        for (int i = 0; i <= 1000; i++)
            Close.To(Math.Cos(Math.PI * (i / 1000.0)), PortableMath.CosPi(i / 1000.0), s_tight, $"cos(pi {i}/1000)");
    }

    [Fact]
    public void TheEndsOfACosineAreExact()
    {
        Assert.Equal(1, PortableMath.CosPi(0));
        Assert.Equal(-1, PortableMath.CosPi(1));
        Assert.Equal(0, PortableMath.CosPi(0.5));
    }

    /// <summary>The same bits on every machine: nothing in the runtime calls a function whose last bits are the C library's.</summary>
    [Fact]
    public void NothingCallsThePlatformsFunctions()
    {
        using var file = new PEReader(File.OpenRead(typeof(Optimizer).Assembly.Location));
        MetadataReader metadata = file.GetMetadataReader();
        (string Type, string Name)[] called =
        [
            .. metadata.MemberReferences.Select(metadata.GetMemberReference)
                .Select(member => (Parent(member), metadata.GetString(member.Name))),
        ];
        Assert.Contains(("Math", "Sqrt"), called);
        Assert.DoesNotContain(called, member => member.Type != "BitOperations" && s_platformFunctions.Contains(member.Name));

        string Parent(MemberReference member) => member.Parent.Kind == HandleKind.TypeReference
            ? metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name)
            : member.Parent.Kind.ToString();
    }
}
