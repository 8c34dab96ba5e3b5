using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace GenNet;

public abstract partial class Dataset<TSelf, T>
{
    /// <summary>Reads a file of comma-separated values, plain or compressed by gzip.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Which columns are what.</param>
    /// <exception cref="ArgumentException">The options contradict themselves.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is not as the options say; the message tells the file, the line, the column and what would read it.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TSelf FromCsv(string path, CsvDataOptions options)
    {
        ArgumentNullException.ThrowIfNull(path);
        TableReader<T>.Check(options);
        var encoding = (Encoding)(options.Encoding ?? Encoding.UTF8).Clone();
        encoding.DecoderFallback = DecoderFallback.ExceptionFallback;
        try
        {
            return FromCsv(new StreamReader(DataFile.Open(path), encoding), $"'{path}'", options);
        }
        catch (DecoderFallbackException exception)
        {
            throw DataFile.Undecodable(path, encoding, exception);
        }
    }

    /// <summary>Reads comma-separated values.</summary>
    /// <param name="reader">The text; it is read to its end and stays open.</param>
    /// <param name="options">Which columns are what.</param>
    /// <exception cref="ArgumentException">The options contradict themselves.</exception>
    /// <exception cref="InvalidDataException">
    /// The text is not as the options say; the message tells the line, the column and what would read it.
    /// </exception>
    public static TSelf FromCsv(TextReader reader, CsvDataOptions options)
    {
        ArgumentNullException.ThrowIfNull(reader);
        TableReader<T>.Check(options);
        return FromCsv(new UnclosedReader(reader), "CSV", options);
    }

    private static TSelf FromCsv(TextReader reader, string source, CsvDataOptions options)
    {
        try
        {
            using var rows = new CsvRows<T>(reader, source, options);
            return TSelf.Of(new TableReader<T>(rows, options).Read());
        }
        catch (NotSupportedException exception)
        {
            throw new InvalidDataException($"{source}: a line has more than 16 million characters, or no line ends at all.", exception);
        }
    }

    /// <summary>Text that whoever has it closes.</summary>
    private sealed class UnclosedReader(TextReader reader) : TextReader
    {
        public override int Read(Span<char> buffer) => reader.Read(buffer);

        public override int Read(char[] buffer, int index, int count) => reader.Read(buffer, index, count);
    }

    /// <summary>
    /// Reads two IDX files, the format of MNIST, plain or compressed by gzip: [n x ...] features of any of the format's types,
    /// all dimensions after the first becoming the features of a sample, and [n] integer labels.
    /// </summary>
    /// <param name="imagesPath">The file of the features.</param>
    /// <param name="labelsPath">The file of the labels.</param>
    /// <param name="scaleBytes">Whether the features, which must be unsigned bytes, are divided by 255 to lie in [0, 1].</param>
    /// <param name="classNames">
    /// The names of the classes in the order of their numbers; without them the highest label tells how many classes there are.
    /// </param>
    /// <exception cref="InvalidDataException">A file is malformed, cut short or too long, or the two do not fit each other.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static TSelf FromIdx(
        string imagesPath, string labelsPath, bool scaleBytes = false, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(imagesPath);
        ArgumentNullException.ThrowIfNull(labelsPath);
        using var images = new IdxFile(imagesPath);
        using var classes = new IdxFile(labelsPath);
        if (scaleBytes && images.Type != IdxType.UnsignedByte)
            throw images.Invalid($"its values are of type {images.Type}; only UnsignedByte can be scaled from bytes to [0, 1]");
        if (classes.Dimensions.Count != 1 || classes.Type is IdxType.Single or IdxType.Double)
            throw classes.Invalid($"it holds {classes.Dimensions.Count} dimensions of {classes.Type}; labels need 1 of integers");
        if (images.Dimensions[0] != classes.Dimensions[0])
            throw classes.Invalid($"it holds {classes.Dimensions[0]} labels, but '{imagesPath}' holds {images.Dimensions[0]} samples");

        int[] labels = classes.ReadValues<int>();
        int highest = classNames is null ? int.MaxValue - 1 : classNames.Count - 1;
        int wrong = labels.AsSpan().IndexOfAnyExceptInRange(0, highest);
        if (wrong >= 0)
            throw classes.Invalid($"label {wrong} is {labels[wrong]}; it must be from 0 to {highest}");
        T[] features = images.ReadValues<T>();
        if (scaleBytes)
        {
            foreach (ref T feature in features.AsSpan())
                feature /= T.CreateChecked(255);
        }

