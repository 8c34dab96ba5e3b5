using System.Globalization;
using GenNet.Tests.ModelFiles;

namespace GenNet.Tests.Reports;

public sealed class TrainingCsvTests
{
    [Fact]
    public void An_epoch_is_a_line()
    {
        using TemporaryFolder folder = new();
        TrainingHistory history = Histories.Of(
            Histories.Epoch(1, 1.5, seconds: 0.25), Histories.Epoch(2, 1.0 / 3, 1e-7, 0.875), Histories.Epoch(3, double.NaN));
        history.SaveCsv(folder.File("epochs.csv"));
        Assert.Equal(
            "epoch,train_loss,validation_loss,train_accuracy,validation_accuracy,learning_rate,seconds\r\n"
            + "1,1.5,,,,0.1,0.25\r\n"
            + "2,0.3333333333333333,1E-07,,0.875,0.1,1\r\n"
            + "3,NaN,,,,0.1,1\r\n",
            File.ReadAllText(folder.File("epochs.csv")));
        Assert.NotEqual(0xEF, File.ReadAllBytes(folder.File("epochs.csv"))[0]);
    }

    [Fact]
    public void Our_own_reader_takes_it()
    {
        using TemporaryFolder folder = new();
        Histories.Of(Histories.Epoch(1, 1.5, 2, 0.25), Histories.Epoch(2, 0.75, 1, 0.5)).SaveCsv(folder.File("epochs.csv"));
        var read = Dataset.FromCsv(folder.File("epochs.csv"), new()
        {
            HasHeader = true,
            FeatureColumns = ["epoch", "validation_loss"],
            TargetColumns = ["train_loss"],
        });
        Assert.Equal([1, 2, 2, 1], read.Features.ToArray());
        Assert.Equal([1.5f, 0.75f], read.Targets.ToArray());
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_an_error_and_leaves_nothing()
    {
        using TemporaryFolder folder = new();
        TrainingHistory history = Histories.Of(Histories.Epoch(1, 1));
        string missing = Path.Combine(folder.File("none"), "epochs.csv");
        var error = Assert.Throws<DirectoryNotFoundException>(() => history.SaveCsv(missing));
        Assert.Equal($"'{missing}' is to be written in the folder '{folder.File("none")}', which does not exist.", error.Message);
        Assert.Throws<DirectoryNotFoundException>(() => history.SaveHtml(missing));

        Directory.CreateDirectory(folder.File("taken"));
        Assert.ThrowsAny<Exception>(() => history.SaveHtml(folder.File("taken")));
        Assert.Equal([folder.File("taken")], Directory.GetFileSystemEntries(folder.File("")));
        Assert.Throws<ArgumentException>(() => history.SaveCsv(""));
        Assert.Throws<ArgumentNullException>(() => history.SaveHtml(null!));
    }

    [Fact]
    public void A_culture_changes_nothing()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        using TemporaryFolder folder = new();
        TrainingHistory history = Histories.Of(Histories.Epoch(1, 1234.5, -0.5, 0.25), Histories.Epoch(2, 0.0123456789));
        Save("here");
        try
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = ",";
            culture.NumberFormat.NumberGroupSeparator = ".";
            culture.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = culture;
            Save("there");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Equal(File.ReadAllText(folder.File("here.csv")), File.ReadAllText(folder.File("there.csv")));
        Assert.Equal(File.ReadAllText(folder.File("here.html")), File.ReadAllText(folder.File("there.html")));

        void Save(string name)
        {
            history.SaveCsv(folder.File($"{name}.csv"));
            history.SaveHtml(folder.File($"{name}.html"));
        }
    }
}
