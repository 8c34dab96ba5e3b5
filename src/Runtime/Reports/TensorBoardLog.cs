using GenNet.Reports;

namespace GenNet;

/// <summary>
/// Logs a training for TensorBoard, while it goes on: <c>network.Fit(training, optimizer, options, new TensorBoardLog("runs/first"))</c>,
/// then <c>tensorboard --logdir runs</c>.
/// </summary>
/// <remarks>
/// Each epoch adds the scalars <c>loss/train</c>, <c>loss/validation</c>, <c>accuracy/train</c> and <c>accuracy/validation</c>, those
/// that it has, and <c>learning_rate</c>, with the epoch's number as the step. The file is closed in between, so that readers see every
/// epoch and nothing is lost. TensorBoard takes a folder for a run: give each training its own.
/// </remarks>
public sealed class TensorBoardLog : IProgress<TrainingProgress>
{
    private static int s_count;

    /// <summary>Begins a log in a file of its own.</summary>
    /// <param name="folder">The folder of the run, which is made where there is none.</param>
    /// <exception cref="IOException">The folder cannot be made: a file has its name, say.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written to.</exception>
    public TensorBoardLog(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);
        DateTimeOffset now = DateTimeOffset.UtcNow;

        // As TensorFlow names them: the process and a number tell apart what begins in the same second.
        int number = Interlocked.Increment(ref s_count) - 1;
        File = Path.Combine(Path.GetFullPath(folder), FormattableString.Invariant(
            $"events.out.tfevents.{now.ToUnixTimeSeconds():D10}.{HostName()}.{Environment.ProcessId}.{number}"));
        using FileStream stream = new(File, FileMode.CreateNew);
        EventFile.WriteVersion(stream, now);
    }

    /// <summary>The file that the log is written to.</summary>
    public string File { get; }

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        if (value.Result is not { } epoch)
            return;
        using FileStream stream = new(File, FileMode.Append);
        EventFile.WriteScalars(
            stream,
            DateTimeOffset.UtcNow,
            epoch.Epoch,
            [
                .. TrainingSeries.In([epoch]).Select(series => ($"{series.Metric}/{series.Data}", series.ValueOf(epoch)!.Value)),
                ("learning_rate", epoch.LearningRate),
            ]);
    }

    /// <summary>The machine's name, which some systems allow to have characters that a file's must not.</summary>
    private static string HostName() =>
        string.Concat(Environment.MachineName.Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '_'));
}