        return TSelf.Of(DatasetContent<T>.OfLabels(features, features.Length / labels.Length, labels, classNames)
            .Checked((_, message) => images.Invalid(message.TrimEnd('.'))));
    }

    /// <summary>
    /// Reads arrays that NumPy's <c>save</c> wrote: features [n x ...], all dimensions after the first becoming the features of a sample,
    /// and either targets [n] or [n x t], or labels [n] of integers or booleans.
    /// </summary>
    /// <param name="featuresPath">The file of the features.</param>
    /// <param name="targetsPath">The file of the targets; null where there are labels.</param>
    /// <param name="labelsPath">The file of the labels; null where there are targets.</param>
    /// <param name="classNames">
    /// The names of the classes in the order of their numbers; without them the highest label tells how many classes there are.
    /// </param>
    /// <exception cref="ArgumentException">Not either targets or labels were given.</exception>
    /// <exception cref="InvalidDataException">A file is malformed, or the files do not fit each other.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static TSelf FromNpy(
        string featuresPath, string? targetsPath = null, string? labelsPath = null, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(featuresPath);
        string answersPath = OneOf(targetsPath, labelsPath, nameof(targetsPath));
        using FileStream features = File.OpenRead(featuresPath), answers = File.OpenRead(answersPath);
        return FromNpy(new(features, $"'{featuresPath}'"), new(answers, $"'{answersPath}'"), labelsPath is not null, classNames);
    }

    /// <summary>Reads arrays out of a file that NumPy's <c>savez</c> or <c>savez_compressed</c> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="features">The name of the array of features.</param>
    /// <param name="targets">The name of the array of targets; null where there are labels.</param>
    /// <param name="labels">The name of the array of labels; null where there are targets.</param>
    /// <param name="classNames">The names of the classes in the order of their numbers.</param>
    /// <exception cref="ArgumentException">Not either targets or labels were given.</exception>
    /// <exception cref="InvalidDataException">The file is malformed, lacks an array, or the arrays do not fit each other.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TSelf FromNpz(
        string path, string features, string? targets = null, string? labels = null, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(features);
        string answers = OneOf(targets, labels, nameof(targets));
        using ZipArchive archive = OpenArchive(path);
        using Stream featuresStream = Open(features), answersStream = Open(answers);
        return FromNpy(
            new(featuresStream, $"'{path}', array '{features}'"), new(answersStream, $"'{path}', array '{answers}'"), labels is not null,
            classNames);

        static ZipArchive OpenArchive(string path)
        {
            try
            {
                return ZipFile.OpenRead(path);
            }
            catch (InvalidDataException exception)
            {
                throw new InvalidDataException($"'{path}': it is no whole zip archive, as savez writes: {exception.Message}", exception);
            }
        }

        Stream Open(string name) => archive.GetEntry(name + ".npy")?.Open() ?? throw new InvalidDataException(
            $"'{path}': there is no array '{name}'; it has {ShortList.Of(archive.Entries.Select(entry => entry.Name))}.");
    }

    /// <summary>
    /// Reads a file as svmlight and LIBSVM write it, plain or compressed by gzip: a line <c>target index:value index:value</c> for each
    /// sample, indices from 1, or from 0 where one is 0. Features that a line does not name are 0.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="areTargets">
    /// Whether the first numbers are targets. Otherwise they are classes: those found in the file, in ascending order, -1 before 1.
    /// </param>
    /// <param name="featureCount">
    /// The number of features; null for the highest index of the file, which is refused where that makes a table of more than 16 million
    /// numbers of which the file names fewer than one in 1,024.
    /// </param>
    /// <param name="classNames">The classes' numbers as texts, as the <see cref="Dataset{T}.ClassNames"/> of another file.</param>
    /// <exception cref="InvalidDataException">A line is malformed, or it is of another class; the message tells the line.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TSelf FromSvmLight(
        string path, bool areTargets = false, int? featureCount = null, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        var file = new SvmLightFile<T>(path);
        (T[] rows, int width) = file.ToRows(featureCount);
        if (areTargets)
            return TSelf.Of(DatasetContent<T>.OfTargets(rows, width, file.Targets, 1));
        string[] names = classNames?.ToArray()
            ?? [.. file.Targets.Distinct().Order().Select(number => number.ToString(null, CultureInfo.InvariantCulture))];
        int[] labels = [.. file.Targets.Select(number => Array.IndexOf(names, number.ToString(null, CultureInfo.InvariantCulture)))];
        int unknown = Array.IndexOf(labels, -1);
        if (unknown >= 0)
        {
            throw new InvalidDataException(
                $"'{path}': sample {unknown} is of the class {file.Targets[unknown]}; expected one of {ShortList.Of(names)}.");
        }

        return TSelf.Of(DatasetContent<T>.OfLabels(rows, width, labels, names));
    }

    private static string OneOf(string? targets, string? labels, string argument) =>
        targets is null == labels is null
            ? throw new ArgumentException("Either targets or labels must be given, and not both.", argument)
            : targets ?? labels!;

    private static TSelf FromNpy(NpyFile features, NpyFile answers, bool areLabels, IReadOnlyList<string>? classNames)
    {
        int count = features.Shape[0];
        if (answers.Shape[0] != count)
            throw answers.Invalid($"it holds {answers.Shape[0]} samples; the features are of {count}");
        if (answers.Shape.Length > (areLabels ? 1 : 2) || (areLabels && !answers.IsOfIntegers))
        {
            throw answers.Invalid(
                $"it has the shape [{string.Join(" x ", answers.Shape)}]{(answers.IsOfIntegers ? "" : " of floats")}; "
                + (areLabels ? "labels are [n] of integers or booleans" : "targets are [n] or [n x t]"));
        }

        T[] rows = features.ReadValues<T>();
        if (!areLabels)
        {
            T[] targets = answers.ReadValues<T>();
            return Checked(DatasetContent<T>.OfTargets(rows, rows.Length / count, targets, targets.Length / count));
        }

        int[] labels = answers.ReadValues<int>();
        int highest = classNames is null ? int.MaxValue - 1 : classNames.Count - 1;
        int wrong = labels.AsSpan().IndexOfAnyExceptInRange(0, highest);
        if (wrong >= 0)
            throw answers.Invalid($"label {wrong} is {labels[wrong]}; it must be from 0 to {highest}");
        return Checked(DatasetContent<T>.OfLabels(rows, rows.Length / count, labels, classNames));

        TSelf Checked(DatasetContent<T> content) => TSelf.Of(content.Checked(
            (argument, message) => (argument == "targets" ? answers : features).Invalid(message.TrimEnd('.'))));
    }
}
