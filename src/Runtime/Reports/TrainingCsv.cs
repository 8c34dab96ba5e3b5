using System.Globalization;
using System.Text;

namespace GenNet.Reports;

/// <summary>Epochs as CSV after RFC 4180, for spreadsheets and data frames.</summary>
internal static class TrainingCsv
{
    /// <summary>A header and a line for each epoch, with CR LF at the ends.</summary>
    public static string Write(IReadOnlyList<EpochResult> epochs)
    {
        var text = new StringBuilder();
        AddLine(["epoch", .. TrainingSeries.All.Select(series => $"{series.Data}_{series.Metric}"), "learning_rate", "seconds"]);
        foreach (EpochResult epoch in epochs)
        {
            AddLine(
            [
                epoch.Epoch.ToString(CultureInfo.InvariantCulture),
                .. TrainingSeries.All.Select(series => Field(series.ValueOf(epoch))),
                Field(epoch.LearningRate),
                Field(epoch.Duration.TotalSeconds),
            ]);
        }

        return text.ToString();

        void AddLine(IEnumerable<string> fields) => text.AppendJoin(',', fields).Append("\r\n");
    }

    /// <summary>All digits that tell the number from others.</summary>
    private static string Field(double? number) => number?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
