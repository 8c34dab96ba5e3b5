using System.Runtime.CompilerServices;

namespace GenNet.Tests.Paths;

/// <summary>
/// The JIT's listing of each inner loop is held to the recorded one: a loop with more stack references or calls than it had has become
/// slower, whatever a busy machine's clock says.
/// </summary>
/// <remarks>
/// Recorded are multiply-adds, stack references and calls, in InnerLoops.PATH.txt beside this file; a loop that is not recorded must have
/// neither of the latter two. <c>GENNET_ACCEPT=1 dotnet test -c Release tests/GenNet.Tests --filter InnerLoop</c> records what there is.
/// </remarks>
public sealed class InnerLoopTests
{
    private static readonly string[] s_kernels =
        ["RegisterTile:Run", "RowTile:Run", "DenseRow:", "Elementwise:Forward", "Elementwise:Backward", "Counted4x16x16x3.Network:Layer"];

    // Registers are counted as in a processor of that width: of AVX-512's 32, 16 would be left to the narrower ones.
    [Theory]
    [PathData("512", "DOTNET_EnableAVX512=1")]
    [PathData("256", "DOTNET_EnableAVX512=0")]
    [PathData("128", "DOTNET_EnableAVX512=0 DOTNET_PreferredVectorBitWidth=128")]
    public void NoLoopSpillsThatDidNot(string path, string settings)
    {
        InnerLoop[] loops = Compile(path, settings.Split(' '));
        Assert.All(s_kernels, kernel => Assert.Contains(
            loops, loop => loop.Name.StartsWith(kernel, StringComparison.Ordinal) && loop.MultiplyAdds > 0));

        string record = Record(path);
        if (Environment.GetEnvironmentVariable("GENNET_ACCEPT") == "1")
            File.WriteAllText(record, string.Concat(loops.Select(loop => $"{loop}\n")));
        string[] worse = Worse(File.ReadLines(record).Select(InnerLoop.Parse), loops);
        Assert.True(
            worse.Length == 0, $"""
            Of {loops.Length} inner loops, {worse.Length} refer to the stack or call more often than {record} allows:
            {string.Join('\n', worse.Take(20))}
            If that must be, accept it: run this test with the environment variable GENNET_ACCEPT=1.
            """);
    }

    [Fact]
    public void ASpilledRegisterIsSeenInTheInnermostLoopAlone()
    {
        const string Listing = """
            ; Assembly listing for method GenNet.Kernels.RowTile:Run[GenNet.Numerics.Wide256`1[float],float](ptr):int (FullOpts)
            G_M000_IG01:
                   mov      qword ptr [rbp-0x60], rax
            G_M000_IG02:
                   call     [GenNet.Numerics.Elementary:Exp]
            G_M000_IG03:
                   vmovups  ymm4, ymmword ptr [rbx]
                   vfmadd231ps ymm2, ymm4, ymmword ptr [rbp-0x30]
                   vfnmadd213ps ymm1, ymm4, ymm3
                   jl       SHORT G_M000_IG03
                   jne      G_M000_IG02
            ; Assembly listing for method GenNet.Generated.GenNet_Paths_Narrow.Network:Layer1(ptr) (FullOpts)
            G_M000_IG01:
                   vfmadd231ps ymm2, ymm4, ymm1
                   call     CORINFO_HELP_POLL_GC
                   tail.call [GenNet.Numerics.Elementary:Exp]
            """;
        InnerLoop[] loops = [.. InnerLoop.Read(Listing.Split('\n'))];
        Assert.Equal([new("RowTile:Run[Wide256[float],float] 1", 2, 1, 0), new("Narrow.Network:Layer1 1", 1, 0, 1)], loops);
        Assert.Equal(loops, loops.Select(loop => InnerLoop.Parse(loop.ToString())));

        Assert.Empty(Worse(loops, loops));
        Assert.Empty(Worse(loops, [loops[0] with { MultiplyAdds = 4, StackReferences = 0 }]));
        Assert.Single(Worse(loops, [loops[0] with { StackReferences = 2 }, loops[1]]));
        Assert.Single(Worse(loops, [loops[0], loops[1] with { Calls = 2 }]));
        Assert.Equal(2, Worse([], loops).Length);
    }

    private static string[] Worse(IEnumerable<InnerLoop> recorded, IEnumerable<InnerLoop> loops)
    {
        Dictionary<string, InnerLoop> limits = recorded.ToDictionary(loop => loop.Name);
        return
        [
            .. from loop in loops
               let limit = limits.GetValueOrDefault(loop.Name, new(loop.Name, 0, 0, 0))
               where loop.StackReferences > limit.StackReferences || loop.Calls > limit.Calls
               select $"{loop.StackReferences} stack references and {loop.Calls} calls with {loop.MultiplyAdds} multiply-adds "
                   + $"({limit.StackReferences} and {limit.Calls} with {limit.MultiplyAdds} recorded): {loop.Name}",
        ];
    }

    private static InnerLoop[] Compile(string path, string[] settings)
    {
        string listing = Path.GetTempFileName();
        try
        {
            Child.RunOn(
                path, "loops", [
                    .. settings, "DOTNET_TieredCompilation=0", $"DOTNET_JitStdOutFile={listing}", "DOTNET_JitDisasmDiffable=1",
                    "DOTNET_JitDisasm=*Counted4x16x16x3.Network:* *RegisterTile:Run *RowTile:Run *DenseRow:* *Elementwise:*",
                ]);
            return [.. InnerLoop.Read(File.ReadLines(listing))];
        }
        finally
        {
            File.Delete(listing);
        }
    }

    private static string Record(string path, [CallerFilePath] string thisFile = "") =>
        Path.Combine(Path.GetDirectoryName(thisFile)!, $"InnerLoops.{path}.txt");
}
