using GenNet.Generator.Layers;
using GenNet.Generator.Model;
using GenNet.Generator.ModelFiles;

namespace GenNet.Generator.Onnx;

/// <summary>
/// The inputs of a network: those of the model that are read, in its order, cut wherever a range of columns that something reads starts or
/// ends. One of which some columns are read by nothing stays whole.
/// </summary>
internal sealed class InputValues
{
    private readonly List<(Columns Columns, Value Value)> _values = [];

    /// <param name="read">The columns that are read.</param>
    /// <param name="inputs">The names of the model's inputs and how many columns each has.</param>
    /// <exception cref="NoNetworkException">They are too many.</exception>
    public InputValues(IEnumerable<Columns> read, IReadOnlyList<(string Name, int Width)> inputs)
    {
        Columns[] pieces = [.. read.GroupBy(columns => columns.Input).OrderBy(group => group.Key)
            .SelectMany(group => Pieces([.. group], inputs[group.Key].Width))];
        if (pieces.Select(piece => piece.Frames).Distinct().Count() > 1)
        {
            string frames = string.Join(" and of ", pieces.Select(piece => piece.Frames).Distinct());
            throw new NoNetworkException($"it has inputs of {frames} frames; all are windows of one length, or none is a window");
        }

        string?[] names = ValueNames.Of([.. pieces.Select(piece => NameOf(piece, inputs[piece.Input]))], "input", "Inputs");
        if (!SizeLimits.Allow(pieces.Sum(piece => (long)piece.Width)))
            throw new NoNetworkException($"its inputs are too large; {SizeLimits.Max} features are possible");
        for (int i = 0; i < pieces.Length; i++)
        {
            string symbol = pieces.Length == 1 ? "x" : $"x{i + 1}";
            _values.Add((pieces[i], new(symbol, 0, pieces[i].Width, names[i]) { Steps = pieces[i].Frames }));
        }
    }

    public IEnumerable<Value> Values => _values.Select(value => value.Value);

    /// <summary>The inputs that hold columns, which are all of their columns, or some of the only one.</summary>
    public Value[] Of(Columns columns)
    {
        Value[] found = [.. _values
            .Where(value => value.Columns.Input == columns.Input && value.Columns.Start < columns.End && columns.Start < value.Columns.End)
            .Select(value => value.Value)];
        return columns.AreCategories && (found.Length > 1 || found[0].Width != columns.Width)
            ? throw new NoNetworkException(
                "it reads categories from some columns of an input, of which others are read by nothing or are read in other ranges too")
            : found;
    }

    private static IEnumerable<Columns> Pieces(Columns[] read, int width)
    {
        int[] cuts = [.. read.SelectMany(columns => new[] { columns.Start, columns.End }).Distinct().OrderBy(cut => cut)];
        Columns[] pieces =
            [.. cuts.Zip(cuts.Skip(1), (start, end) => read[0] with { Start = start, Width = end - start, AreCategories = false })];
        bool areAllRead = cuts[0] == 0 && cuts[cuts.Length - 1] == width
            && Array.TrueForAll(pieces, piece => Array.Exists(read, columns => columns.Start <= piece.Start && piece.End <= columns.End));
        return areAllRead ? pieces : [read[0] with { Start = 0, Width = width, AreCategories = false }];
    }

    /// <summary>The name of the model's input, with the column where it is cut.</summary>
    private static string NameOf(Columns piece, (string Name, int Width) input) =>
        piece.Width == input.Width ? input.Name : $"{input.Name}_{piece.Start}";
}
