using System.Text.RegularExpressions;

namespace GenNet.Tests.Paths;

/// <summary>
/// What the JIT makes of the generated methods and the kernels, over networks 1 to 1,024 wide and 1 to 6 layers deep: above limits that
/// it does not announce, it drops a method to MinOpts, or leaves multiply-adds as calls, at ten times the price.
/// </summary>
[Trait("Speed", "Slow")]
public sealed partial class CompiledCodeTests
{
    [Theory]
    [PathData("512", "DOTNET_EnableAVX512=1")]
    [PathData("256", "DOTNET_EnableAVX512=0")]
    [PathData("128", "DOTNET_PreferredVectorBitWidth=128")]
    public void EveryMethodIsOptimizedAndNoHotOneCalls(string path, string setting)
    {
        string listing = Path.GetTempFileName();
        try
        {
            // Without tiers the JIT compiles each method once, as it would in the end.
            Child.RunOn(
                path, "sweep", setting, "DOTNET_TieredCompilation=0", $"DOTNET_JitStdOutFile={listing}", "DOTNET_JitDisasmSummary=1",
                "DOTNET_JitDisasmDiffable=1",
                "DOTNET_JitDisasm=*.Network:Layer* *.Network:ForwardRow *RegisterTile:Run *RowTile:Run *DenseRow:*");
            Check(File.ReadLines(listing));
        }
        finally
        {
            File.Delete(listing);
        }
    }

    private static void Check(IEnumerable<string> listing)
    {
        List<string> slow = [], calling = [];
        HashSet<string> generated = [], kernels = [];
        string method = "";
        foreach (string line in listing)
        {
            if (Compiled().Match(line) is { Success: true } compiled)
            {
                if (compiled.Groups["tier"].Value != "FullOpts") slow.Add(line);
            }
            else if (Listing().Match(line) is { Success: true } start)
            {
                method = start.Groups["method"].Value;
                (method.Contains(".Network:Layer", StringComparison.Ordinal) ? generated : kernels).Add(method);
            }
            else if ((IsPass(method) ? CallOfArithmetic() : Call()).IsMatch(line)
                && !line.Contains("CORINFO_HELP_", StringComparison.Ordinal))
            {
                calling.Add($"{method}: {line.Trim()}");
            }
        }

        // The listing was understood.
        Assert.True(generated.Count > 100, $"{generated.Count} generated methods");
        Assert.True(kernels.Count > 100, $"{kernels.Count} kernels");
        Assert.Empty(slow);
        Assert.True(calling.Count == 0, $"{calling.Count} calls, the first of them:\n{string.Join('\n', calling.Take(10))}");
    }

    [GeneratedRegex(@"^ *\d+: JIT compiled GenNet\..* \[(?<tier>[^,\]]*), IL size=")]
    private static partial Regex Compiled();

    [GeneratedRegex("^; Assembly listing for method (?<method>.*)$")]
    private static partial Regex Listing();

    // The helpers are the prologue's and, where the stack was overrun, the last.
    [GeneratedRegex(@"^\s+(tail\.)?call\s")]
    private static partial Regex Call();

    // What a pass over all layers calls besides kernels and layers.
    [GeneratedRegex(@"^\s+(tail\.)?call\s+\[(GenNet\.Numerics|GenNet\.Activations|System)\.")]
    private static partial Regex CallOfArithmetic();

    private static bool IsPass(string method) => method.Contains(".Network:ForwardRow", StringComparison.Ordinal);
}
