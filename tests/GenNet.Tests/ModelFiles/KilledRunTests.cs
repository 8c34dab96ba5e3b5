using System.Diagnostics;
using System.Globalization;
using GenNet.Tests.Paths;

namespace GenNet.Tests.ModelFiles;

/// <summary>
/// A process that trains with checkpoints is killed again and again, wherever it stands, also while it writes: what it had done is lost
/// by less than an interval of steps, and it ends with the bits of one that was left alone.
/// </summary>
[Trait("Speed", "Slow")]
public sealed class KilledRunTests
{
    private const int Kills = 5, Interval = 7;

    [Fact]
    public void LosesAtMostAnInterval()
    {
        using TemporaryFolder folder = new();
        string[] undisturbed = Child.RunOn(PathDataAttribute.Machine, $"fit {folder.File("undisturbed.safetensors")}").Output;
        long stepCount = undisturbed.Count(line => line.StartsWith("over ", StringComparison.Ordinal));

        // Killed at a moment of its own after each sixth of the way.
        string checkpoint = folder.File("killed.safetensors");
        Random random = new(1);
        long over = 0;
        for (int kill = 1; kill <= Kills; kill++)
        {
            using Process process = Child.Start($"fit {checkpoint}");
            process.StandardOutput.ReadLine(); // The instructions.
            long first = Steps(process.StandardOutput.ReadLine()!);

            // One step more may be over than it had come to say.
            Assert.InRange(first, over - over % Interval, over + 1);
            long target = Math.Max(first, stepCount * kill / (Kills + 1)) + random.Next(3 * Interval);
            for (over = first; over < target;)
                over = Steps(process.StandardOutput.ReadLine()!);
            Thread.Sleep(random.Next(4));
            process.Kill();

            // What it had said before it died.
            for (string? line = process.StandardOutput.ReadLine(); line?.StartsWith("over ", StringComparison.Ordinal) == true;)
            {
                over = Steps(line);
                line = process.StandardOutput.ReadLine();
            }

            process.WaitForExit();
            Assert.NotEqual(0, process.ExitCode);
        }

        Assert.Equal(undisturbed[^1], Child.RunOn(PathDataAttribute.Machine, $"fit {checkpoint}").Output[^1]);
    }

    private static long Steps(string line) => long.Parse(line.AsSpan("over ".Length), CultureInfo.InvariantCulture);
}
