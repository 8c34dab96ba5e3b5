using System.Globalization;
using System.Text;

namespace GenNet.Tests.Data;

/// <summary>Tables as people have them; the files in TestData/csv are made after public reports.</summary>
public class CsvTableTests
{
    private static readonly CultureInfo s_decimalComma = WithDecimalComma();

    private static CultureInfo WithDecimalComma()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        return culture;
    }

    private static string FileOf(string name) => TestFile.Path(Path.Combine("csv", name));

    private static Dataset Read(string text, CsvDataOptions options) => Dataset.FromCsv(new StringReader(text), options);

    private static void Refuses(string message, Func<object> read) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(read).Message);

    private static double Sum(DoubleDataset dataset, int column) =>
        Enumerable.Range(0, dataset.Count).Sum(sample => dataset.GetFeatures(sample)[column]);

    [Fact]
    public void A_decimal_comma_is_read_by_culture()
    {
        CsvDataOptions options = new()
        {
            Delimiter = ';', HasHeader = true, Culture = s_decimalComma, TargetColumns = ["AH"],
            FeatureColumns = ["CO(GT)", "PT08.S1(CO)", "NMHC(GT)", "C6H6(GT)", "NOx(GT)"],
        };
        DoubleDataset air = DoubleDataset.FromCsv(FileOf("D07-airquality-decimal-comma.csv"), options);
        Assert.Equal(100, air.Count); // The 14 lines of semicolons alone are none.
        Assert.Equal([2.6, 1360, 150, 11.9, 166], air.GetFeatures(0).ToArray());
        Assert.Equal([6.7, 1648, 362, 24, 0.932], [.. new double[] { 6.7, 1648, 362, 24 }, air.Targets[99]]);
        Assert.Equal([-760.5, 130449, 12393, 1008.8, 14251], Enumerable.Range(0, 5).Select(column => Math.Round(Sum(air, column), 6)));
    }

    [Fact]
    public void A_decimal_comma_is_never_taken_for_a_group()
    {
        Refuses("line 2: column 0 ('CO') holds '2,6'; expected a finite number; a Culture with a decimal comma reads it", () => Read(
            "CO;T\n2,6;1\n", new() { Delimiter = ';', HasHeader = true, TargetColumns = ["T"] }));
        Refuses("'2,6'", () => Read("2,6;1\n", new() { Delimiter = ';', TargetColumns = [1], AllowThousands = true }));
        Refuses("'2.6'", () => Read("2.6;1\n", new() { Delimiter = ';', TargetColumns = [1], Culture = s_decimalComma }));
        Assert.Equal(
            [1200.5f], Read("1.200,5;1\n", new() { Delimiter = ';', TargetColumns = [1], Culture = s_decimalComma, AllowThousands = true })
                .Features.ToArray());
    }

    [Fact]
    public void Digits_in_groups_are_read_when_asked()
    {
        CsvDataOptions options = new() { HasHeader = true, TargetColumns = ["price"] };
        Refuses(
            "line 2: column 0 ('area') holds '1,200'; expected a finite number; AllowThousands = true reads",
            () => Dataset.FromCsv(FileOf("D20-thousands.csv"), options));
        DoubleDataset houses = DoubleDataset.FromCsv(
            FileOf("D20-thousands.csv"), new() { HasHeader = true, TargetColumns = ["price"], AllowThousands = true });
        Assert.Equal([1200, 3, 950, 2, 2050, 4, 1000, 1], houses.Features.ToArray());
        Assert.Equal([250000.5, 1180000, 310000, 99999], houses.Targets.ToArray());
    }

    [Fact]
    public void True_and_False_are_numbers_and_classes()
    {
        string file = FileOf("D16-boolean-columns.csv");
        DoubleDataset passengers = DoubleDataset.FromCsv(file, new() { HasHeader = true, LabelColumn = "survived" });
        Assert.Equal([3, 1, 0, 7.25, 1, 0], passengers.GetFeatures(0).ToArray());
        Assert.Equal([365, 95, 59, 4214.7289, 88, 82], Enumerable.Range(0, 6).Select(column => Math.Round(Sum(passengers, column), 6)));
        Assert.Equal(53, passengers.Labels.ToArray().Sum());

        foreach (string[]? names in new[] { null, new[] { "False", "True" } })
        {
            Dataset alone = Dataset.FromCsv(file, new() { HasHeader = true, LabelColumn = "alone", ClassNames = names });
            Assert.Equal((150, 82), (alone.Count, alone.Labels.ToArray().Sum()));
            Assert.Equal(["False", "True"], alone.ClassNames);
        }
    }

    [Fact]
    public void Labels_may_be_written_as_floats()
    {
        Dataset passengers = Dataset.FromCsv(FileOf("D17-float-labels.csv"), new() { HasHeader = true, LabelColumn = "survived" });
        Assert.Equal((150, 2, 53), (passengers.Count, passengers.ClassCount, passengers.Labels.ToArray().Sum()));
        Assert.Empty(passengers.ClassNames);
    }

    [Fact]
    public void Quotes_in_a_column_that_nobody_uses_do_no_harm()
    {
        string file = FileOf("D22-quotes-in-unused-column.csv");
        Dataset people = Dataset.FromCsv(file, new() { HasHeader = true, FeatureColumns = ["height"], LabelColumn = "label" });
        Assert.Equal([1.5f, 2.5f, 3.5f, 4.5f], people.Features.ToArray());
        Assert.Equal([0, 1, 0, 1], people.Labels.ToArray());

        Dataset comments = Dataset.FromCsv(file, new()
        {
            HasHeader = true, FeatureColumns = ["comment"], CategoryColumns = ["comment"], LabelColumn = "label",
            Missing = MissingValues.DropSample,
        });
        Assert.Equal(["5' 10\" tall", "said \"hi\", left", "two\nlines"], comments.Categories["comment"]);
        Assert.Equal([1, 2, 0], comments.Features.ToArray());
    }

    [Fact]
    public void Lines_are_counted_as_editors_count_them()
    {
        CsvDataOptions options = new() { HasHeader = true, FeatureColumns = ["x"], LabelColumn = "y" };
        Refuses("line 6: column 1 ('x') holds 'oops'", () => Read("note,x,y\n\"two\n\nlines\",1,0\n\n\"a\"\"b\",oops,1\n", options));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        CsvDataOptions options = new() { Delimiter = ';', HasHeader = true, LabelColumn = "Farbe" };
        string file = FileOf("D25-latin1-labels.csv");
        Refuses(
            "line 1: it is no text in utf-8; in Latin-1 it would be 'Größe;Farbe', which Encoding = Encoding.Latin1 reads",
            () => Dataset.FromCsv(file, options));
        Refuses("line 1: it is no text in us-ascii", () => Dataset.FromCsv(
            file, new() { Delimiter = ';', HasHeader = true, LabelColumn = "Farbe", Encoding = Encoding.ASCII }));
        Dataset colours = Dataset.FromCsv(
            file, new() { Delimiter = ';', HasHeader = true, LabelColumn = "Farbe", Encoding = Encoding.Latin1 });
        Assert.Equal([1.5f, 2.5f, 3.5f], colours.Features.ToArray());
        Assert.Equal(["grün", "weiß"], colours.ClassNames);
        Assert.Equal([0, 1, 0], colours.Labels.ToArray());
    }

    [Fact]
    public void Class_names_are_found_in_ordinal_order()
    {
        Dataset found = Read("1,pear\n2,Apple\n3,apple\n4,pear\n", new() { LabelColumn = 1 });
        Assert.Equal(["Apple", "apple", "pear"], found.ClassNames);
        Assert.Equal([2, 0, 1, 2], found.Labels.ToArray());
        Assert.Equal([2], Read("1,pear\n", new() { LabelColumn = 1, ClassNames = found.ClassNames }).Labels.ToArray());
        Refuses("line 2: column 1 holds 'fig'; expected one of the class names Apple, apple, pear", () => Read(
            "1,pear\n1,fig\n", new() { LabelColumn = 1, ClassNames = found.ClassNames }));
    }

    [Fact]
    public void Labels_may_start_at_one()
    {
        Assert.Equal([0, 2, 1], Read("1,1\n1,3\n1,2\n", new() { LabelColumn = 1, FirstLabel = 1 }).Labels.ToArray());
        Refuses("holds '0'; expected a label, an integer from 1", () => Read("1,0\n", new() { LabelColumn = 1, FirstLabel = 1 }));
        Refuses(
            "holds '-1'; expected a label, an integer from 0; ClassNames = [...] read any texts",
            () => Read("1,-1\n", new() { LabelColumn = 1 }));

        Dataset fromOne = Read("1,2,3,4,1\n1,2,3,4,2\n1,2,3,4,3\n", new() { LabelColumn = ^1 });
        string message = Assert.Throws<ArgumentException>(() => new Fitting.IrisNetwork().Evaluate(fromOne)).Message;
        Assert.Contains("No sample is of class 0: if the labels start at 1, CsvDataOptions.FirstLabel = 1 reads them so", message);
    }

    [Fact]
    public void Categories_become_features()
    {
        const string Text = "size,colour,city,y\n1,red,Rome,5\n2,blue,Oslo,6\n3,red,Bern,7\n";
        Dataset oneHot = Read(Text, new()
        {
            HasHeader = true, TargetColumns = ["y"], OneHotColumns = ["colour"], CategoryColumns = ["city"],
        });
        Assert.Equal(4, oneHot.FeatureCount);
        Assert.Equal([1, 0, 1, 2, 2, 1, 0, 1, 3, 0, 1, 0], oneHot.Features.ToArray());
        Assert.Equal(["blue", "red"], oneHot.Categories["colour"]);
        Assert.Equal(["Bern", "Oslo", "Rome"], oneHot[1..].Categories["city"]);

        CsvDataOptions second = new()
        {
            HasHeader = true, TargetColumns = ["y"], OneHotColumns = ["colour"], CategoryColumns = ["city"], Categories = oneHot.Categories,
        };
        Assert.Equal([9, 0, 1, 2], Read("size,colour,city,y\n9,red,Rome,1\n", second).Features.ToArray());
        Refuses("line 2: column 1 ('colour') holds 'green'; expected one of the Categories blue, red", () => Read(
            "size,colour,city,y\n9,green,Rome,1\n", second));
        Refuses("line 2: column 1 ('colour') holds 'red'; expected a finite number; OneHotColumns or CategoryColumns read", () => Read(
            Text, new() { HasHeader = true, TargetColumns = ["y"] }));
    }

    [Fact]
    public void Missing_values_are_refused_kept_or_dropped()
    {
        const string Text = "1,?,a,0\n2,5,,1\n, 7 ,b,1\n4,8,a,0\n";
        Refuses("line 1: column 1 holds '?'; expected a value; Missing = Keep or DropSample", () => Read(
            Text, new() { LabelColumn = 3, OneHotColumns = [2] }));

        Dataset kept = Read(Text, new() { LabelColumn = 3, OneHotColumns = [2], Missing = MissingValues.Keep });
        Assert.Equal([1, float.NaN, 1, 0, 2, 5, 0, 0, float.NaN, 7, 0, 1, 4, 8, 1, 0], kept.Features.ToArray());
        Dataset dropped = Read(Text, new() { LabelColumn = 3, OneHotColumns = [2], Missing = MissingValues.DropSample });
        Assert.Equal((1, 0), (dropped.Count, dropped.Labels[0]));
        Assert.Equal([4, 8, 1], dropped.Features.ToArray()[..3]);

        Refuses("line 2: column 1 holds ''; expected a value; Missing = DropSample", () => Read(
            "1,0\n2,\n", new() { LabelColumn = 1, Missing = MissingValues.Keep }));
        Refuses("every sample lacks a value", () => Read("1,\n", new() { LabelColumn = 1, Missing = MissingValues.DropSample }));
        Assert.Equal(["", "NA"], Read("1,NA\n1,\n", new() { LabelColumn = 1, MissingTexts = [] }).ClassNames);
    }

    [Fact]
    public void Missing_features_are_filled_in_from_the_training_data()
    {
        Dataset training = Dataset.FromArrays([1, 10, float.NaN, 20, 3, float.NaN, 8, 60], 2, [0, 0, 0, 0]);
        Dataset test = Dataset.FromArrays([float.NaN, float.NaN], 2, [0]);
        Assert.Equal([4, 30], Imputer.Mean(training).Transform(test).Features.ToArray());
        Assert.Equal([3, 20], Imputer.Median(training).Transform(test).Features.ToArray());
        Assert.Equal([-1, -1], Imputer.Constant(training, -1).Transform(test).Features.ToArray());
        Assert.Equal([1, 10, 3, 20, 3, 20, 8, 60], Imputer.Median(training).Transform(training).Features.ToArray());
        Assert.Equal(2, Imputer.Median(Dataset.FromArrays([1, 3], 1, [0, 0])).Values[0]);

        Assert.Contains("Feature 0 is missing in all samples", Assert.Throws<ArgumentException>(() => Imputer.Mean(test)).Message);
        Assert.Contains("an Imputer fills in missing ones", Assert.Throws<ArgumentException>(() => StandardScaler.Fit(training)).Message);
        Assert.Contains("fitted to 2", Assert.Throws<ArgumentException>(
            () => Imputer.Mean(training).Transform(Dataset.FromArrays([1], 1, [0]))).Message);
    }

    [Fact]
    public void Runs_of_blanks_stand_between_fields()
    {
        Dataset dataset = Read("  1.5   2 \"a b\"\n\t-3 4\t\"c\"  \n\n", new() { SplitAtBlanks = true, LabelColumn = ^1 });
        Assert.Equal([1.5f, 2, -3, 4], dataset.Features.ToArray());
        Assert.Equal(["a b", "c"], dataset.ClassNames);
    }

    [Fact]
    public void A_forgotten_delimiter_is_suspected()
    {
        Refuses("line 1: column 3 was not found just once among the 1 columns; the line has 3 semicolons; Delimiter = ';'?", () => Read(
            "1;2;3;4\n", new() { LabelColumn = 3 }));
        Refuses("no column is left to be a feature; the line has 2 tabs; Delimiter = '\\t'?", () => Read(
            "1\t2\t3\n", new() { LabelColumn = ^1 }));
        Refuses("the line has 2 blanks; SplitAtBlanks = true?", () => Read("1 2 3\n", new() { LabelColumn = ^1 }));
        Refuses("Delimiter = ';'?", () => Dataset.FromCsv(
            FileOf("D07-airquality-decimal-comma.csv"), new() { HasHeader = true, TargetColumns = ["AH"] }));
        Refuses("line 1: column 0 holds 'a'; expected a finite number; HasHeader = true takes the line for the columns' names", () => Read(
            "a,b\n1,2\n", new() { LabelColumn = 1 }));
        Refuses("HasHeader = true reads names from the first line", () => Read("a,b\n1,2\n", new() { LabelColumn = "b" }));
    }

    [Fact]
    public void Numbers_are_numbers_whatever_they_look_like()
    {
        (string Text, double Value)[] numbers =
        [
            ("1e5", 1e5), ("+1", 1), (".5", 0.5), ("5.", 5), (" 7 ", 7), ("-0.1", -0.1), ("0.30000001192092896", 0.30000001192092896),
            ("123456789012345678901234567890", 123456789012345678901234567890.0), ("4.9e-324", double.Epsilon), ("true", 1), ("FALSE", 0),
        ];
        CsvDataOptions options = new() { Delimiter = ';', LabelColumn = 1 };
        foreach ((string text, double value) in numbers)
        {
            Assert.Equal(value, DoubleDataset.FromCsv(new StringReader($"{text};0"), options).Features[0]);
            Assert.Equal((float)value, Read($"{text};0", options).Features[0]);
        }

        string[] others = ["1.5.5", "0x10", "1_000", "1f", "1 2", "1e", "--1", "(5)", "5%", "$5", "1,2", "inf", "1e999", "yes"];
        foreach (string text in others)
            Refuses($"holds '{text}'", () => Read($"{text};0", options));
    }

    [Fact]
    public void Numbers_are_read_as_net_reads_them()
    {
        var random = new Random(1);
        string[] texts = [.. Enumerable.Range(0, 20_000).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64()))
            .Where(number => Math.Abs(number) is > 1e-37 and < 1e37)
            .Select(number => number.ToString(random.Next(2) == 0 ? "R" : "G9", CultureInfo.InvariantCulture))];
        string text = string.Join("\n", texts.Select(text => $"{text},0"));
        Assert.Equal(
            texts.Select(text => double.Parse(text, CultureInfo.InvariantCulture)),
            DoubleDataset.FromCsv(new StringReader(text), new() { LabelColumn = 1 }).Features.ToArray());
        Assert.Equal(
            texts.Select(text => float.Parse(text, CultureInfo.InvariantCulture)),
            Read(text, new() { LabelColumn = 1 }).Features.ToArray());
    }

    [Fact]
    public void Readers_stay_open()
    {
        using var reader = new StringReader("1,0\n");
        Dataset.FromCsv(reader, new() { LabelColumn = 1 });
        Assert.Equal(-1, reader.Read());
    }
}
